#include "vision/lead_counter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>

#include "vision/internal/lead_row.h"
#include "vision/internal/package_pyramid.h"

namespace tidewaiter::vision {

namespace {

constexpr float kMostSide = 320;      ///< samples along the longer side: 64 leads of 5
constexpr float kLeastSide = 20;      ///< pixels: four leads of four pixels need more
constexpr double kFinest = 2;         ///< samples per pixel
constexpr double kRimShare = 0.45;    ///< of the shorter side: one lead more of a DIP would still be in it
constexpr double kLeadShare = 0.3;    ///< ... the leads of a narrow SOIC
constexpr double kBandShare = 0.025;  ///< of the shorter side

/// The body upright, its longer side at most kMostSide samples, with a rim on all sides.
struct Upright {
    cv::Mat pixels;  ///< the least of the three channels: light metal is light in all of them, boards are not
    cv::Mat inside;  ///< 255 where the frame had pixels
    int width = 0;
    int height = 0;
    int rim = 0;
};

/// 255 where a picture of that size, moved by the inverse of `move`, has pixels.
cv::Mat insideOf(const cv::Size& picture, const cv::Mat& move, const cv::Size& size) {
    const auto right = static_cast<float>(size.width);
    const auto bottom = static_cast<float>(size.height);
    std::vector<cv::Point2f> corners = {{0, 0}, {right, 0}, {right, bottom}, {0, bottom}};
    cv::perspectiveTransform(corners, corners, move);
    const cv::Rect2f whole(0, 0, static_cast<float>(picture.width), static_cast<float>(picture.height));
    const bool all = std::all_of(corners.begin(), corners.end(),
                                 [&](const cv::Point2f& corner) { return whole.contains(corner); });
    if (all) return {size, CV_8U, cv::Scalar(255)};
    cv::Mat inside;
    cv::warpPerspective(cv::Mat(picture, CV_8U, cv::Scalar(255)), inside, move, size,
                        cv::INTER_NEAREST | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT, 0);
    return inside;
}

/// The part of the picture around `quad`, made smaller so that no more than `most` pixels stand for a sample.
std::optional<Upright> uprightOf(const cv::Mat& picture, const Quad& body) {
    const auto sides = sidesOf(body);
    const float longer = std::max(sides.width, sides.height);
    const float shorter = std::min(sides.width, sides.height);
    if (shorter < kLeastSide || !std::isfinite(longer)) return std::nullopt;
    const double scale = std::min(kFinest, static_cast<double>(kMostSide / longer));
    Upright upright;
    upright.width = static_cast<int>(std::lround(sides.width * scale));
    upright.height = static_cast<int>(std::lround(sides.height * scale));
    upright.rim = static_cast<int>(std::lround(shorter * scale * kRimShare)) + 2;

    const float reach = shorter * 0.7F + 8;
    std::vector<cv::Point2f> points(body.begin(), body.end());
    cv::Rect box = cv::boundingRect(points);
    box -= cv::Point(static_cast<int>(reach), static_cast<int>(reach));
    box += cv::Size(2 * static_cast<int>(reach), 2 * static_cast<int>(reach));
    box &= cv::Rect(0, 0, picture.cols, picture.rows);
    if (box.empty()) return std::nullopt;
    cv::Mat part = picture(box);
    const double shrink = std::min(1.0, scale);
    if (shrink < 1) cv::resize(part, part, {}, shrink, shrink, cv::INTER_AREA);
    std::array<cv::Mat, 3> planes;
    cv::split(part, planes.data());
    const cv::Mat light = cv::min(planes[0], cv::min(planes[1], planes[2]));

    const auto low = static_cast<float>(upright.rim) - 0.5F;
    const float right = low + static_cast<float>(upright.width);
    const float bottom = low + static_cast<float>(upright.height);
    const Quad target = {cv::Point2f{low, low}, {right, low}, {right, bottom}, {low, bottom}};
    Quad source;
    const cv::Point2f ratio(static_cast<float>(light.cols) / static_cast<float>(box.width),
                            static_cast<float>(light.rows) / static_cast<float>(box.height));
    for (std::size_t i = 0; i < source.size(); ++i) {
        const auto at = body[i] - cv::Point2f(box.tl()) + cv::Point2f(0.5F, 0.5F);
        source[i] = {at.x * ratio.x - 0.5F, at.y * ratio.y - 0.5F};
    }
    const auto move = cv::getPerspectiveTransform(target.data(), source.data());
    const cv::Size size(upright.width + 2 * upright.rim, upright.height + 2 * upright.rim);
    constexpr int kMode = cv::INTER_LINEAR | cv::WARP_INVERSE_MAP;
    cv::warpPerspective(light, upright.pixels, move, size, kMode, cv::BORDER_REPLICATE);
    upright.inside = insideOf(light.size(), move, size);
    return upright;
}

/// With the next side on top.
Upright turned(const Upright& upright) {
    Upright next{{}, {}, upright.height, upright.width, upright.rim};
    cv::rotate(upright.pixels, next.pixels, cv::ROTATE_90_COUNTERCLOCKWISE);
    cv::rotate(upright.inside, next.inside, cv::ROTATE_90_COUNTERCLOCKWISE);
    return next;
}

/// What one side says.
struct Side {
    int count = 0;             ///< 0: no row for sure
    double pitch = 0;          ///< samples
    double span = 0;           ///< from the first to the last lead, of the side's length
    double margin = 0;         ///< from the row's ends to the body's corners, in pitches, mean of both
    double shift = 0;          ///< of the row's middle from the side's, of the side's length
    int bands = 0;             ///< that agree about the count
    double away = 1;           ///< from the body to the nearest of them, of the shorter side; negative inside
    int others = 0;            ///< that count otherwise
    std::vector<double> lags;  ///< at which bands repeat themselves, whether counted or not
};

std::vector<float> profileOf(const cv::Mat& band) {
    cv::Mat mean;
    cv::reduce(band, mean, 0, cv::REDUCE_AVG, CV_32F);
    return {mean.begin<float>(), mean.end<float>()};
}

/// Bands that repeat themselves more may show leads.
constexpr double kRegular = 0.5;

/// That agree while none counts otherwise.
constexpr std::size_t kEnoughBands = 4;

/// The side on top of `pixels`: bands from just inside the body to the end of the rim.
Side sideOn(const Upright& upright) {
    const auto& [pixels, inside, width, tall, rim] = upright;
    const int shorter = std::min(width, tall);
    const int height = std::max(2, static_cast<int>(std::lround(shorter * kBandShare)));
    const int begin = rim;
    const int end = pixels.cols - rim;
    std::map<int, std::vector<LeadRow>> rows;
    std::map<int, double> nearest;
    Side side;
    const int last = rim - static_cast<int>(std::lround(shorter * kLeadShare));
    for (int top = rim + height; top >= last; top -= height) {
        const cv::Rect place(0, top, pixels.cols, height);
        if (cv::countNonZero(inside(place)) < place.area()) continue;
        const auto profile = profileOf(pixels(place));
        const auto turn = regularTurnIn(profile, begin, end);
        if (turn.regular >= kRegular) side.lags.push_back(turn.lag);
        if (const auto row = leadRowIn(profile, begin, end, turn)) {
            rows[row->count].push_back(*row);
            nearest.emplace(row->count, static_cast<double>(rim - top - height) / shorter);
        }
        if (rows.size() == 1 && rows.begin()->second.size() >= kEnoughBands) break;
    }
    const auto most = std::max_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return a.second.size() < b.second.size();
    });
    if (most == rows.end()) return side;
    side.count = most->first;
    side.bands = static_cast<int>(most->second.size());
    side.away = nearest.at(side.count);
    for (const auto& [count, all] : rows)
        side.others += count == side.count ? 0 : static_cast<int>(all.size());
    double left = 0;
    double right = 0;
    for (const auto& row : most->second) {
        left += row.first / side.bands;
        right += row.last / side.bands;
    }
    side.pitch = (right - left) / (side.count - 1);
    side.margin = (end - begin - (right - left)) / 2 / side.pitch;
    side.span = (right - left) / (end - begin);
    side.shift = ((left + right) / 2 - (begin + end - 1) / 2.0) / (end - begin);
    return side;
}

