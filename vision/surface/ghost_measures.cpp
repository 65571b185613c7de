// Ghosts: faint structure of the width of strokes that is no marking: rows of it, or patches, where an older
// marking was or was rubbed off.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/surface/internal/measure_parts.h"

namespace tidewaiter::vision {

namespace {

constexpr int kWorkingSide = 120;    ///< pixels of the shorter side: a letter of 0.08 sides has ten
constexpr double kStroke = 1.0;      ///< pixels of the working picture
constexpr double kLeastShare = 0.3;  ///< of a row or tile that must be plain

cv::Mat shrunk(const cv::Mat& plane, const cv::Size& size, int kind) {
    cv::Mat small;
    cv::resize(plane, small, size, 0, 0, kind);
    return small;
}

/// Energy of faint strokes, and where it holds.
struct Faint {
    cv::Mat energy;
    cv::Mat mask;
};

Faint faintStrokes(const PlainArea& area, const TexturePlanes& texture) {
    const double scale =
        std::min(1.0, static_cast<double>(kWorkingSide) / std::min(area.grey.cols, area.grey.rows));
    const cv::Size size(std::max(8, cvRound(area.grey.cols * scale)),
                        std::max(8, cvRound(area.grey.rows * scale)));
    Faint faint;
    faint.mask = shrunk(texture.mask, size, cv::INTER_AREA) > 200;
    // Background differences at the working scale keep the strokes that octaves of pixels would split.
    const cv::Mat relative = (area.grey - area.background) / cv::max(area.background, 0.03);
    cv::Mat masked;
    relative.copyTo(masked, texture.mask);
    const cv::Mat small = shrunk(masked, size, cv::INTER_AREA);
    cv::Mat fine;
    cv::Mat coarse;
    cv::GaussianBlur(small, fine, {}, kStroke);
    cv::GaussianBlur(small, coarse, {}, 3 * kStroke);
    const cv::Mat band = fine - coarse;
    faint.energy = band.mul(band);
    return faint;
}

double quantile(std::vector<double> values, double part) {
    if (values.empty()) return 0;
    const auto at =
        values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

/// log of the strongest over the middle energy of strips or tiles.
double standsOut(const std::vector<double>& energies) {
    return energies.size() < 6
               ? 0
               : std::log((quantile(energies, 0.92) + 1e-9) / (quantile(energies, 0.4) + 1e-9));
}

std::vector<double> energiesIn(const Faint& faint, const std::vector<cv::Rect>& parts) {
    std::vector<double> energies;
    for (const auto& part : parts) {
        if (shareOf(faint.mask(part)) >= kLeastShare) {
            energies.push_back(cv::mean(faint.energy(part), faint.mask(part))[0]);
        }
    }
    return energies;
}

/// Strips across the whole of the plane, four pixels wide: half a letter.
std::vector<cv::Rect> strips(const cv::Size& size, bool upright) {
    std::vector<cv::Rect> parts;
    const int length = upright ? size.width : size.height;
    for (int at = 0; at + 4 <= length; at += 2) {
        parts.push_back(upright ? cv::Rect(at, 0, 4, size.height) : cv::Rect(0, at, size.width, 4));
    }
    return parts;
}

}  // namespace

void measureGhosts(const PlainArea& area, const TexturePlanes& texture, SurfaceMeasures& measures) {
    const auto faint = faintStrokes(area, texture);
    const auto size = faint.mask.size();
    measures[indexOf(Measure::GhostRows)] = std::max(standsOut(energiesIn(faint, strips(size, false))),
                                                     standsOut(energiesIn(faint, strips(size, true))));
    measures[indexOf(Measure::GhostBlobs)] =
        standsOut(energiesIn(faint, tilesOver(size, std::max(8, std::min(size.width, size.height) / 8))));
}

}  // namespace tidewaiter::vision
