#include "vision/internal/label_appearance.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/internal/package_patch.h"

namespace tidewaiter::vision {

namespace {

constexpr int kBody = 96;     ///< pixels of the patch
constexpr int kInside = 144;  ///< pixels of the patch in which print is looked at
constexpr int kRim = 10;
constexpr std::array kReaches = {6, 3};  ///< rows that a side may move, in the first look and the next
constexpr double kLeastInside = 0.05;    ///< before the sides are moved to the edges
constexpr int kGrid = 8;                 ///< cells along each side
constexpr int kLightGrid = 6;            ///< cells along each side, from which the light's fall is taken
constexpr int kFullTurns = 16;           ///< turns from paper to ink and back
constexpr double kMostMoved = 0.2;       ///< of a side's length

bool isSound(const Quad& moved, const Quad& from) {
    for (std::size_t i = 0; i < 4; ++i) {
        const double side = cv::norm(from[(i + 1) % 4] - from[i]);
        const double other = cv::norm(from[(i + 3) % 4] - from[i]);
        if (!(cv::norm(moved[i] - from[i]) <= kMostMoved * std::max(side, other))) return false;
    }
    return cv::isContourConvex(std::vector<cv::Point2f>(moved.begin(), moved.end()));
}

struct Tones {
    int paper = 0;  ///< grey level that most of the inside has, among its lighter half
    int even = 12;  ///< levels around it that are still paper
    int ink = 0;    ///< grey level below which it is ink
    double ground = 0;
};

int commonest(const std::array<int, 256>& counts, int from) {
    int best = from;
    int most = -1;
    for (int level = from; level < 256; ++level) {
        int near = 0;
        for (int i = std::max(0, level - 4); i <= std::min(255, level + 4); ++i)
            near += counts[static_cast<std::size_t>(i)];
        if (near > most) {
            most = near;
            best = level;
        }
    }
    return best;
}

Tones tonesOf(const cv::Mat& grey, const cv::Rect& body) {
    std::array<int, 256> inside{};
    std::vector<uchar> around;
    const cv::Rect inner(body.x + 3, body.y + 3, body.width - 6, body.height - 6);
    const cv::Rect outer(body.x - 3, body.y - 3, body.width + 6, body.height + 6);
    int total = 0;
    for (int y = 0; y < grey.rows; ++y) {
        for (int x = 0; x < grey.cols; ++x) {
            if (inner.contains({x, y})) {
                ++inside[grey.at<uchar>(y, x)];
                ++total;
            } else if (!outer.contains({x, y})) {
                around.push_back(grey.at<uchar>(y, x));
            }
        }
    }
    int median = 0;
    for (int below = 0; median < 255; ++median) {
        below += inside[static_cast<std::size_t>(median)];
        if (2 * below >= total) break;
    }
    Tones tones;
    tones.paper = commonest(inside, std::max(0, median - 10));
    tones.even = std::max(10, tones.paper / 10);
    tones.ink = tones.paper - std::max(28, tones.paper / 3);
    const auto middle = around.begin() + static_cast<std::ptrdiff_t>(around.size() / 2);
    std::nth_element(around.begin(), middle, around.end());
    tones.ground = *middle;
    return tones;
}

cv::Point middleOf(const cv::Rect& cell) {
    return {cell.x + cell.width / 2, cell.y + cell.height / 2};
}

/// `inside` without the light's even fall from one side to the other, which half of a label may lie in.
cv::Mat evenlyLit(const cv::Mat& inside) {
    constexpr int kCells = kLightGrid * kLightGrid;
    const int halfWidth = inside.cols / 2;
    const int halfHeight = inside.rows / 2;
    cv::Mat places(kCells, 3, CV_32F);
    cv::Mat light(kCells, 1, CV_32F);
    for (int i = 0; i < kCells; ++i) {
        const cv::Rect cell(i % kLightGrid * inside.cols / kLightGrid,
                            i / kLightGrid * inside.rows / kLightGrid, inside.cols / kLightGrid,
                            inside.rows / kLightGrid);
        const cv::Mat part = inside(cell);
        light.at<float>(i) = static_cast<float>(cv::mean(part, part >= cv::mean(part)[0])[0]);
        places.at<float>(i, 0) = 1;
        places.at<float>(i, 1) = static_cast<float>(middleOf(cell).x - halfWidth);
        places.at<float>(i, 2) = static_cast<float>(middleOf(cell).y - halfHeight);
    }
    cv::Mat plane;
    cv::solve(places, light, plane, cv::DECOMP_NORMAL);
    const float middle = plane.at<float>(0);
    cv::Mat even(inside.size(), CV_8U);
    for (int y = 0; y < inside.rows; ++y) {
        for (int x = 0; x < inside.cols; ++x) {
            const float at = middle + plane.at<float>(1) * static_cast<float>(x - halfWidth) +
                             plane.at<float>(2) * static_cast<float>(y - halfHeight);
            const float gain = middle / std::max(at, middle / 2);
            even.at<uchar>(y, x) =
                cv::saturate_cast<uchar>(static_cast<float>(inside.at<uchar>(y, x)) * gain);
        }
    }
    return even;
}

double shareOf(const cv::Mat& mask) {
    return static_cast<double>(cv::countNonZero(mask)) / static_cast<double>(mask.total());
}

/// Mean number of changes along the rows of `ink`, of the fifth of the rows with most of them.
double turnsAlongRows(const cv::Mat& ink) {
    std::vector<int> turns;
    for (int y = 0; y < ink.rows; ++y) {
        const auto* row = ink.ptr<uchar>(y);
        int count = 0;
        for (int x = 1; x < ink.cols; ++x) count += row[x] != row[x - 1] ? 1 : 0;
        turns.push_back(count);
    }
    std::sort(turns.begin(), turns.end(), std::greater<>());
    const std::size_t few = std::max<std::size_t>(1, turns.size() / 5);
    double sum = 0;
    for (std::size_t i = 0; i < few; ++i) sum += turns[i];
    return sum / static_cast<double>(few);
}

/// Pieces of ink that are more than a speck.
int piecesOf(const cv::Mat& ink) {
    cv::Mat numbers;
    cv::Mat stats;
    cv::Mat middles;
    const int all = cv::connectedComponentsWithStats(ink, numbers, stats, middles, 8, CV_32S);
    int pieces = 0;
    for (int i = 1; i < all; ++i) pieces += stats.at<int>(i, cv::CC_STAT_AREA) >= 4 ? 1 : 0;
    return pieces;
}

double spreadOf(const cv::Mat& ink) {
    int held = 0;
    for (int row = 0; row < kGrid; ++row) {
        for (int column = 0; column < kGrid; ++column) {
            const cv::Rect cell(column * ink.cols / kGrid, row * ink.rows / kGrid, ink.cols / kGrid,
                                ink.rows / kGrid);
            held += shareOf(ink(cell)) > 0.03 ? 1 : 0;
        }
    }
    return static_cast<double>(held) / (kGrid * kGrid);
}

void measureInside(cv::Mat& grey, const cv::Rect& body, LabelAppearance& appearance) {
    evenlyLit(grey(body)).copyTo(grey(body));
    const auto tones = tonesOf(grey, body);
    const cv::Rect inner(body.x + 2, body.y + 2, body.width - 4, body.height - 4);
    const cv::Mat inside = grey(inner);
    const cv::Mat paper = (inside > tones.paper - tones.even) & (inside < tones.paper + 2 * tones.even);
    const cv::Mat ink = inside < tones.ink;
    appearance.paper = shareOf(paper);
    constexpr int kBand = 4;
    cv::Mat middle = cv::Mat::zeros(paper.size(), CV_8U);
    middle(cv::Rect(kBand, kBand, paper.cols - 2 * kBand, paper.rows - 2 * kBand)).setTo(255);
    cv::Mat band;
    cv::bitwise_not(middle, band);
    appearance.margin = static_cast<double>(cv::countNonZero(paper & band)) / cv::countNonZero(band);
    appearance.light = tones.paper / 255.0;
    appearance.lighter = std::max(0.0, (tones.paper - tones.ground) / 255.0);
    const cv::Mat core = ink(cv::Rect(kBand, kBand, ink.cols - 2 * kBand, ink.rows - 2 * kBand));
    appearance.ink = shareOf(core);
    appearance.strokes = std::min(1.0, std::max(turnsAlongRows(core), turnsAlongRows(core.t())) / kFullTurns);
    appearance.pieces = std::min(1.0, static_cast<double>(piecesOf(core)) / kFullTurns);
    appearance.spread = spreadOf(core);
}

/// 0 up to `low`, 1 from `high` on.
double ramp(double value, double low, double high) {
    return std::clamp((value - low) / (high - low), 0.0, 1.0);
}

/// How sure the border makes it, in [0, 1].
double borderScore(const LabelAppearance& a) {
    return ramp(a.weakestSide, 0.02, 0.12) * ramp(a.complete, 0.2, 0.6) * ramp(a.meanSide, 0.05, 0.2) *
           (1 - 0.9 * ramp(a.beyond, 0.2, 0.55));
}

/// How sure paper and print make it, in [0, 1].
double insideScore(const LabelAppearance& a) {
    const double sheet = ramp(a.paper, 0.25, 0.5) * ramp(a.margin, 0.35, 0.7);
    const double print = ramp(a.ink, 0.005, 0.025) * (1 - ramp(a.ink, 0.5, 0.7)) * ramp(a.strokes, 0.2, 0.6) *
                         ramp(a.pieces, 0.15, 0.5) * ramp(a.spread, 0.05, 0.25);
    const double tone = ramp(a.light, 0.25, 0.5) * (0.6 + 0.4 * ramp(a.lighter, 0, 0.1));
    return sheet * print * tone;
}

LabelAppearance insideOf(const cv::Mat& bgr, const Quad& quad) {
    LabelAppearance appearance;
    const auto patch = patchOf(bgr, quad, kInside, kRim);
    cv::Mat grey;
    cv::cvtColor(patch.pixels, grey, cv::COLOR_BGR2GRAY);
    measureInside(grey, {kRim, kRim, kInside, kInside}, appearance);
    return appearance;
}

}  // namespace

std::optional<LabelView> viewedLabel(const cv::Mat& bgr, const Quad& quad) {
    // Most candidates hold no print; looking for their sides takes longer than seeing that.
    if (insideScore(insideOf(bgr, quad)) < kLeastInside) return std::nullopt;
    LabelView view;
    view.quad = quad;
    BodySides sides;
    for (const int reach : kReaches) {
        const auto patch = patchOf(bgr, view.quad, kBody, kRim);
        sides = sidesIn(patch, reach, reach);
        view.quad = quadOf(sides, patch);
        if (!isSound(view.quad, quad)) return std::nullopt;
    }
    view.appearance = insideOf(bgr, view.quad);
    auto& appearance = view.appearance;
    appearance.weakestSide = 1;
    appearance.complete = 1;
    for (const auto& side : sides) {
        appearance.weakestSide = std::min(appearance.weakestSide, side.strength);
        appearance.meanSide += side.strength / 4;
        appearance.complete = std::min(appearance.complete, side.complete);
        appearance.beyond += std::min(1.0, side.beyond / std::max(0.05, side.strength)) / 4;
    }
    return view;
}

double labelScore(const LabelAppearance& a, double fill) {
    return std::sqrt(borderScore(a) * insideScore(a) * ramp(fill, 0.7, 0.9));
}

}  // namespace tidewaiter::vision
