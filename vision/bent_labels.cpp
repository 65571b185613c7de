#include <algorithm>

#include "vision/internal/label_candidates.h"
#include "vision/internal/quad_geometry.h"
#include "vision/internal/tone.h"
#include "vision/label_view.h"

namespace tidewaiter::vision {

namespace {

constexpr int kWorkingSide = 900;       ///< pixels: the longer side of the picture that is looked at
constexpr double kMostShared = 0.5;     ///< of the smaller label: more, and the two are one
constexpr int kLeastSide = 32;          ///< pixels
constexpr std::size_t kMostTried = 24;  ///< outlines

/// Outlines that may be bent, those of labels first.
std::vector<Quad> outlinesIn(const cv::Mat& frame, const std::vector<Quad>& labels) {
    std::vector<Quad> outlines = labels;
    const cv::Mat picture = shrunkTo(frame, kWorkingSide);
    const double scale = static_cast<double>(frame.cols) / picture.cols;
    for (const auto& quad : bentCandidates(picture)) outlines.push_back(scaled(quad, scale, scale));
    if (outlines.size() > kMostTried) outlines.resize(kMostTried);
    return outlines;
}

}  // namespace

std::vector<FlatLabel> bentLabels(const cv::Mat& frame, const std::vector<Quad>& labels, int most) {
    std::vector<FlatLabel> bent;
    if (std::min(frame.cols, frame.rows) < kLeastSide || frame.type() != CV_8UC3) return bent;
    std::vector<Quad> taken;
    for (const auto& quad : outlinesIn(frame, labels)) {
        if (static_cast<int>(bent.size()) >= most) break;
        const bool known = std::any_of(taken.begin(), taken.end(), [&](const Quad& other) {
            return sharedOfSmaller(other, quad) > kMostShared;
        });
        if (known) continue;
        auto view = flattened(frame, quad);
        if (!view || view->bend == LabelBend::Flat) continue;
        bent.push_back(std::move(*view));
        taken.push_back(quad);
    }
    return bent;
}

}  // namespace tidewaiter::vision
