#include "vision/internal/lead_row.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <opencv2/core.hpp>

namespace tidewaiter::vision {

namespace {

constexpr int kLeastLeads = 4;
constexpr int kMostLeads = 64;
constexpr double kLeastPitch = 4;      ///< samples
constexpr double kLeastContrast = 14;  ///< grey levels
constexpr double kLeastRegular = 0.45;
constexpr double kPlainDeviation = 3;  ///< grey levels: a side that differs less is plain
constexpr double kReach = 0.3;         ///< of the pitch: how far from its place a tooth may stand
/// Of the pitch, to each side: leads are 0.4 pitches wide and stay, a printed outline is thinner and fades.
constexpr double kSmooth = 0.15;
constexpr double kWeakTooth = 0.55;   ///< of the usual contrast: a weaker one is none for sure
constexpr double kThin = 0.6;         ///< of the usual width: a printed line
constexpr double kOutOfPlace = 0.15;  ///< of the pitch
constexpr double kNoTooth = 0.3;      ///< ... a stronger one may be one

using Profile = std::vector<float>;

double meanOf(const Profile& profile, int begin, int end) {
    double sum = 0;
    for (int i = begin; i < end; ++i) sum += profile[static_cast<std::size_t>(i)];
    return sum / std::max(1, end - begin);
}

/// Less its mean over `width` samples around: light that changes slowly along the side.
Profile flattened(const Profile& profile, int width) {
    const int size = static_cast<int>(profile.size());
    std::vector<double> sums(profile.size() + 1, 0);
    for (std::size_t i = 0; i < profile.size(); ++i) sums[i + 1] = sums[i] + profile[i];
    Profile flat(profile.size());
    for (int i = 0; i < size; ++i) {
        const int low = std::max(0, i - width / 2);
        const int high = std::min(size, i + width / 2 + 1);
        const double mean =
            (sums[static_cast<std::size_t>(high)] - sums[static_cast<std::size_t>(low)]) / (high - low);
        flat[static_cast<std::size_t>(i)] = static_cast<float>(profile[static_cast<std::size_t>(i)] - mean);
    }
    return flat;
}

/// Lag of the first high peak of the autocorrelation after its first valley.
RegularTurn turnIn(const Profile& flat, int begin, int end) {
    const int length = end - begin;
    const int most = length * 3 / 10;
    const float* p = flat.data() + begin;
    cv::Mat padded = cv::Mat::zeros(1, cv::getOptimalDFTSize(length + most + 2), CV_32F);
    std::copy(p, p + length, padded.begin<float>());
    cv::Mat products;  // of the profile with itself at each lag, by way of its spectrum
    cv::dft(padded, products);
    cv::mulSpectrums(products, products, products, 0, true);
    cv::idft(products, products, cv::DFT_SCALE);
    std::vector<double> energy(static_cast<std::size_t>(length) + 1, 1e-6);  // of all before
    for (int i = 0; i < length; ++i)
        energy[static_cast<std::size_t>(i) + 1] =
            energy[static_cast<std::size_t>(i)] + static_cast<double>(p[i]) * p[i];
    std::vector<double> curve(static_cast<std::size_t>(most + 2), 1.0);
    for (int lag = 1; lag <= most + 1 && lag < length; ++lag) {
        const double both = energy[static_cast<std::size_t>(length - lag)] *
                            (energy.back() - energy[static_cast<std::size_t>(lag)] + 1e-6);
        curve[static_cast<std::size_t>(lag)] = products.at<float>(lag) / std::sqrt(both);
    }
    RegularTurn best;
    double valley = 1;
    for (int lag = 2; lag <= most; ++lag) {
        const auto at = static_cast<std::size_t>(lag);
        valley = std::min(valley, curve[at]);
        if (curve[at] < curve[at - 1] || curve[at] < curve[at + 1]) continue;
        const double rise = std::min(curve[at], (curve[at] - valley) / 2);
        if (rise <= best.regular + 0.12) continue;  // the first of equal peaks: the pitch, not its multiple
        const double bend = curve[at - 1] - 2 * curve[at] + curve[at + 1];
        best = {lag + (bend < 0 ? (curve[at - 1] - curve[at + 1]) / (2 * bend) : 0), rise};
    }
    return best;
}

/// One lag more than three leads make: what is slower than that is light.
int slowWidth(int begin, int end) {
    return (end - begin) * 4 / 10;
}

Profile smoothed(const Profile& profile, double pitch) {
    const int reach = static_cast<int>(pitch * kSmooth);
    if (reach == 0) return profile;
    Profile smooth(profile.size());
    const int size = static_cast<int>(profile.size());
    for (int i = 0; i < size; ++i) {
        const int low = std::max(0, i - reach);
        const int high = std::min(size, i + reach + 1);
        smooth[static_cast<std::size_t>(i)] = static_cast<float>(meanOf(profile, low, high));
    }
    return smooth;
}

/// Follows teeth of a known pitch through a profile.
class Walk {
  public:
    Walk(const Profile& raw, const Profile& smooth, double pitch)
        : raw_(raw), smooth_(smooth), pitch_(pitch) {}

