// Another sheet under or over a label: a second edge beside its border, with paper on both sides of it.
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "vision/internal/label_sheet.h"

namespace tidewaiter::vision {

namespace {

constexpr int kReach = 46;     ///< rows that an edge may lie from the nominal side, either way
constexpr int kMostTilt = 20;  ///< rows over the body
constexpr int kTiltStep = 2;
constexpr int kColumnStep = 4;
constexpr int kFaint = 4;    ///< grey levels: what a sheet's edge on another sheet shows at least
constexpr int kBorder = 10;  ///< grey levels between paper and ground
constexpr int kEarly = 16;   ///< columns after which a line that is not seen in half of them is given up
constexpr double kLeastShare = 0.72;
constexpr int kBlankRows = 8;         ///< to either side of an edge
constexpr double kLeastBlank = 0.35;  ///< of the columns
constexpr double kLeastApart = 6;     ///< rows between the two edges; nearer is a shadow or a blurred edge
constexpr double kMostApart = 44;
constexpr double kAlikePaper = 0.2;  ///< of the paper's brightness
constexpr double kDarkest = 0.74;    ///< of it: darker lines are printed
constexpr double kMostPrint = 0.05;  ///< share of the strip between the edges
constexpr double kRunsOn = 0.5;      ///< share of the columns beyond the corners: then it is tape or a flap

/// An edge along the upper side of a view turned so that the side is on top.
struct SheetLine {
    double first = 0;  ///< row at the body's first column
    double last = 0;
    double share = 0;  ///< of the columns in which it is seen

