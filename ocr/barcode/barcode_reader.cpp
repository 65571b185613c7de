#include "ocr/barcode/barcode_reader.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "ocr/barcode/frame_scan.h"
#include "ocr/barcode/place.h"
#include "vision/same_view.h"

namespace tidewaiter::ocr {

namespace {

cv::Mat greyOf(const cv::Mat& pixels) {
    cv::Mat grey;
    if (pixels.channels() == 1) return pixels;
    cv::cvtColor(pixels, grey, cv::COLOR_BGR2GRAY);
    return grey;
}

/// The finder's region where it lies around the reading, else where the decoders saw the symbol.
vision::Region regionOf(const Reading& reading, const std::vector<vision::BarcodeRegion>& candidates) {
    vision::Region region;
    region.kind = vision::RegionKind::Barcode;
    region.quad = reading.quad;
    region.score = reading.confidence;
    const double length = lengthOf(reading.quad);
    for (const auto& candidate : candidates) {
        const auto& quad = candidate.region.quad;
        const double ratio = lengthOf(quad) / std::max(1.0, length);
        if (ratio > 0.8 && ratio < 1.5 && contains(quad, centerOf(reading.quad))) {
            region.quad = quad;
            break;
        }
    }
    return region;
}

}  // namespace

struct BarcodeReader::Impl {
    RecoveringDecoder decoder;
    int maxSidePx;

    /// What is seen in the frame's repeats, as tries of their own after the first `tries`.
    std::vector<Sighting> sightingsAgain(const vision::Frame& frame, int tries) {
        std::vector<Sighting> again;
        for (const auto& view : vision::sameViews(frame)) {
            FrameScan scan(decoder, greyOf(view.pixels), maxSidePx);
            scan.run();
            for (auto sighting : scan.sightings()) {
                sighting.symbol.quad = vision::quadBack(view, sighting.symbol.quad);
                sighting.tryNumber += tries;
                again.push_back(std::move(sighting));
            }
            tries += scan.tries();
        }
        return again;
    }
};

Expected<BarcodeReader> BarcodeReader::create(const BarcodeOptions& options) {
    auto decoder = RecoveringDecoder::create(options.helper, options.timeout);
    if (!decoder) return tl::unexpected(decoder.error());
    return BarcodeReader(std::make_unique<Impl>(Impl{std::move(*decoder), options.maxSidePx}));
}

BarcodeReader::BarcodeReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
BarcodeReader::BarcodeReader(BarcodeReader&&) noexcept = default;
BarcodeReader& BarcodeReader::operator=(BarcodeReader&&) noexcept = default;
BarcodeReader::~BarcodeReader() = default;

BarcodeResult BarcodeReader::read(const vision::Frame& frame) {
    BarcodeResult result;
    if (frame.pixels.empty()) return result;
    impl_->decoder.beginFrame();
    FrameScan scan(impl_->decoder, greyOf(frame.pixels), impl_->maxSidePx);
    scan.run();
    auto sightings = scan.sightings();
    if (scan.leavesOpen()) {
        auto again = impl_->sightingsAgain(frame, scan.tries());
        std::move(again.begin(), again.end(), std::back_inserter(sightings));
    }
    result.readings = mergeSightings(sightings);
    for (auto& reading : result.readings) {
        reading.region = std::to_string(result.regions.size());
        result.regions.push_back(regionOf(reading, scan.candidates()));
        result.regions.back().frame = frame.id;
    }
    result.helperRestarts = impl_->decoder.deaths();
    result.trouble = impl_->decoder.trouble();
    return result;
}

}  // namespace tidewaiter::ocr
