#include "ocr/text/look_plan.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace tidewaiter::ocr {

namespace {

constexpr int kCellPx = 32;     // of the grid that parts are put together on, at the scale of the last look
constexpr double kReach = 2.5;  // box heights around a box where its neighbors are
constexpr double kLineAspect =
    2.5;  // a box at least so long for its height surely runs along its longer side
constexpr double kWorthCloser = 1.3;  // closer by less than this, an unturned look sees nothing new

double heightOf(const vision::Quad& quad) {
    return std::min(cv::norm(quad[1] - quad[0]), cv::norm(quad[3] - quad[0]));
}

double lengthOf(const vision::Quad& quad) {
    return std::max(cv::norm(quad[1] - quad[0]), cv::norm(quad[3] - quad[0]));
}

bool standsUpright(const vision::Quad& quad) {
    const cv::Point2f along = quad[1] - quad[0];
    return std::abs(along.y) > std::abs(along.x);
}

/// Whether the box may be print that runs across the view: such lines are found badly.
bool mayNeedTurning(const vision::Quad& quad) {
    return standsUpright(quad) || lengthOf(quad) < kLineAspect * heightOf(quad);
}

/// Cells of the frame that are worth a look.
class Grid {
  public:
    Grid(const cv::Size& frame, double scale)
        : frame_(frame),
          cellPx_(kCellPx / scale),
          cells_(cv::Mat::zeros(count(frame.height), count(frame.width), CV_8U)) {}

    void mark(const vision::Quad& quad) {
        const auto reach = static_cast<float>(kReach * heightOf(quad));
        const cv::Rect2f box = cv::boundingRect(std::vector<cv::Point2f>(quad.begin(), quad.end()));
        const cv::Point from = cellOf(box.tl() - cv::Point2f(reach, reach));
        const cv::Point to = cellOf(box.br() + cv::Point2f(reach, reach));
        cells_(cv::Rect(from, to + cv::Point(1, 1)) & cv::Rect({}, cells_.size())) = 1;
    }

    /// The bounds of each connected group of marked cells, in pixels of the frame.
    [[nodiscard]] std::vector<cv::Rect> parts() const {
        cv::Mat labels;
        cv::Mat stats;
        cv::Mat centers;
        const int groups = cv::connectedComponentsWithStats(cells_, labels, stats, centers);
        std::vector<cv::Rect> parts;
        for (int i = 1; i < groups; ++i) {
            const cv::Rect2d cells(stats.at<int>(i, cv::CC_STAT_LEFT), stats.at<int>(i, cv::CC_STAT_TOP),
                                   stats.at<int>(i, cv::CC_STAT_WIDTH), stats.at<int>(i, cv::CC_STAT_HEIGHT));
            const cv::Rect2d part(cells.x * cellPx_, cells.y * cellPx_, cells.width * cellPx_,
                                  cells.height * cellPx_);
            parts.push_back(cv::Rect(part) & cv::Rect({}, frame_));
        }
        return parts;
    }

  private:
    [[nodiscard]] int count(int pixels) const { return static_cast<int>(std::ceil(pixels / cellPx_)); }
    [[nodiscard]] cv::Point cellOf(const cv::Point2f& at) const {
        return {static_cast<int>(std::max(0.0, at.x / cellPx_)),
                static_cast<int>(std::max(0.0, at.y / cellPx_))};
    }

    cv::Size frame_;
    double cellPx_;
    cv::Mat cells_;
};

/// Parts that overlap become one, until none do.
std::vector<cv::Rect> apart(std::vector<cv::Rect> parts) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (std::size_t j = i + 1; j < parts.size(); ++j) {
            if ((parts[i] & parts[j]).empty()) continue;
            parts[i] |= parts[j];
            parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(j));
            i = static_cast<std::size_t>(-1);  // the grown part may touch one that was apart before
            break;
        }
    }
    return parts;
}

void addLooks(const Grid& grid, const cv::Size& frame, double scale, bool turned,
              const LookPlanOptions& options, std::vector<Look>& looks) {
    auto parts = apart(grid.parts());
    double area = 0;
    for (const auto& part : parts) area += part.area();
    if (area > options.wholeShare * frame.area()) parts = {cv::Rect({}, frame)};
    for (const auto& part : parts) looks.push_back({part, scale, turned});
}

}  // namespace

std::vector<Look> closerLooks(const cv::Size& frame, double scale, const Detection& found,
                              const LookPlanOptions& options) {
    const double closer = std::max(scale, std::min(scale * options.closer, options.maxScale));
    // All print of a frame that the last look enlarged is at the limit of what can be found: a second view of
    // the whole, turned and closer, finds upright lines, and the ends that the first cut off the others.
    if (scale > 1) return {{cv::Rect({}, frame), closer, true}};
    const bool hidesDetail = closer >= kWorthCloser * scale;
    Grid asItLies(frame, scale);
    Grid turned(frame, scale);
    const auto look = [&](const DetectedLine& box, bool open) {
        if (open && hidesDetail && !standsUpright(box.quad)) asItLies.mark(box.quad);
        if (mayNeedTurning(box.quad)) turned.mark(box.quad);
    };
    for (const auto& line : found.lines) look(line, heightOf(line.quad) * scale < options.smallPx);
    for (const auto& faint : found.faint) look(faint, true);
    std::vector<Look> looks;
    addLooks(asItLies, frame, closer, false, options, looks);
    addLooks(turned, frame, closer, true, options, looks);
    return looks;
}

double costOf(const Look& look) {
    return look.part.area() * look.scale * look.scale;
}

}  // namespace tidewaiter::ocr