    [[nodiscard]] double at(double column, int rim, int body) const {
        return first + (last - first) * (column - rim) / body;
    }
    [[nodiscard]] double middle() const { return (first + last) / 2; }
};

/// How far each pixel answers to a kind of edge, in grey levels.
struct Answers {
    cv::Mat lighterBelow;
    cv::Mat darkerBelow;
    cv::Mat valley;  ///< a shadow line: darker than what lies above and below
};

cv::Mat shifted(const cv::Mat& means, int rows) {
    cv::Mat moved;
    const cv::Mat move = (cv::Mat_<float>(2, 3) << 1, 0, 0, 0, 1, rows);
    cv::warpAffine(means, moved, move, means.size(), cv::INTER_NEAREST, cv::BORDER_REPLICATE);
    return moved;
}

Answers answersOf(const cv::Mat& white) {
    cv::Mat smooth;
    cv::blur(white, smooth, {5, 1});
    cv::Mat band;
    cv::blur(smooth, band, {1, 3});
    const cv::Mat above = shifted(band, 3);
    const cv::Mat below = shifted(band, -3);
    Answers answers;
    cv::subtract(below, above, answers.lighterBelow);
    cv::subtract(above, below, answers.darkerBelow);
    cv::subtract(cv::min(above, below), smooth, answers.valley);
    return answers;
}

/// Where an edge of this kind is seen in a row or a neighboring one.
cv::Mat seenIn(const cv::Mat& answer, int least) {
    cv::Mat seen = answer >= least;
    cv::dilate(seen, seen, cv::getStructuringElement(cv::MORPH_RECT, {1, 3}));
    return seen;
}

double shareOf(const cv::Mat& seen, const SheetLine& line, const LabelSheet& sheet) {
    int count = 0;
    int all = 0;
    const int margin = sheet.body / 16;
    for (int column = sheet.rim + margin; column < sheet.rim + sheet.body - margin; column += kColumnStep) {
        const int row = cvRound(line.at(column, sheet.rim, sheet.body));
        ++all;
        if (row >= 0 && row < seen.rows && seen.at<uchar>(row, column) != 0) ++count;
        if (all == kEarly && 2 * count < all) return 0;
    }
    return static_cast<double>(count) / all;
}

/// Edges of this kind that run along the side, the most complete first, none within three rows of a better
/// one.
std::vector<SheetLine> linesIn(const cv::Mat& seen, const LabelSheet& sheet) {
    std::vector<SheetLine> lines;
    for (int tilt = -kMostTilt; tilt <= kMostTilt; tilt += kTiltStep) {
        for (int first = sheet.rim - kReach; first <= sheet.rim + kReach; ++first) {
            SheetLine line{static_cast<double>(first), static_cast<double>(first + tilt), 0};
            if (std::abs(line.middle() - sheet.rim) > kReach) continue;
            line.share = shareOf(seen, line, sheet);
            if (line.share >= kLeastShare) lines.push_back(line);
        }
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const SheetLine& a, const SheetLine& b) { return a.share > b.share; });
    std::vector<SheetLine> apart;
    for (const auto& line : lines) {
        const bool known = std::any_of(apart.begin(), apart.end(), [&](const SheetLine& other) {
            return std::abs(other.middle() - line.middle()) < 4;
        });
        if (!known) apart.push_back(line);
        if (apart.size() >= 12) break;
    }
    return apart;
}

/// Values of `white` from `low` to `high` rows below `line`.
std::vector<uchar> bandBelow(const LabelSheet& sheet, const SheetLine& line, double low, double high) {
    std::vector<uchar> values;
    const int margin = sheet.body / 7;  // at the ends the ground shows in the notches between two sheets
    for (int column = sheet.rim + margin; column < sheet.rim + sheet.body - margin; column += 2) {
        const double row = line.at(column, sheet.rim, sheet.body);
        for (int r = cvRound(row + low); r <= cvRound(row + high); ++r) {
            if (r >= 0 && r < sheet.white.rows && sheet.seen.at<uchar>(r, column) != 0)
                values.push_back(sheet.white.at<uchar>(r, column));
        }
    }
    return values;
}

double valueAt(std::vector<uchar> values, double share) {
    if (values.empty()) return 0;
    const auto at =
        values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

/// Of each column, the darkest value near the line.
std::vector<uchar> darkestAlong(const LabelSheet& sheet, const SheetLine& line) {
    std::vector<uchar> darkest;
    const int margin = sheet.body / 16;
    for (int column = sheet.rim + margin; column < sheet.rim + sheet.body - margin; column += 2) {
        const int row = cvRound(line.at(column, sheet.rim, sheet.body));
        uchar least = 255;
        for (int r = std::max(0, row - 3); r <= std::min(sheet.white.rows - 1, row + 3); ++r)
            least = std::min(least, sheet.white.at<uchar>(r, column));
        darkest.push_back(least);
    }
    return darkest;
}

bool isPaper(double value, const LabelSheet& sheet) {
    return std::abs(value - sheet.paper) <= kAlikePaper * sheet.paper;
}

/// Whether the line is seen beyond both corners of the label too.
bool runsOn(const cv::Mat& seen, const SheetLine& line, const LabelSheet& sheet) {
    int count = 0;
    int all = 0;
    for (int x = sheet.rim / 3; x < sheet.rim - 4; ++x) {
        for (const int column : {sheet.rim - x, sheet.rim + sheet.body - 1 + x}) {
            const int row = cvRound(line.at(column, sheet.rim, sheet.body));
            ++all;
            if (row >= 0 && row < seen.rows && seen.at<uchar>(row, column) != 0) ++count;
        }
    }
    return count > kRunsOn * all;
}

/// Whether the line is seen where no print stands near it too: margins of print that begins in one line are
/// no edge.
bool showsOnBlankPaper(const cv::Mat& seen, const SheetLine& line, const LabelSheet& sheet) {
    int blank = 0;
    int count = 0;
    int all = 0;
    const int margin = sheet.body / 16;
    for (int column = sheet.rim + margin; column < sheet.rim + sheet.body - margin; column += 2) {
        const int row = cvRound(line.at(column, sheet.rim, sheet.body));
        if (row < kBlankRows || row + kBlankRows >= seen.rows) continue;
        ++all;
        double least = 255;
        cv::minMaxLoc(sheet.white(cv::Rect(column, row - kBlankRows, 1, 2 * kBlankRows + 1)), &least);
        if (least < kDarkest * sheet.paper) continue;
        ++blank;
        count += seen.at<uchar>(row, column) != 0 ? 1 : 0;
    }
    return blank >= kLeastBlank * all && count >= kLeastShare * blank;
}

/// Whether between the outer edge and the inner one there is a strip of blank paper, and paper again beyond.
bool holdsStrip(const LabelSheet& sheet, const SheetLine& outer, const SheetLine& inner) {
    const double apart = inner.middle() - outer.middle();
    const double least = std::min(inner.first - outer.first, inner.last - outer.last);
    if (apart < kLeastApart || apart > kMostApart || least < 2) return false;
    const auto strip = bandBelow(sheet, outer, 3, std::max(4.0, least - 3));
    if (strip.size() < 200 || !isPaper(valueAt(strip, 0.5), sheet)) return false;
    if (valueAt(strip, kMostPrint) < 0.8 * sheet.paper) return false;
    if (!isPaper(valueAt(bandBelow(sheet, inner, 4, 12), 0.8), sheet)) return false;
    const auto ground = bandBelow(sheet, outer, -14, -5);
    if (ground.size() < 200 || valueAt(ground, 0.5) > valueAt(strip, 0.5) - kBorder) return false;
    return valueAt(darkestAlong(sheet, inner), 0.4) >= kDarkest * sheet.paper;
}

/// How clearly another edge shows beside the upper side, in [0, 1]; 0 where none does.
double nestedEdge(const LabelSheet& sheet) {
    const auto answers = answersOf(sheet.white);
    const auto borders = linesIn(seenIn(answers.lighterBelow, kBorder), sheet);
    if (borders.empty()) return 0;
    double best = 0;
    for (const auto* answer : {&answers.lighterBelow, &answers.darkerBelow, &answers.valley}) {
        const cv::Mat seen = seenIn(*answer, kFaint);
        for (const auto& inner : linesIn(seen, sheet)) {
            if (inner.share <= best || runsOn(seen, inner, sheet)) continue;
            const bool nested = std::any_of(borders.begin(), borders.end(), [&](const SheetLine& outer) {
                return holdsStrip(sheet, outer, inner);
            });
            if (nested && showsOnBlankPaper(seen, inner, sheet)) best = inner.share;
        }
    }
    return best;
}

void turn(cv::Mat& picture) {
    cv::Mat turned;
    cv::rotate(picture, turned, cv::ROTATE_90_COUNTERCLOCKWISE);
    picture = turned;
}

}  // namespace

std::optional<LabelCondition> coveredSheet(const LabelSheet& sheet) {
    std::array<double, 4> clear{};
    LabelSheet turned = sheet;
    for (auto& side : clear) {
        side = nestedEdge(turned);
        turn(turned.white);
        turn(turned.seen);
    }
    double best = 0;
    for (std::size_t i = 0; i < 4; ++i) best = std::max(best, std::min(clear[i], clear[(i + 1) % 4]));
    const auto sides = std::count_if(clear.begin(), clear.end(), [](double c) { return c > 0; });
    if (best <= 0) return std::nullopt;
    const double score = std::min(0.95, best * (sides > 2 ? 1.0 : 0.85));
    return LabelCondition{
        LabelState::Covered, score,
        "the edge of another label shows beside " + std::to_string(sides) + " of its sides"};
}

}  // namespace tidewaiter::vision
