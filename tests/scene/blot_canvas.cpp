#include "tests/scene/blot_canvas.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "tests/scene/noise.h"

namespace tidewaiter::scene {

namespace {

constexpr double kPxPerMm = 4;
constexpr int kLeastSide = 8;

int sideOf(double mm) {
    return std::max(kLeastSide, static_cast<int>(std::lround(mm * kPxPerMm)));
}

}  // namespace

BlotCanvas::BlotCanvas(const Rect& rect, Random random)
    : rect_(rect), size_((sideOf(rect.width) + 3) / 4 * 4, sideOf(rect.height)), random_(random) {}

cv::Mat BlotCanvas::noise(std::string_view name, double acrossMm, double downMm) const {
    Random random = random_.fork(name);
    return noiseField(size_, acrossMm * kPxPerMm, downMm * kPxPerMm, random);
}

cv::Mat BlotCanvas::depthIn(const Rect& part) const {
    cv::Mat depth(size_, CV_32F);
    for (int row = 0; row < size_.height; ++row) {
        const double y = rect_.y + (row + 0.5) * rect_.height / size_.height;
        const double down = std::min(y - part.y, part.br().y - y);
        for (int column = 0; column < size_.width; ++column) {
            const double x = rect_.x + (column + 0.5) * rect_.width / size_.width;
            depth.at<float>(row, column) = static_cast<float>(std::min({x - part.x, part.br().x - x, down}));
        }
    }
    return depth;
}

cv::Mat BlotCanvas::inside(const Rect& part, double softMm) const {
    return above(depthIn(part), 0, softMm);
}

Blot BlotCanvas::blot(const cv::Mat& coverage, const Color& color) const {
    Blot blot{rect_, {}, color};
    coverage.convertTo(blot.coverage, CV_8U, 255);
    return blot;
}

cv::Mat above(const cv::Mat& field, double level, double width) {
    const double slope = 1 / std::max(width, 1e-3);
    const cv::Mat risen = field * slope + (0.5 - level * slope);
    return cv::max(0.0, cv::min(1.0, risen));
}

double levelOf(const cv::Mat& field, const cv::Mat& where, double part) {
    std::vector<float> values;
    for (int row = 0; row < field.rows; ++row) {
        for (int column = 0; column < field.cols; ++column) {
            if (where.at<float>(row, column) >= 0.5F) values.push_back(field.at<float>(row, column));
        }
    }
    if (values.empty()) return 0;
    const double share = std::clamp(1 - part, 0.0, 1.0);
    const auto at =
        values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

}  // namespace tidewaiter::scene
