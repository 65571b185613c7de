#include "ocr/barcode/frame_scan.h"

#include <algorithm>
#include <array>

#include "ocr/barcode/place.h"

namespace tidewaiter::ocr {

namespace {

// Closer looks may cost as many pixels as this many frames and a constant: decoding time follows pixels, and
// a frame full of texture must not take for ever.
constexpr double kCloserLooksPerFrame = 1.0;
constexpr double kCloserLooksPixels = 1'500'000;

constexpr int kDenseScanPixels = 3'000'000;   // above, ZBar scans every second line
constexpr int kHalfSizeFromPx = 500;          // shorter side from which half the size is looked at as well
constexpr int kTileOverlapPx = 600;           // a symbol up to this size lies whole in one tile
constexpr double kSmallFramePixels = 500'000;  // below, the whole frame is a candidate when nothing was read

/// How a candidate is shown, one after the other until it is read.
struct Look {
    double scale;  ///< of the candidate's own magnification
    Enhancement enhancement;
};

constexpr std::array kLooksAtBars = {
    Look{1, Enhancement::None}, Look{1, Enhancement::Averaged}, Look{1, Enhancement::Equalized},
    Look{1, Enhancement::Sharpened}};
constexpr std::array kLooksAtModules = {
    Look{1, Enhancement::None},      Look{1, Enhancement::Inverted}, Look{1, Enhancement::Equalized},
    Look{1, Enhancement::Sharpened}, Look{1, Enhancement::Smoothed}, Look{0.5, Enhancement::None}};

double widthOf(const vision::Quad& quad) { return cv::norm(quad[1] - quad[0]); }
double heightOf(const vision::Quad& quad) { return cv::norm(quad[3] - quad[0]); }

/// Magnification that brings bars and modules of usual symbols to three pixels or more.
double magnification(const vision::BarcodeRegion& candidate) {
    const auto& quad = candidate.region.quad;
    const bool bars = candidate.pattern == vision::BarcodePattern::Bars;
    const double extent = bars ? widthOf(quad) : std::min(widthOf(quad), heightOf(quad));
    const double wanted = bars ? 700 : 400;
    if (extent * 3 <= wanted) return 3;
    if (extent * 2 <= 1.5 * wanted) return 2;
    return std::min(1.0, 3 * wanted / extent);
}

vision::BarcodeRegion wholeAsCandidate(const cv::Mat& grey, vision::BarcodePattern pattern) {
    vision::BarcodeRegion whole;
    whole.region.kind = vision::RegionKind::Barcode;
    whole.region.quad =
        vision::quadOf(cv::Rect2f(0, 0, static_cast<float>(grey.cols - 1), static_cast<float>(grey.rows - 1)));
    whole.pattern = pattern;
    return whole;
}

/// Starts of tiles of `tile` pixels that cover `side`, at least `overlap` in common.
std::vector<int> tileStarts(int side, int tile, int overlap) {
    if (side <= tile) return {0};
    const int count = 1 + (side - tile + (tile - overlap) - 1) / (tile - overlap);
    std::vector<int> starts;
    for (int i = 0; i < count; ++i) {
        starts.push_back(static_cast<int>(static_cast<long>(side - tile) * i / (count - 1)));
    }
    return starts;
}

}  // namespace

FrameScan::FrameScan(RecoveringDecoder& decoder, const cv::Mat& grey, int maxSidePx)
    : decoder_(decoder),
      grey_(grey),
      maxSidePx_(maxSidePx),
      pixelsLeft_(kCloserLooksPixels + kCloserLooksPerFrame * static_cast<double>(grey.total())) {}

void FrameScan::run() {
    candidates_ = vision::findBarcodeRegions(grey_);
    lookAtWhole();
    lookAtCandidates();
}

void FrameScan::lookAtWhole() {
    DecodeOptions options;
    options.dense = grey_.total() <= kDenseScanPixels;
    const bool isLarge = std::max(grey_.cols, grey_.rows) > maxSidePx_;
    if (isLarge) {
        lookAtTiles();
    } else {
        look(scaledPatch(grey_, 1), options);
    }
    if (std::min(grey_.cols, grey_.rows) >= kHalfSizeFromPx) look(scaledPatch(grey_, 0.5), options);
}

void FrameScan::lookAtTiles() {
    DecodeOptions options;
    options.dense = false;
    const int overlap = std::min(kTileOverlapPx, maxSidePx_ / 2);
    for (const int top : tileStarts(grey_.rows, maxSidePx_, overlap)) {
        for (const int left : tileStarts(grey_.cols, maxSidePx_, overlap)) {
            const cv::Rect tile = cv::Rect(left, top, maxSidePx_, maxSidePx_) & cv::Rect({}, grey_.size());
            const cv::Matx23d shift(1, 0, left, 0, 1, top);
            look({grey_(tile), shift}, options);
        }
    }
}

void FrameScan::lookAtCandidates() {
    for (const auto& candidate : closerLooks()) {
        if (!isRead(candidate.region.quad)) lookCloser(candidate);
    }
}

/// What deserves a closer look: what was seen with too little evidence, then the finder's candidates, then a
/// small frame as a whole.
std::vector<vision::BarcodeRegion> FrameScan::closerLooks() const {
    std::vector<vision::BarcodeRegion> looks;
    looks.insert(looks.end(), candidates_.begin(), candidates_.end());
    if (static_cast<double>(grey_.total()) < kSmallFramePixels) {
        looks.push_back(wholeAsCandidate(grey_, vision::BarcodePattern::Modules));
        looks.push_back(wholeAsCandidate(grey_, vision::BarcodePattern::Bars));
    }
    return looks;
}

void FrameScan::lookCloser(const vision::BarcodeRegion& candidate) {
    const auto& quad = candidate.region.quad;
    const bool bars = candidate.pattern == vision::BarcodePattern::Bars;
    const double margin = 4 + 0.08 * std::max(widthOf(quad), heightOf(quad));
    DecodeOptions options;
    options.linear = bars;
    options.matrix = !bars || widthOf(quad) < 4 * heightOf(quad);
    const auto show = [&](const Look& way) {
        const double scale = magnification(candidate) * way.scale;
        const double pixels =
            (widthOf(quad) + 2 * margin) * (heightOf(quad) + 2 * margin) * scale * scale;
        if (pixels > pixelsLeft_) return true;
        pixelsLeft_ -= pixels;
        look(enhanced(cutPatch(grey_, quad, margin, scale), way.enhancement), options);
        return isRead(quad);
    };
    if (bars) {
        static_cast<void>(std::any_of(kLooksAtBars.begin(), kLooksAtBars.end(), show));
    } else {
        static_cast<void>(std::any_of(kLooksAtModules.begin(), kLooksAtModules.end(), show));
    }
}

void FrameScan::look(const Patch& patch, const DecodeOptions& options) {
    ++tries_;
    for (auto& symbol : decoder_.decode(patch.pixels, options)) {
        symbol.quad = toFrame(patch, symbol.quad);
        sightings_.push_back({std::move(symbol), tries_});
    }
}

bool FrameScan::isRead(const vision::Quad& quad) const {
    const auto readings = mergeSightings(sightings_);
    return std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
        return contains(quad, centerOf(reading.quad)) || contains(reading.quad, centerOf(quad));
    });
}

}  // namespace tidewaiter::ocr
