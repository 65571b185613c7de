// MarkedPackage: a chip package with what was read on it.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/inspection/rules.h"

namespace tidewaiter::inspection {

/// From this score on a region is taken for a package: of those that the finder gives 0.6, two in three are
/// (package_finder.h); labels and shrouds of graphics cards stay below.
inline constexpr double kSurePackage = 0.6;

/// Borrows from the case it was made of.
struct MarkedPackage {
    const vision::Region* body = nullptr;    ///< never null in a result
    std::vector<const ocr::Reading*> lines;  ///< of text, in reading order, each place once
    std::vector<const ocr::Reading*> codes;  ///< barcodes, mostly two-dimensional

    /// The texts of those lines that are sure and have at least four characters, sorted.
    [[nodiscard]] std::vector<std::string> sureLines() const;
};

/// The packages with a score of at least kSurePackage, marked or not, in the order of the regions. What lies
/// on several, one inside the other, belongs to the smallest.
[[nodiscard]] std::vector<MarkedPackage> markedPackages(const Case& item);

/// Whether the two are of one kind as far as their markings say: they share a sure line that can be a part
/// number, which a year and week with a letter or two ("2032H") is not. Lines that hold `besides` do not
/// count.
[[nodiscard]] bool areTwins(const MarkedPackage& one, const MarkedPackage& other,
                            std::string_view besides = {});

/// The name of the photo that a region lies in, harmless for a sentence.
[[nodiscard]] std::string photoOf(const vision::Region& region, const Case& item);

}  // namespace tidewaiter::inspection
