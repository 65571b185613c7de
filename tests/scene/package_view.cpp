#include "tests/scene/package_view.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "tests/scene/within.h"

namespace tidewaiter::scene {

namespace {

constexpr int kMostPixels = 4000;

}  // namespace

cv::Size pictureOf(const Scene& scene, double pxPerMm) {
    const cv::Size picture(static_cast<int>(std::ceil(scene.view.width * pxPerMm)),
                           static_cast<int>(std::ceil(scene.view.height * pxPerMm)));
    if (std::max(picture.width, picture.height) > kMostPixels) {
        throw std::invalid_argument("pxPerMm is " + std::to_string(pxPerMm) + ", which makes the picture " +
                                    std::to_string(picture.width) + " by " + std::to_string(picture.height) +
                                    " pixels; at most " + std::to_string(kMostPixels) + " are possible");
    }
    return picture;
}

Scene sceneOf(const PackageOptions& options, const Typesetter& typesetter) {
    checkWithin("pxPerMm", options.pxPerMm, 4, 40);
    check(options.package);
    check(options.camera);
    Setting setting;
    setting.seed = options.seed;
    setting.aspect = 0;  // the view fits the package
    setting.typesetter = &typesetter;
    setting.closeUp = options.package;
    return makeScene(SceneKind::Package, setting);
}

Rendered renderPackage(const PackageOptions& options, const Typesetter& typesetter) {
    const Scene scene = sceneOf(options, typesetter);
    const cv::Size picture = pictureOf(scene, options.pxPerMm);
    return photographed(scene, picture, options.camera, options.light, typesetter);
}

}  // namespace tidewaiter::scene