constexpr double kSure = 0.5;  ///< score from which a region is worth counting
constexpr int kLeastBands = 2;
/// Leads begin at the body, or where its shadow ends; rows of vias lie farther out.
constexpr double kMostAway = 0.08;
constexpr double kMostShift = 0.1;     ///< of the side: corners that took leads for body
constexpr double kMostOffset = 0.4;    ///< pitches: of rows on two sides; their corners have no leads to take
constexpr double kLeastMargin = 0.05;  ///< pitches
constexpr double kMostMarginOfTwo = 1.6;    ///< pitches: outlines with leads on two sides have 0.3 to 1.4
constexpr double kLeastMarginOfFour = 0.6;  ///< pitches: ... on four sides 1 to 2.8
/// Rows span at least so much of their side: 0.65 to 0.97 of bodies, less where leads were taken for body.
constexpr double kLeastSpan = 0.55;
constexpr double kSamePitch = 0.12;   ///< of the pitch, between opposite sides: perspective
constexpr double kAlikePitch = 0.35;  ///< ... between neighboring sides: tilt

bool isSure(const Side& side) {
    return side.count > 0 && side.bands >= kLeastBands && side.away <= kMostAway &&
           3 * side.others <= side.bands && std::abs(side.shift) <= kMostShift && side.span >= kLeastSpan &&
           side.margin >= kLeastMargin;
}

