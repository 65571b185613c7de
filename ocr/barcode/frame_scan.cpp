#include "ocr/barcode/frame_scan.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "ocr/barcode/place.h"

namespace tidewaiter::ocr {

namespace {

// Closer looks may cost as many pixels as this many frames and a constant: decoding time follows pixels, and
// a frame full of texture must not take for ever.
constexpr double kCloserLooksPerFrame = 0.5;
constexpr double kCloserLooksPixels = 700'000;

constexpr int kDenseScanPixels = 3'000'000;    // above, ZBar scans every second line
constexpr int kMaxiCodePixels = 1'000'000;     // above, a MaxiCode is not alone in the picture
constexpr int kHalfSizeFromPx = 500;           // shorter side from which half the size is looked at as well
constexpr int kTileOverlapPx = 600;            // a symbol up to this size lies whole in one tile
constexpr double kSmallFramePixels = 500'000;  // below, the whole frame is a candidate when nothing was read

/// How a candidate is shown, one after the other until it is read.
struct Look {
    double scale;  ///< of the candidate's own magnification
    Enhancement enhancement;
};

constexpr std::array kLooksAtBars = {Look{1, Enhancement::None}, Look{1, Enhancement::Equalized},
                                     Look{1, Enhancement::Sharpened}, Look{1, Enhancement::Averaged}};
constexpr std::array kLooksAtModules = {Look{1, Enhancement::None},      Look{1, Enhancement::Equalized},
                                        Look{1, Enhancement::Sharpened}, Look{1, Enhancement::Smoothed},
                                        Look{0.5, Enhancement::None},    Look{1, Enhancement::Inverted}};

constexpr std::size_t kMostLooks = std::max(kLooksAtBars.size(), kLooksAtModules.size());
constexpr double kSymbolLike = 0.6;   // score of a candidate that is missed when it is not read
constexpr int kInsist = 3;            // so many candidates of each pattern get more than one look
constexpr double kRowsOfBars = 120;   // enough to outvote a scratch; more would say the same
constexpr double kModulesCost = 0.4;  // of a pixel among modules, to one among bars

double widthOf(const vision::Quad& quad) {
    return cv::norm(quad[1] - quad[0]);
}
double heightOf(const vision::Quad& quad) {
    return cv::norm(quad[3] - quad[0]);
}

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

vision::Quad boundsOf(const cv::Mat& grey) {
    return vision::quadOf({0, 0, static_cast<float>(grey.cols - 1), static_cast<float>(grey.rows - 1)});
}

vision::BarcodeRegion wholeAsCandidate(const cv::Mat& grey, vision::BarcodePattern pattern) {
    vision::BarcodeRegion whole;
    whole.region.kind = vision::RegionKind::Barcode;
    whole.region.quad = boundsOf(grey);
    whole.pattern = pattern;
    return whole;
}

/// A band of scan lines as a candidate: at least an eighth as high as it is long.
vision::BarcodeRegion bandAsCandidate(const vision::Quad& band) {
    vision::BarcodeRegion candidate;
    candidate.region.kind = vision::RegionKind::Barcode;
    const cv::Point2f along = band[1] - band[0];
    const cv::Point2f across = band[3] - band[0];
    const auto grow = static_cast<float>(std::max(0.0, cv::norm(along) / 8 - cv::norm(across)) / 2);
    const auto length = static_cast<float>(std::max(1.0, cv::norm(along)));
    const cv::Point2f down = cv::Point2f(-along.y, along.x) * (grow / length);
    candidate.region.quad = {band[0] - down, band[1] - down, band[2] + down, band[3] + down};
    return candidate;
}

/// Starts of tiles of `tile` pixels that cover `side`, at least `overlap` in common.
std::vector<int> tileStarts(int side, int tile, int overlap) {
    if (side <= tile) return {0};
    const int count = 1 + (side - tile + (tile - overlap) - 1) / (tile - overlap);
    std::vector<int> starts;
    starts.reserve(static_cast<std::size_t>(count));
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
    const auto show = [&](double scale) {
        const auto patch = scaledPatch(grey_, scale);
        options.turnMaxiCode = patch.pixels.total() <= kMaxiCodePixels;
        look(patch, options, View::Wide);
    };
    if (std::max(grey_.cols, grey_.rows) > maxSidePx_) {
        lookAtTiles();
    } else {
        show(1);
        lookAtNegative();
    }
    if (std::min(grey_.cols, grey_.rows) >= kHalfSizeFromPx) show(0.5);
}

/// Light modules on dark ground; cheap, because only ZXing reads them so. Light bars are read as they are.
void FrameScan::lookAtNegative() {
    DecodeOptions options;
    options.linear = false;
    options.zbar = false;
    look(enhanced(scaledPatch(grey_, 1), Enhancement::Inverted), options, View::Wide);
}

void FrameScan::lookAtTiles() {
    DecodeOptions options;
    options.dense = false;
    const int overlap = std::min(kTileOverlapPx, maxSidePx_ / 2);
    for (const int top : tileStarts(grey_.rows, maxSidePx_, overlap)) {
        for (const int left : tileStarts(grey_.cols, maxSidePx_, overlap)) {
            const cv::Rect tile = cv::Rect(left, top, maxSidePx_, maxSidePx_) & cv::Rect({}, grey_.size());
            const cv::Matx23d shift(1, 0, left, 0, 1, top);
            look({grey_(tile), shift}, options, View::Wide);
        }
    }
}

/// All candidates get a first look before the best get a second one.
void FrameScan::lookAtCandidates() {
    const auto candidates = closerLooks();
    for (std::size_t round = 0; round < kMostLooks; ++round) {
        std::array<int, 2> seen{};  // by pattern
        for (const auto& candidate : candidates) {
            if (isRead(candidate.region.quad)) continue;
            if (round > 0 && ++seen.at(static_cast<std::size_t>(candidate.pattern)) > kInsist) continue;
            lookCloser(candidate, round);
        }
    }
}

/// What deserves a closer look: what was seen with too little evidence, then the finder's candidates, then a
/// small frame as a whole.
std::vector<vision::BarcodeRegion> FrameScan::closerLooks() const {
    std::vector<vision::BarcodeRegion> looks;
    for (const auto& place : doubtfulPlaces(sightings_)) looks.push_back(bandAsCandidate(place));
    looks.insert(looks.end(), candidates_.begin(), candidates_.end());
    if (static_cast<double>(grey_.total()) < kSmallFramePixels) {
        looks.push_back(wholeAsCandidate(grey_, vision::BarcodePattern::Modules));
        looks.push_back(wholeAsCandidate(grey_, vision::BarcodePattern::Bars));
    }
    return looks;
}

bool FrameScan::leavesOpen() const {
    return std::any_of(candidates_.begin(), candidates_.end(), [this](const auto& candidate) {
        return candidate.region.score >= kSymbolLike && !isRead(candidate.region.quad);
    });
}

void FrameScan::lookCloser(const vision::BarcodeRegion& candidate, std::size_t round) {
    const bool bars = candidate.pattern == vision::BarcodePattern::Bars;
    if (round >= (bars ? kLooksAtBars.size() : kLooksAtModules.size())) return;
    const Look& way = bars ? kLooksAtBars[round] : kLooksAtModules[round];
    const auto& quad = candidate.region.quad;
    const double margin = 4 + 0.08 * std::max(widthOf(quad), heightOf(quad));
    const double width = widthOf(quad) + 2 * margin;
    const double height = heightOf(quad) + 2 * margin;
    const double across = magnification(candidate) * way.scale;
    const cv::Size2d scale(across, bars ? std::min(1.0, kRowsOfBars / height) : across);
    const double cost = width * scale.width * height * scale.height * (bars ? 1 : kModulesCost);
    if (cost > pixelsLeft_) return;
    pixelsLeft_ -= cost;
    DecodeOptions options;
    options.upright = true;
    options.linear = bars;
    options.matrix = !bars;
    options.zbar = bars;
    options.turnMaxiCode = !bars;
    look(enhanced(cutPatch(grey_, quad, margin, scale), way.enhancement), options, View::Candidate);
}

void FrameScan::look(const Patch& patch, const DecodeOptions& options, View view) {
    ++tries_;
    for (auto& symbol : decoder_.decode(patch.pixels, options)) {
        const bool hasPlace = lengthOf(symbol.quad) > 0;
        const bool maySpanSeveral = symbol.engine == Engine::Zbar && isLinear(symbol.symbology);
        if (!hasPlace) symbol.quad = boundsOf(patch.pixels);
        symbol.quad = toFrame(patch, symbol.quad);
        sightings_.push_back(
            {std::move(symbol), tries_, view == View::Candidate || (hasPlace && !maySpanSeveral)});
    }
}

bool FrameScan::isRead(const vision::Quad& quad) const {
    const auto readings = mergeSightings(sightings_);
    const bool holdsReading = std::any_of(readings.begin(), readings.end(), [&](const Reading& reading) {
        return contains(quad, centerOf(reading.quad));
    });
    if (holdsReading || readings.empty()) return holdsReading;
    std::vector<Sighting> placed;
    std::copy_if(sightings_.begin(), sightings_.end(), std::back_inserter(placed),
                 [](const Sighting& sighting) { return sighting.isPlaced; });
    const auto around = mergeSightings(placed);
    return std::any_of(around.begin(), around.end(),
                       [&](const Reading& reading) { return contains(reading.quad, centerOf(quad)); });
}

}  // namespace tidewaiter::ocr
