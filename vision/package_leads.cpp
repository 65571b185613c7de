#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/internal/package_leads.h"
#include "vision/internal/package_patch.h"

namespace tidewaiter::vision {

namespace {

constexpr int kBodyPx = 96;
constexpr int kRimPx = 14;
constexpr int kLeastPitch = 3;  ///< pixels of the patch: 32 leads a side
constexpr int kMostPitch = 40;  ///< ... 2 to 3 leads a side
constexpr int kSlowPx = 41;     ///< what changes more slowly is light, not leads
constexpr double kLeastContrast = 4;

struct Row {
    double regular = 0;
    double contrast = 0;  ///< deviation, grey levels
    int pitch = 0;
};

using Profile = std::array<double, kBodyPx>;

/// Grey along a strip, averaged over its rows, less the slow change.
Profile profileOf(const cv::Mat& strip) {
    cv::Mat mean;
    cv::reduce(strip, mean, 0, cv::REDUCE_AVG, CV_32F);
    cv::Mat slow;
    cv::blur(mean, slow, {kSlowPx, 1}, {-1, -1}, cv::BORDER_REFLECT);
    Profile profile{};
    for (int i = 0; i < kBodyPx; ++i) {
        profile[static_cast<std::size_t>(i)] = static_cast<double>(mean.at<float>(i) - slow.at<float>(i));
    }
    return profile;
}

Row rowIn(const cv::Mat& strip) {
    const auto profile = profileOf(strip);
    std::array<double, kBodyPx + 1> energy{};  // of all before
    for (std::size_t i = 0; i < profile.size(); ++i) energy[i + 1] = energy[i] + profile[i] * profile[i];
    Row row;
    row.contrast = std::sqrt(energy.back() / kBodyPx);
    if (row.contrast < kLeastContrast) return row;
    double valley = 1;
    for (std::size_t lag = 1; lag <= kMostPitch; ++lag) {
        double product = 0;
        for (std::size_t i = 0; i + lag < profile.size(); ++i) product += profile[i] * profile[i + lag];
        const double left = energy[kBodyPx - lag];
        const double right = energy.back() - energy[lag];
        const double c = product / std::sqrt(left * right + 1e-6);
        valley = std::min(valley, c);
        const double rise = lag >= kLeastPitch ? std::min(c, (c - valley) / 2) : 0;
        if (rise > row.regular + 0.05) {  // the first of equal peaks: the pitch, not its multiple
            row.regular = rise;
            row.pitch = static_cast<int>(lag);
        }
    }
    return row;
}

/// The better of two strips outside the side on top: close by (short leads, pads) and farther out.
Row bestRow(const cv::Mat& turned) {
    const auto near = rowIn(turned(cv::Rect(kRimPx, kRimPx - 5, kBodyPx, 4)));
    const auto far = rowIn(turned(cv::Rect(kRimPx, kRimPx - 11, kBodyPx, 5)));
    return near.regular >= far.regular ? near : far;
}

}  // namespace

PackageLeads leadsAround(const std::vector<PackageLevel>& levels, const Quad& quad) {
    const auto& level = levelFor(levels, quad, kBodyPx / 1.5);
    cv::Mat turned = patchOf(level.grey, toLevel(quad, level), kBodyPx, kRimPx).pixels;
    std::array<Row, 4> rows;
    for (auto& row : rows) {
        row = bestRow(turned);
        cv::Mat next;
        cv::rotate(turned, next, cv::ROTATE_90_COUNTERCLOCKWISE);
        turned = next;
    }
    PackageLeads leads;
    const double first = std::min(rows[0].regular, rows[2].regular);
    const double second = std::min(rows[1].regular, rows[3].regular);
    leads.bestPair = std::max(first, second);
    leads.otherPair = std::min(first, second);
    const auto best = *std::max_element(rows.begin(), rows.end(),
                                        [](const Row& a, const Row& b) { return a.regular < b.regular; });
    for (const auto& row : rows) leads.mean += row.regular / 4;
    leads.bestSide = best.regular;
    leads.contrast = best.contrast / 64;
    leads.pitch = static_cast<double>(best.pitch) / kBodyPx;
    return leads;
}

}  // namespace tidewaiter::vision