bool agree(const Side& one, const Side& other) {
    return isSure(one) && isSure(other) && one.count == other.count &&
           std::abs(one.pitch - other.pitch) <= kSamePitch * std::min(one.pitch, other.pitch);
}

double marginOf(const Side& one, const Side& other) {
    return (one.margin + other.margin) / 2;
}

/// Whether the side shows nothing that may be leads at about this pitch.
bool isPlain(const Side& side, double pitch) {
    return std::none_of(side.lags.begin(), side.lags.end(),
                        [&](double lag) { return std::abs(std::log(lag / pitch)) <= kAlikePitch; });
}

/// Whether no lead is missed on one end only, which moves a row by half a pitch.
bool isCentered(const Side& side) {
    return std::abs(side.shift) * (side.count - 1) <= kMostOffset * side.span;
}

/// Leads on `one` and `other` and none on the two sides between them.
bool isPair(const Side& one, const Side& other, const Side& between, const Side& beyond) {
    return agree(one, other) && isPlain(between, one.pitch) && isPlain(beyond, one.pitch) &&
           marginOf(one, other) <= kMostMarginOfTwo && isCentered(one) && isCentered(other);
}

bool areFour(const std::array<Side, 4>& sides) {
    return agree(sides[0], sides[2]) && agree(sides[1], sides[3]) &&
           marginOf(sides[0], sides[2]) >= kLeastMarginOfFour &&
           marginOf(sides[1], sides[3]) >= kLeastMarginOfFour &&
           std::abs(std::log(sides[0].pitch / sides[1].pitch)) <= kAlikePitch;
}

std::optional<LeadCounts> judged(const std::array<Side, 4>& sides) {
    const int n = sides[0].count;
    const int m = sides[1].count;
    if (areFour(sides)) return LeadCounts{n, m, n, m};
    if (isPair(sides[0], sides[2], sides[1], sides[3])) return LeadCounts{n, 0, n, 0};
    if (isPair(sides[1], sides[3], sides[0], sides[2])) return LeadCounts{0, m, 0, m};
    return std::nullopt;
}

}  // namespace

std::optional<LeadCounts> countLeads(const cv::Mat& picture, const Quad& body) {
    auto upright = uprightOf(picture, body);
    if (!upright) return std::nullopt;
    std::array<Side, 4> sides;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        sides[i] = sideOn(*upright);
        if (i == 1 && sides[0].count == 0 && sides[1].count == 0) return std::nullopt;
        *upright = turned(*upright);
    }
    return judged(sides);
}

std::vector<Region> withLeads(const Frame& frame, std::vector<Region> packages) {
    for (auto& package : packages) {
        if (package.kind == RegionKind::Package && package.score >= kSure)
            package.leads = countLeads(frame.pixels, package.quad);
    }
    return packages;
}

}  // namespace tidewaiter::vision
