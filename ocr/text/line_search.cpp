#include "ocr/text/line_search.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "ocr/text/overlap.h"
#include "ocr/text/rectify.h"

namespace tidewaiter::ocr {

namespace {

constexpr double kWorthASecondLook = 1.3;  // a pass less than this finer than the last finds nothing new
constexpr double kWorthALabel = 2.2;       // large print of a label is read as well in the frame
constexpr double kSameLine = 0.6;          // shared area over the smaller one's: two finds of one line

constexpr double kHeldShare = 0.5;   // of a line's area, within a region that holds it
constexpr double kLineAspect = 2.5;  // a box at least so long for its height is surely a line's

using Lines = std::vector<DetectedLine>;

bool worthOwnLook(const vision::Region& region) {
    return region.kind == vision::RegionKind::Package || region.kind == vision::RegionKind::Label;
}

double shorterSide(const vision::Quad& quad) {
    return std::min(cv::norm(quad[1] - quad[0]), cv::norm(quad[3] - quad[0]));
}

void append(Lines& lines, const Lines& more) {
    lines.insert(lines.end(), more.begin(), more.end());
}

/// Lines in an upright view of `quad`, in pixels of the frame.
Expected<Lines> linesOfView(const cv::Mat& view, const vision::Quad& quad, double scale,
                            const Detector& detector) {
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

/// Whether a box in the frame is long, and runs along the region's first edge.
bool liesIn(const vision::Quad& region, const vision::Quad& box) {
    const cv::Point2f top = region[1] - region[0];
    const cv::Point2f along = box[1] - box[0];
    const bool isLong = cv::norm(along) > kLineAspect * cv::norm(box[3] - box[0]);
    return isLong && std::abs(along.dot(top)) > std::abs(along.cross(top));
}

/// Lines of a region looked at on its own: as it stands, and turned by a quarter where none lies in it.
Expected<Lines> linesOfRegion(const cv::Mat& pixels, const vision::Quad& quad, double scale,
                              const Detector& detector) {
    Lines lines;
    for (const auto& stand : {quad, turnedQuarter(quad)}) {
        const cv::Mat view = rectified(pixels, stand);
        if (view.empty()) break;
        auto found = linesOfView(view, stand, scale, detector);
        if (!found) return found;
        append(lines, *found);
        const bool lie = std::any_of(found->begin(), found->end(),
                                     [&stand](const auto& line) { return liesIn(stand, line.quad); });
        if (lie) break;
    }
    return lines;
}

bool holdsNone(const vision::Quad& region, const Lines& lines) {
    return std::none_of(lines.begin(), lines.end(), [&region](const auto& line) {
        return sharedArea(region, line.quad) > kHeldShare * areaOf(line.quad);
    });
}

/// Regions that are looked at on their own, with the scale for each, surest first: those that can be seen
/// closer than at the scale `finest`, and those in which `lines` were not found.
std::vector<std::pair<vision::Quad, double>> closeLooks(const std::vector<vision::Region>& regions,
                                                        double finest, const Lines& lines,
                                                        const LineSearchOptions& options) {
    std::vector<vision::Region> chosen;
    std::copy_if(regions.begin(), regions.end(), std::back_inserter(chosen), worthOwnLook);
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    std::vector<std::pair<vision::Quad, double>> looks;
    for (const auto& region : chosen) {
        const double scale = std::min(options.regionSidePx / std::max(1.0, shorterSide(region.quad)),
                                      options.maxRegionEnlargement);
        const bool isLabel = region.kind == vision::RegionKind::Label;
        const double worth = isLabel ? kWorthALabel : kWorthASecondLook;
        if (scale < finest * worth && !holdsNone(region.quad, lines)) continue;
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

struct FrameLines {
    Lines lines;
    bool dropped = false;  ///< a look at the first closer level was too costly
};

/// Looks at the whole frame, and closer where that is worth it, as far as the cost allows.
Expected<FrameLines> linesOfFrame(const cv::Mat& pixels, const Detector& detector,
                                  const LineSearchOptions& options) {
    const double side = std::max(pixels.cols, pixels.rows);
    FrameLines all;
    double left = options.maxCost;
    std::vector<Look> looks{
        {cv::Rect({}, pixels.size()), std::min(options.coarseSidePx / side, options.plan.maxScale), false}};
    for (int level = 0; level <= options.levels; ++level) {
        Detection open;  // what the looks as the frame lies leave open
        for (const auto& look : looks) {
            if (level > 0 && costOf(look) > left) {
                all.dropped |= level == 1;
                continue;
            }
            if (level > 0) left -= costOf(look);
            const auto found = detectIn(pixels, look, detector);
            if (!found) return tl::unexpected(found.error());
            append(all.lines, found->lines);
            if (look.turned) continue;
            append(open.lines, found->lines);
            append(open.faint, found->faint);
        }
        looks = closerLooks(pixels.size(), looks.front().scale, open, options.plan);
        if (looks.empty()) break;
    }
    return all;
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
    if (!all) return tl::unexpected(all.error());
    const double side = std::max(frame.pixels.cols, frame.pixels.rows);
    const double seenAt = options.coarseSidePx / side * (all->dropped ? 1 : options.plan.closer);
    for (const auto& [quad, scale] : closeLooks(regions, seenAt, all->lines, options)) {
        const auto lines = linesOfRegion(frame.pixels, quad, scale, detector);
        if (!lines) return tl::unexpected(lines.error());
        append(all->lines, *lines);
    }
    return eachOnce(std::move(all->lines));
}

}  // namespace tidewaiter::ocr
