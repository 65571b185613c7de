#include "tests/scene/renderer.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "tests/scene/painter.h"
#include "tests/scene/within.h"

namespace tidewaiter::scene {

namespace {

/// The flat picture is painted a little finer than it is seen, so that warping does not blur it.
constexpr double kOversampling = 1.25;

void check(const Request& request) {
    checkWithin("width", request.width, 160, 6000);
    checkWithin("height", request.height, 120, 6000);
    checkWithin("width over height", static_cast<double>(request.width) / request.height, 1.0 / 3, 3);
    check(request.camera);
    if (request.doctored) checkWithin("doctored", *request.doctored, 0, 1);
    check(request.closeUp);
}

/// What part of the plane the picture shows, at most twice the view in each direction.
Rect seenArea(const cv::Matx33d& mapping, cv::Size picture, const Rect& view) {
    const cv::Matx33d back = mapping.inv();
    Rect seen = view;
    for (const Point& corner :
         cornersOf({0, 0, static_cast<double>(picture.width), static_cast<double>(picture.height)})) {
        const Point p = mapped(back, corner);
        seen |= Rect{p.x, p.y, 1e-3, 1e-3};
    }
    return seen & Rect{view.x - view.width / 2, view.y - view.height / 2, view.width * 2, view.height * 2};
}

/// Seen straight from above: drawn at its place and size at once, as sharp as can be.
cv::Mat photographStraight(const Scene& scene, const cv::Matx33d& mapping, cv::Size picture,
                           const Lighting& light, const Typesetter& typesetter) {
    const double pxPerMm = mapping(0, 0) / mapping(2, 2);
    const Point corner = mapped(mapping.inv(), {-0.5, -0.5});
    return paint(scene, {corner.x, corner.y, picture.width / pxPerMm, picture.height / pxPerMm}, pxPerMm,
                 typesetter, light);
}

cv::Mat photograph(const Scene& scene, const cv::Matx33d& mapping, cv::Size picture, const Lighting& light,
                   const Typesetter& typesetter) {
    const Rect area = seenArea(mapping, picture, scene.view);
    const double pxPerMm = picture.width / scene.view.width * kOversampling;
    const cv::Mat flat = paint(scene, area, pxPerMm, typesetter, light);
    const double mm = 1 / pxPerMm;
    const cv::Matx33d toPlane{mm, 0, area.x + 0.5 * mm, 0, mm, area.y + 0.5 * mm, 0, 0, 1};
    cv::Mat warped;
    cv::warpPerspective(flat, warped, mapping * toPlane, picture, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return warped;
}

}  // namespace

Rendered photographed(const Scene& scene, cv::Size picture, const CameraOptions& camera,
                      std::optional<LightKind> light, const Typesetter& typesetter) {
    const Random random = Random(scene.seed).fork("camera");
    const Shot shot = drawShot(camera, picture, random.fork("shot"));
    const cv::Matx33d mapping = lensMapping(shot, scene.view, picture, namedCorners(scene));
    const LightKind kind = light ? *light : drawLightKind(random.fork("light kind"));
    const Lighting lighting = drawLighting(kind, scene.view.width, random.fork("light"));
    const bool straight = shot.tiltDeg == 0 && shot.rollDeg == 0;
    const cv::Mat seen =
        (straight ? photographStraight : photograph)(scene, mapping, picture, lighting, typesetter);
    return {develop(seen, shot, random.fork("sensor")), truthOf(scene, mapping, picture, shot, lighting)};
}

Scene sceneOf(const Request& request, const Typesetter& typesetter) {
    check(request);
    Setting setting;
    setting.seed = request.seed;
    setting.goods = request.goods;
    setting.aspect = static_cast<double>(request.width) / request.height;
    setting.typesetter = &typesetter;
    setting.doctored = request.doctored;
    setting.closeUp = request.closeUp;
    setting.labelStory = request.labelStory;
    return makeScene(request.kind, setting);
}

Rendered render(const Request& request, const Typesetter& typesetter) {
    const Scene scene = sceneOf(request, typesetter);
    return photographed(scene, {request.width, request.height}, request.camera, request.light, typesetter);
}

}  // namespace tidewaiter::scene
