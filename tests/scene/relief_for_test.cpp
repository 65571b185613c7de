#include "tests/scene/relief_for_test.h"

namespace tidewaiter::scene {

Relief reliefOf(int sidePx, const std::function<double(const Point&)>& height) {
    Relief relief;
    relief.pxPerMm = 10;
    const double side = sidePx / relief.pxPerMm;
    relief.area = centeredRect({side, side});
    const cv::Size size(sidePx, sidePx);
    relief.heightUm.create(size);
    relief.albedo = cv::Mat3f(size, cv::Vec3f::all(0.5F));
    relief.spread = cv::Mat3f(size, cv::Vec3f(0.16F, 0.16F, 0));
    relief.f0 = cv::Mat1f(size, 0.F);
    relief.cover = cv::Mat1f(size, 1.F);
    relief.inset = cv::Mat1f(size, 1.F);
    relief.formUm = cv::Mat1f(size, 0.F);
    for (int y = 0; y < sidePx; ++y) {
        for (int x = 0; x < sidePx; ++x) {
            relief.heightUm(y, x) = static_cast<float>(height(relief.at(x, y)));
        }
    }
    return relief;
}

}  // namespace tidewaiter::scene