    struct Tooth {
        double at = 0;
        double height = 0;  ///< over the higher one of the gaps beside it; 0: there is none
        double width = 0;   ///< at half its height
        double level = 0;   ///< grey level of its top
    };
    /// The tooth near `place`, or nothing where the profile ends.
    [[nodiscard]] std::optional<Tooth> near(double place) const {
        const int low = static_cast<int>(std::ceil(place - kReach * pitch_));
        const int high = static_cast<int>(std::floor(place + kReach * pitch_));
        const int size = static_cast<int>(smooth_.size());
        if (low < 1 || high + 2 > size) return std::nullopt;
        const auto begin = smooth_.begin();
        const auto top = std::max_element(begin + low, begin + high + 1);
        const int at = static_cast<int>(top - begin);
        const bool slope = *(top - 1) > *top || *(top + 1) > *top;  // of something that stands elsewhere
        if (slope) return Tooth{static_cast<double>(at)};
        const int side = static_cast<int>(std::lround(pitch_ * 0.75));
        const float left = *std::min_element(begin + std::max(0, at - side), top);
        const float right = *std::min_element(top, begin + std::min(size, at + side + 1));
        const float gap = std::max(left, right);
        const auto [first, last] = extentOf(smooth_, at, (gap + *top) / 2);
        const auto [from, to] = extentOf(raw_, highest(at), (gap + *top) / 2);
        return Tooth{(first + last) / 2.0, *top - gap, to - from + 1.0, *top};
    }

    /// Whether the picture is dark where the next tooth of a row that ends with `tooth` would be: what lies
    /// between dark leads in front of a light table ends in front of that table.
    [[nodiscard]] bool endsInTheDark(const Tooth& tooth, double direction) const {
        const double from = tooth.at + direction * 0.6 * pitch_;
        const double to = tooth.at + direction * 1.4 * pitch_;
        const int begin = std::max(0, static_cast<int>(std::min(from, to)));
        const int end = std::min(static_cast<int>(smooth_.size()), static_cast<int>(std::max(from, to)) + 1);
        return begin < end && meanOf(smooth_, begin, end) <= tooth.level - tooth.height / 2;
    }

  private:
    [[nodiscard]] int highest(int at) const {
        const int reach = static_cast<int>(pitch_ * kSmooth);
        const auto begin = raw_.begin();
        const auto high = begin + std::min(static_cast<int>(raw_.size()), at + reach + 1);
        return static_cast<int>(std::max_element(begin + std::max(0, at - reach), high) - begin);
    }

    /// The samples around `top` that are above `level`.
    [[nodiscard]] std::pair<int, int> extentOf(const Profile& profile, int top, float level) const {
        const auto lower = [level](float value) { return value < level; };
        const int most = static_cast<int>(pitch_ * 0.5);
        const int size = static_cast<int>(profile.size());
        const auto middle = profile.begin() + top;
        const auto before = std::make_reverse_iterator(profile.begin() + std::max(0, top - most));
        const auto low = std::find_if(std::make_reverse_iterator(middle), before, lower);
        const auto high = std::find_if(middle, profile.begin() + std::min(size, top + most + 1), lower);
        return {static_cast<int>(low.base() - profile.begin()), static_cast<int>(high - profile.begin()) - 1};
    }

