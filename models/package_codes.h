// PackageCodes: part numbers that name the package they are in, what those packages measure, and what lots
// look like. Data: packages/outlines.json, packages/codes.json, packages/lots.json (FORMAT.md). Thread rule:
// immutable after load(), safe to use from any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"
#include "models/store.h"

namespace tidewaiter::models {

/// One outline of a chip package: its nominal body, leads not counted.
struct PackageOutline {
    std::string id;      ///< "qfp48-7"
    std::string family;  ///< "QFP", as a person would say
    int pins = 0;
    int leadSides = 0;      ///< sides of the body with leads in view: 0 (QFN, BGA), 2 or 4
    double lengthMm = 0;    ///< the longer side of the body
    double widthMm = 0;     ///< the shorter side
    std::string source;     ///< where the body was read
    double confidence = 0;  ///< in [0, 1]: how well the source supports it
};

struct PackageCodeMatch {
    std::size_t begin = 0;  ///< bytes of the text: part number and package code
    std::size_t end = 0;
    std::string maker;
    std::vector<const PackageOutline*> outlines;  ///< those it can be, never empty; owned by the table
    std::string source;
    double confidence = 0;  ///< in [0, 1], of the weakest entry
};

class PackageCodes {
  public:
    /// Knows nothing: no text names a package.
    PackageCodes() = default;
    /// One that knows nothing, for callers that do without.
    [[nodiscard]] static const PackageCodes& none();
    [[nodiscard]] static Expected<PackageCodes> load(const Store& store);

    /// The part numbers in `text` that name their package, from left to right, one for each place where a
    /// word begins: the longest that fits, with the outlines of all that fit there. Lines of a marking are
    /// joined by one space; where makers print the package in a line of its own the match spans the space.
    [[nodiscard]] std::vector<PackageCodeMatch> find(std::string_view text) const;

    [[nodiscard]] const std::vector<PackageOutline>& outlines() const;

    /// Whether `word` can only be the code of a lot, by its shape alone. Most lots have no such shape.
    [[nodiscard]] bool isLot(std::string_view word) const;

    struct Index;  ///< how it is kept, in package_codes.cpp

  private:
    std::shared_ptr<const Index> index_;
};

}  // namespace tidewaiter::models
