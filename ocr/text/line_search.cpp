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
    auto found = detector.detect(view, scale);
    if (!found) return tl::unexpected(found.error());
    auto& lines = found->lines;
    const auto w = static_cast<float>(view.cols);
    const auto h = static_cast<float>(view.rows);
    const vision::Quad upright{cv::Point2f{0, 0}, cv::Point2f{w, 0}, cv::Point2f{w, h}, cv::Point2f{0, h}};
    const cv::Mat back = cv::getPerspectiveTransform(upright.data(), quad.data());
    for (auto& line : lines) {
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

/// Moves boxes found in a part of the frame, turned by a quarter or not, to where they stand in the frame.
void placeInFrame(const Look& look, Lines& boxes) {
    const cv::Point2f origin = look.part.tl();
    for (auto& box : boxes) {
        for (auto& corner : box.quad) {
            if (look.turned) corner = {corner.y, static_cast<float>(look.part.height - 1) - corner.x};
            corner += origin;
        }
    }
}

/// What one look finds, in pixels of the frame.
Expected<Detection> detectIn(const cv::Mat& pixels, const Look& look, const Detector& detector) {
    cv::Mat view = pixels(look.part);
    if (look.turned) {
        cv::Mat turned;
        cv::rotate(view, turned, cv::ROTATE_90_CLOCKWISE);
        view = turned;
    }
    auto found = detector.detect(view, look.scale);
    if (!found) return found;
    placeInFrame(look, found->lines);
    placeInFrame(look, found->faint);
    return found;
}

void append(Lines& lines, const Lines& more) {
    lines.insert(lines.end(), more.begin(), more.end());
}

/// Looks at the whole frame, and closer where that is worth it, as far as the cost allows.
Expected<Lines> linesOfFrame(const cv::Mat& pixels, const Detector& detector,
                             const LineSearchOptions& options) {
    const double side = std::max(pixels.cols, pixels.rows);
    Lines lines;
    double left = options.maxCost;
    std::vector<Look> looks{
        {cv::Rect({}, pixels.size()), std::min(options.coarseSidePx / side, options.plan.maxScale), false}};
    for (int level = 0; level <= options.levels; ++level) {
        Detection open;  // what the looks as the frame lies leave open
        for (const auto& look : looks) {
            if (level > 0 && costOf(look) > left) continue;
            if (level > 0) left -= costOf(look);
            const auto found = detectIn(pixels, look, detector);
            if (!found) return tl::unexpected(found.error());
            append(lines, found->lines);
            if (look.turned) continue;
            append(open.lines, found->lines);
            append(open.faint, found->faint);
        }
        looks = closerLooks(pixels.size(), looks.front().scale, open, options.plan);
        if (looks.empty()) break;
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
    auto all = linesOfFrame(frame.pixels, detector, options);
    if (!all) return all;
    const double side = std::max(frame.pixels.cols, frame.pixels.rows);
    for (const auto& [quad, scale] : closeLooks(regions, options.coarseSidePx / side * 2, options)) {
        const auto lines = linesOfRegion(frame.pixels, quad, scale, detector);
        if (!lines) return tl::unexpected(lines.error());
        append(*all, *lines);
    }
    return eachOnce(std::move(*all));
}

}  // namespace tidewaiter::ocr
