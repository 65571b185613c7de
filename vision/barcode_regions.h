// Barcode regions: where in a frame bars or modules may be, by the statistics of its gradients.
// Thread rule: pure function, safe to call from any thread.
//
// Bars have strong gradients of one direction whose signs cancel; modules have strong gradients of two
// directions at right angles whose signs cancel; edges of things have one sign, textures have all directions
// (structure tensor after Bigun and Granlund 1987, with its fourth harmonic for modules). Works at any
// rotation. Candidates are for a closer look: many of them hold no symbol.
#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "vision/region.h"

namespace tidewaiter::vision {

enum class BarcodePattern { Bars, Modules };

struct BarcodeRegion {
    Region region;  ///< kind barcode; the quad lies along the bars or modules, its first corner is arbitrary
    BarcodePattern pattern = BarcodePattern::Bars;
};

struct BarcodeRegionOptions {
    int coarseSidePx = 480;       ///< longer side of the picture in which large symbols are sought
    int fineSidePx = 1600;        ///< and small ones, where the frame has that much; more costs time
    double minScore = 0.35;       ///< in [0, 1]; lower gives more candidates without a symbol
    std::size_t maxRegions = 24;  ///< the best ones are kept
};

/// Candidates in a grey 8-bit picture, best first. Precondition: `grey` has one channel.
[[nodiscard]] std::vector<BarcodeRegion> findBarcodeRegions(const cv::Mat& grey,
                                                            const BarcodeRegionOptions& options = {});

}  // namespace tidewaiter::vision
