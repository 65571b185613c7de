#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <limits>
#include <opencv2/core.hpp>

#include "vision/surface/internal/robust_normal.h"

namespace tidewaiter::vision {

namespace {

constexpr double kInlier = 2.5;          ///< deviations, as in Rousseeuw 1984
constexpr double kDarkFloor = 0.02;      ///< brightness below which noise no longer falls: read noise
constexpr double kLeastVolume = 0.05;    ///< of the three unit vectors of a triple, by their determinant
constexpr double kShadowShare = 0.35;    ///< of the second darkest, below which the darkest is a shadow
constexpr std::size_t kMaxTriples = 64;  ///< of 560 that 16 lights have: enough to hold a clean one
/// Mean of the squared misfits of the better half below which a triple is as clean as noise allows; the
/// better half of a Gaussian's squares has a mean of 0.14.
constexpr double kCleanSquare = 0.2;
constexpr double kNever = std::numeric_limits<double>::max();

double noiseAt(double brightness) {
    return std::sqrt(std::max(brightness, 0.0) + kDarkFloor);
}

bool has(unsigned mask, std::size_t light) {
    return (mask >> light & 1U) != 0;
}

unsigned allOf(std::size_t count) {
    return count >= 32 ? ~0U : (1U << count) - 1;
}

/// The median of a chi-square distribution (E. Wilson and M. Hilferty, PNAS 17, 1931).
double medianOfChiSquare(double freedom) {
    return freedom < 1 ? 1 : freedom * std::pow(1 - 2 / (9 * freedom), 3);
}

}  // namespace

RobustNormal::RobustNormal(std::vector<cv::Vec3d> lights, double noise)
    : lights_(std::move(lights)), noise_(noise), inverseOfAll_() {
    const auto count = lights_.size();
    assert(count >= 3 && count <= kMaxLights && "three to 32 lights");
    cv::Matx33d normal = cv::Matx33d::zeros();
    for (const auto& light : lights_) normal += light * light.t();
    const cv::Matx33d inverse = normal.inv();
    for (std::size_t i = 0; i < count; ++i) {
        const cv::Vec3d column = inverse * lights_[i];
        for (int row = 0; row < 3; ++row) inverseOfAll_(row, static_cast<int>(i)) = column[row];
    }
    for (std::size_t a = 0; a < count; ++a) {
        for (std::size_t b = a + 1; b < count; ++b) {
            for (std::size_t c = b + 1; c < count; ++c) {
                cv::Matx33d rows;
                for (int k = 0; k < 3; ++k) {
                    rows(0, k) = lights_[a][k];
                    rows(1, k) = lights_[b][k];
                    rows(2, k) = lights_[c][k];
                }
                if (std::abs(cv::determinant(rows)) < kLeastVolume) continue;
                triples_.push_back({{a, b, c}, 1U << a | 1U << b | 1U << c, rows.inv()});
            }
        }
    }
    if (triples_.size() <= kMaxTriples) return;
    std::vector<Triple> some;  // evenly over all, so that every light takes part
    for (std::size_t i = 0; i < kMaxTriples; ++i) some.push_back(triples_[i * triples_.size() / kMaxTriples]);
    triples_ = std::move(some);
}

/// What is observed minus what the fit predicts, in deviations of the noise. A light behind the surface
/// gives no light at all: attached shadows agree with the fit.
double RobustNormal::misfit(std::span<const float> brightness, std::size_t light,
                            const cv::Vec3d& scaled) const {
    const double predicted = std::max(0.0, scaled.dot(lights_[light]));
    const auto observed = static_cast<double>(brightness[light]);
    return (observed - predicted) / (noise_ * noiseAt(std::max(predicted, observed)));
}

double RobustNormal::noiseOf(const std::vector<std::vector<float>>& rows) const {
    if (rows.empty()) return 0;
    std::vector<double> squares;
    for (const auto& row : rows) {
        const auto plain = leastSquares(row, allOf(lights_.size()));
        double sum = 0;
        for (std::size_t i = 0; i < lights_.size(); ++i) {
            const double misfitted = misfit(row, i, plain) * noise_;
            sum += misfitted * misfitted;
        }
        squares.push_back(sum);
    }
    const auto middle = squares.begin() + static_cast<std::ptrdiff_t>(squares.size() / 2);
    std::nth_element(squares.begin(), middle, squares.end());
    return std::sqrt(*middle / medianOfChiSquare(static_cast<double>(lights_.size()) - 3));
}

cv::Vec3d RobustNormal::leastSquares(std::span<const float> brightness, unsigned used) const {
    cv::Vec3d scaled{0, 0, 0};
    if (used == allOf(lights_.size())) {
        for (std::size_t i = 0; i < lights_.size(); ++i) {
            const auto value = static_cast<double>(brightness[i]);
            for (int row = 0; row < 3; ++row) {
                scaled[row] += inverseOfAll_(row, static_cast<int>(i)) * value;
            }
        }
        return scaled;
    }
    cv::Matx33d normal = cv::Matx33d::zeros();
    for (std::size_t i = 0; i < lights_.size(); ++i) {
        if (!has(used, i)) continue;
        normal += lights_[i] * lights_[i].t();
        scaled += lights_[i] * static_cast<double>(brightness[i]);
    }
    return cv::determinant(normal) > 1e-6 ? cv::Vec3d(normal.inv() * scaled) : cv::Vec3d(0, 0, 0);
}

/// Lights whose observation agrees with the fit and that shine on the surface.
unsigned RobustNormal::supporters(std::span<const float> brightness, unsigned usable,
                                  const cv::Vec3d& scaled) const {
    unsigned used = 0;
    for (std::size_t i = 0; i < lights_.size(); ++i) {
        if (has(usable, i) && scaled.dot(lights_[i]) > 0 &&
            std::abs(misfit(brightness, i, scaled)) <= kInlier) {
            used |= 1U << i;
        }
    }
    return used;
}

cv::Vec3d RobustNormal::fromTriple(std::span<const float> brightness, const Triple& triple) const {
    const auto& [a, b, c] = triple.lights;
    return triple.inverse * cv::Vec3d(static_cast<double>(brightness[a]), static_cast<double>(brightness[b]),
                                      static_cast<double>(brightness[c]));
}

/// Mean of the smallest half of the squared misfits, and of never fewer than four.
double RobustNormal::trimmedCost(std::span<const float> brightness, unsigned usable,
                                 const cv::Vec3d& scaled) const {
    std::array<double, kMaxLights> squares{};
    std::size_t count = 0;
    for (std::size_t i = 0; i < lights_.size(); ++i) {
        if (!has(usable, i)) continue;
        const double misfitted = misfit(brightness, i, scaled);
        squares[count++] = misfitted * misfitted;
    }
    const auto kept = static_cast<std::ptrdiff_t>(std::min(count, std::max<std::size_t>(4, count / 2 + 1)));
    std::partial_sort(squares.begin(), squares.begin() + kept,
                      squares.begin() + static_cast<std::ptrdiff_t>(count));
    double cost = 0;
    for (std::ptrdiff_t i = 0; i < kept; ++i) cost += squares[static_cast<std::size_t>(i)];
    return cost / static_cast<double>(std::max<std::ptrdiff_t>(kept, 1));
}

NormalFit RobustNormal::refined(std::span<const float> brightness, unsigned usable,
                                const cv::Vec3d& scaled) const {
    const unsigned used = supporters(brightness, usable, scaled);
    if (std::popcount(used) < 3) return {};
    const auto better = leastSquares(brightness, used);
    return {better[2] > 0 ? better : scaled, used};
}

/// Four lights and one of them wrong: any triple explains itself, so physics decides which to trust.
NormalFit RobustNormal::fitFour(std::span<const float> brightness, unsigned usable) const {
    std::vector<std::pair<float, std::size_t>> order;
    for (std::size_t i = 0; i < lights_.size(); ++i) {
        if (has(usable, i)) order.emplace_back(brightness[i], i);
    }
    std::sort(order.begin(), order.end());
    const bool shadow =
        static_cast<double>(order[0].first) < kShadowShare * static_cast<double>(order[1].first);
    NormalFit best;
    double lowest = kNever;
    for (const auto& triple : triples_) {
        if ((triple.mask & usable) != triple.mask || (shadow && has(triple.mask, order[0].second))) continue;
        const auto scaled = fromTriple(brightness, triple);
        if (scaled[2] <= 0 || cv::norm(scaled) >= lowest) continue;
        lowest = cv::norm(scaled);
        best = {scaled, triple.mask};
    }
    return best;
}

NormalFit RobustNormal::fitTrimmed(std::span<const float> brightness, unsigned usable) const {
    cv::Vec3d best{0, 0, 0};
    double lowest = kNever;
    for (const auto& triple : triples_) {
        if ((triple.mask & usable) != triple.mask) continue;
        const auto scaled = fromTriple(brightness, triple);
        if (scaled[2] <= 0) continue;  // faces away: the camera would not see it
        const double cost = trimmedCost(brightness, usable, scaled);
        if (cost >= lowest) continue;
        lowest = cost;
        best = scaled;
        if (lowest <= kCleanSquare) break;
    }
    return lowest < kNever ? refined(brightness, usable, best) : NormalFit{};
}

NormalFit RobustNormal::fit(std::span<const float> brightness, unsigned blind) const {
    const unsigned usable = allOf(lights_.size()) & ~blind;
    const int count = std::popcount(usable);
    if (count < 3) return {};
    const auto plain = leastSquares(brightness, usable);
    const bool faces = plain[2] > 0;
    if (faces && supporters(brightness, usable, plain) == usable) return {plain, usable};
    if (count == 3) return faces ? NormalFit{plain, usable} : NormalFit{};
    return count == 4 ? fitFour(brightness, usable) : fitTrimmed(brightness, usable);
}

}  // namespace tidewaiter::vision
