#include "ocr/text/line_search.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "ocr/text/overlap.h"
#include "ocr/text/rectify.h"

namespace tidewaiter::ocr {

namespace {

constexpr double kWorthASecondLook = 1.3;  // a pass less than this finer than the last finds nothing new
constexpr double kSameLine = 0.6;          // shared area over the smaller one's: two finds of one line

using Lines = std::vector<DetectedLine>;

/// One look at the whole frame.
struct Look {
    double scale;
    bool turned;  ///< by a quarter, clockwise
};

/// Looks at the whole frame, the finest last. A frame that even the coarse look enlarges is looked at closer
/// only turned: enlarging once more shows the detector little that is new, and costs the most.
std::vector<Look> looksAt(const cv::Mat& pixels, const LineSearchOptions& options) {
    const double side = std::max(pixels.cols, pixels.rows);
    const double coarse = std::min(options.coarseSidePx / side, options.maxEnlargement);
    const double fine = std::max(coarse, std::min(options.fineSidePx / side, options.maxEnlargement));
    std::vector<Look> looks{{coarse, false}};
    if (coarse < 1 && fine >= coarse * kWorthASecondLook) looks.push_back({fine, false});
    looks.push_back({fine, true});
    return looks;
}

bool worthOwnLook(const vision::Region& region) {
    return region.kind == vision::RegionKind::Package || region.kind == vision::RegionKind::Label;
}

double shorterSide(const vision::Quad& quad) {
    return std::min(cv::norm(quad[1] - quad[0]), cv::norm(quad[3] - quad[0]));
}

/// Lines of a region looked at on its own, in pixels of the frame.
Expected<Lines> linesOfRegion(const cv::Mat& pixels, const vision::Quad& quad, double scale,
                              const Detector& detector) {
    const cv::Mat view = rectified(pixels, quad);
    if (view.empty()) return Lines();
    auto lines = detector.detect(view, scale);
    if (!lines) return lines;
    const auto w = static_cast<float>(view.cols);
    const auto h = static_cast<float>(view.rows);
    const vision::Quad upright{cv::Point2f{0, 0}, cv::Point2f{w, 0}, cv::Point2f{w, h}, cv::Point2f{0, h}};
    const cv::Mat back = cv::getPerspectiveTransform(upright.data(), quad.data());
    for (auto& line : *lines) {
        std::vector<cv::Point2f> corners(line.quad.begin(), line.quad.end());
        cv::perspectiveTransform(corners, corners, back);
        std::copy(corners.begin(), corners.end(), line.quad.begin());
    }
    return lines;
}

/// Regions that are looked at on their own, with the scale for each, surest first.
std::vector<std::pair<vision::Quad, double>> closeLooks(const std::vector<vision::Region>& regions,
                                                        double finest, const LineSearchOptions& options) {
    std::vector<vision::Region> chosen;
    std::copy_if(regions.begin(), regions.end(), std::back_inserter(chosen), worthOwnLook);
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    std::vector<std::pair<vision::Quad, double>> looks;
    for (const auto& region : chosen) {
        const double scale = std::min(options.regionSidePx / std::max(1.0, shorterSide(region.quad)),
                                      options.maxRegionEnlargement);
        if (scale < finest * kWorthASecondLook) continue;
        looks.emplace_back(region.quad, scale);
        if (static_cast<int>(looks.size()) >= options.maxRegions) break;
    }
    return looks;
}

/// What one look at the whole frame finds, in pixels of the frame as it is.
Expected<Lines> linesOfFrame(const cv::Mat& pixels, const Look& look, const Detector& detector) {
    if (!look.turned) return detector.detect(pixels, look.scale);
    cv::Mat turned;
    cv::rotate(pixels, turned, cv::ROTATE_90_CLOCKWISE);
    auto lines = detector.detect(turned, look.scale);
    if (!lines) return lines;
    for (auto& line : *lines) {
        for (auto& corner : line.quad) corner = {corner.y, static_cast<float>(pixels.rows - 1) - corner.x};
    }
    return lines;
}

Lines eachOnce(Lines lines) {
    std::stable_sort(lines.begin(), lines.end(),
                     [](const auto& a, const auto& b) { return areaOf(a.quad) > areaOf(b.quad); });
    Lines kept;
    for (const auto& line : lines) {
        const double area = areaOf(line.quad);
        const bool known = std::any_of(kept.begin(), kept.end(), [&](const DetectedLine& other) {
            return sharedArea(line.quad, other.quad) > kSameLine * area && areaOf(other.quad) < 2 * area;
        });
        if (!known && area >= 1) kept.push_back(line);
    }
    return kept;
}

}  // namespace

Expected<std::vector<DetectedLine>> findLines(const vision::Frame& frame,
                                              const std::vector<vision::Region>& regions,
                                              const Detector& detector, const LineSearchOptions& options) {
    Lines all;
    const auto add = [&all](Expected<Lines> lines) -> Expected<void> {
        if (!lines) return tl::unexpected(lines.error());
        all.insert(all.end(), lines->begin(), lines->end());
        return {};
    };
    const auto looks = looksAt(frame.pixels, options);
    for (const auto& look : looks) {
        if (auto added = add(linesOfFrame(frame.pixels, look, detector)); !added) {
            return tl::unexpected(added.error());
        }
    }
    for (const auto& [quad, scale] : closeLooks(regions, looks.back().scale, options)) {
        if (auto added = add(linesOfRegion(frame.pixels, quad, scale, detector)); !added)
            return tl::unexpected(added.error());
    }
    return eachOnce(std::move(all));
}

}  // namespace tidewaiter::ocr