    const Profile& raw_;
    const Profile& smooth_;
    double pitch_;
};

using Tooth = Walk::Tooth;

double medianOf(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// The usual height of teeth at this pitch, whatever their places: of each stretch of a pitch, highest less
/// lowest.
double usualHeight(const Profile& profile, int begin, int end, double pitch) {
    std::vector<double> heights;
    const int step = std::max(1, static_cast<int>(std::lround(pitch)));
    for (int at = begin; at + step <= end; at += step) {
        const auto [low, high] =
            std::minmax_element(profile.begin() + at, profile.begin() + std::min(at + step + 1, end));
        heights.push_back(*high - *low);
    }
    return heights.empty() ? 0 : medianOf(std::move(heights));
}

/// Where the comb of this pitch fits best near the middle of the side.
std::optional<Tooth> startIn(const Walk& walk, double middle, double pitch) {
    std::optional<Tooth> best;
    for (int third = -3; third <= 3; ++third) {
        const auto tooth = walk.near(middle + pitch * third / 3);
        if (tooth && (!best || tooth->height > best->height)) best = tooth;
    }
    return best;
}

/// From `start` in steps of `step` to the last tooth of that direction; nothing where the row's end is not
/// sure.
std::optional<std::vector<Tooth>> follow(const Walk& walk, const Tooth& start, double step, double usual) {
    std::vector<Tooth> teeth;
    Tooth last = start;
    double stride = step;
    double height = usual;  // as it is around here: light changes along a row
    while (static_cast<int>(teeth.size()) <= kMostLeads) {
        const auto next = walk.near(last.at + stride);
        if (!next) return std::nullopt;
        const double seen = next->at - last.at;
        const bool inPlace = std::abs(seen - stride) <= kOutOfPlace * std::abs(step);
        const bool thin = next->width < kThin * start.width;
        if (next->height < kNoTooth * height || (thin && !inPlace)) return teeth;
        if (next->height < kWeakTooth * height || thin || !inPlace) return std::nullopt;
        stride += (seen - stride) / 4;
        height = std::max(kLeastContrast, height + (next->height - height) / 4);
        teeth.push_back(*next);
        last = *next;
    }
    return std::nullopt;
}

/// How far the teeth stand from equal steps, over the pitch: the root mean square.
double unevenness(const std::vector<Tooth>& teeth) {
    const double n = static_cast<double>(teeth.size());
    double mean = 0, slope = 0, square = 0;
    for (const auto& tooth : teeth) mean += tooth.at / n;
    for (std::size_t i = 0; i < teeth.size(); ++i) {
        const double x = static_cast<double>(i) - (n - 1) / 2;
        slope += x * (teeth[i].at - mean);
        square += x * x;
    }
    slope /= square;
    double sum = 0;
    for (std::size_t i = 0; i < teeth.size(); ++i) {
        const double off = teeth[i].at - mean - slope * (static_cast<double>(i) - (n - 1) / 2);
        sum += off * off / n;
    }
    return std::sqrt(sum) / slope;
}

constexpr double kMostUneven = 0.12;

}  // namespace

RegularTurn regularTurnIn(const std::vector<float>& profile, int begin, int end) {
    const auto flat = flattened(profile, slowWidth(begin, end));
    double energy = 0;
    for (int i = begin; i < end; ++i)
        energy += static_cast<double>(flat[static_cast<std::size_t>(i)]) * flat[static_cast<std::size_t>(i)];
    if (std::sqrt(energy / std::max(1, end - begin)) < kPlainDeviation) return {};
    return turnIn(flat, begin, end);
}

std::optional<LeadRow> leadRowIn(const std::vector<float>& profile, int begin, int end,
                                 const RegularTurn& turn) {
    if (turn.regular < kLeastRegular || turn.lag < kLeastPitch) return std::nullopt;
    const auto smooth = smoothed(profile, turn.lag);
    const double usual = usualHeight(smooth, begin + (end - begin) / 4, end - (end - begin) / 4, turn.lag);
    if (usual < kLeastContrast) return std::nullopt;
    const Walk walk(profile, smooth, turn.lag);
    const auto start = startIn(walk, (begin + end) / 2.0, turn.lag);
    if (!start || start->height < kWeakTooth * usual) return std::nullopt;
    const auto before = follow(walk, *start, -turn.lag, usual);
    const auto after = follow(walk, *start, turn.lag, usual);
    if (!before || !after) return std::nullopt;
    std::vector<Tooth> teeth(before->rbegin(), before->rend());
    teeth.push_back(*start);
    teeth.insert(teeth.end(), after->begin(), after->end());
    if (!walk.endsInTheDark(teeth.front(), -1) || !walk.endsInTheDark(teeth.back(), 1)) return std::nullopt;
    const auto count = static_cast<int>(teeth.size());
    if (count < kLeastLeads || count > kMostLeads || unevenness(teeth) > kMostUneven) return std::nullopt;
    return LeadRow{count, teeth.front().at, teeth.back().at};
}

}  // namespace tidewaiter::vision
