// Manifest rows: what CSV, JSON and XML have in common: values with their places, and how they become items
// and problems. Inside firmware/command only. Thread rule: one thread at a time.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "firmware/manifest/manifest.h"
#include "firmware/manifest/manifest_columns.h"
#include "firmware/text/place.h"

namespace tidewaiter::manifest {

using text::Mistake;
using text::Place;
using text::placeIn;

struct ManifestCell {
    const ManifestColumn* column = nullptr;  ///< never null
    std::string text;
    Place place;
};

struct ManifestRow {
    Place place;  ///< of its beginning
    std::vector<ManifestCell> cells{};
    std::vector<std::string> images{};  ///< where the file has them as a list already
    std::optional<Mistake> mistake{};   ///< what the file's own grammar has against the row
};

/// Collects rows. The first mistake of a row is its problem.
class ManifestBuilder {
  public:
    explicit ManifestBuilder(std::string file) : file_(std::move(file)) {}

    void add(const ManifestRow& row);
    /// Takes what was collected.
    [[nodiscard]] Manifest finish() &&;

  private:
    struct Taken {
        ManifestItem item;
        Place place;
        std::optional<Mistake> mistake;
    };

    std::string file_;
    std::vector<Taken> rows_;
    std::map<std::string, std::size_t> firstRowOf_;  // by id
};

}  // namespace tidewaiter::manifest
