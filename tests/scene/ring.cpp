#include "tests/scene/ring.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "tests/scene/lit_scene.h"
#include "tests/scene/within.h"

namespace tidewaiter::scene {

namespace {

/// What the tops' mean should be in a frame with one lamp on, linear: level 97, so that most white ink does
/// not burn out.
constexpr double kExposed = 0.12;
constexpr double kStrongest = 8;

void check(const RingOptions& options) {
    checkWithin("lights", options.lights, 4, 64);
    checkWithin("elevationDeg", options.elevationDeg, 5, 85);
    checkWithin("elevationSpreadDeg", options.elevationSpreadDeg, 0,
                std::min(40.0, 85 - options.elevationDeg));
    checkWithin("distanceMm", options.distanceMm, 100, 10000);
    checkWithin("sizeDeg", options.sizeDeg, 0.1, 20);
    checkWithin("stray", options.stray, 0, 1);
}

std::vector<Lamp> lampsOf(const RingOptions& options) {
    std::vector<Lamp> lamps;
    for (int i = 0; i < options.lights; ++i) {
        Lamp lamp;
        lamp.direction = {360.0 * i / options.lights,
                          options.elevationDeg + (i % 2 == 1 ? options.elevationSpreadDeg : 0)};
        lamp.distanceMm = options.distanceMm;
        lamp.sizeDeg = options.sizeDeg;
        lamp.strength = 1;
        lamps.push_back(lamp);
    }
    return lamps;
}

/// A camera on a stand.
CameraOptions onStand(CameraOptions camera) {
    camera.tiltDeg = camera.rollDeg = camera.motionPx = {0, 0};
    camera.exposure = {1, 1};
    // Low gain: nothing moves, so it can expose for long.
    camera.readNoise = {camera.readNoise.low / 2, camera.readNoise.high / 2};
    camera.fullWellElectrons = {camera.fullWellElectrons.low * 2, camera.fullWellElectrons.high * 2};
    camera.lightFalloff = camera.glareBlobs = {0, 0};  // the lamps make their own
    camera.jpegQuality = {100, 100};
    return camera;
}

/// Mean of what the packages send back, over all lamps.
double brightness(const std::vector<cv::Mat3f>& frames, const Truth& truth) {
    double sum = 0;
    int count = 0;
    for (const cv::Mat3f& frame : frames) {
        for (const TruthItem& package : truth.packages) {
            const cv::Rect box =
                cv::boundingRect(std::vector<cv::Point2f>(package.quad.begin(), package.quad.end())) &
                cv::Rect({0, 0}, frame.size());
            if (box.empty()) continue;
            const cv::Scalar mean = cv::mean(frame(box));
            sum += (mean[0] + mean[1] + mean[2]) / 3;
            ++count;
        }
    }
    return count > 0 ? sum / count : kExposed;
}

cv::Mat3f unitNormals(cv::Mat3f normals) {
    for (cv::Vec3f& normal : normals) normal /= std::sqrt(normal.dot(normal));
    return normals;
}

Ring ringOf(const Scene& scene, cv::Size picture, const CameraOptions& camera, const RingOptions& options,
            const Typesetter& typesetter) {
    const Random random = Random(scene.seed).fork("camera");
    const Shot shot = drawShot(onStand(camera), picture, random.fork("shot"));
    const cv::Matx33d mapping = lensMapping(shot, scene.view, picture, namedCorners(scene));
    const double pxPerMm = mapping(0, 0) / mapping(2, 2);
    const Point corner = mapped(mapping.inv(), {-0.5, -0.5});
    const LitScene lit(scene, {corner.x, corner.y, picture.width / pxPerMm, picture.height / pxPerMm},
                       pxPerMm, typesetter);
    const std::vector<Lamp> lamps = lampsOf(options);
    Lighting together{lamps, options.stray};
    for (Lamp& lamp : together.lamps) lamp.strength /= options.lights;
    const cv::Mat3f dark = lit.shade({{}, options.stray});
    std::vector<cv::Mat3f> frames;
    for (const Lamp& lamp : lamps) frames.push_back(lit.shade({{lamp}, options.stray}));

    Ring ring;
    ring.truth = truthOf(scene, mapping, picture, shot, together);
    ring.strength = std::clamp(kExposed / brightness(frames, ring.truth), 0.2, kStrongest);
    const auto photo = [&](const cv::Mat3f& light, const std::string& name) {
        return develop(encoded(cv::Mat(light * ring.strength)), shot, random.fork(name));
    };
    for (std::size_t i = 0; i < lamps.size(); ++i) {
        ring.frames.push_back({photo(frames[i], "frame " + std::to_string(i)), lamps[i].direction});
    }
    ring.dark = photo(dark, "dark");
    ring.all = photo(lit.shade(together), "all");
    ring.normals = unitNormals(blurred(lit.normals(), shot));
    ring.albedo = blurred(lit.albedo(), shot);
    return ring;
}

}  // namespace

Ring renderRing(const Request& request, const RingOptions& options, const Typesetter& typesetter) {
    check(options);
    if (request.kind == SceneKind::Carton) {
        throw std::invalid_argument("a carton has no relief that a light ring could show");
    }
    const Scene scene = sceneOf(request, typesetter);
    return ringOf(scene, {request.width, request.height}, request.camera, options, typesetter);
}

Ring renderRing(const PackageOptions& package, const RingOptions& options, const Typesetter& typesetter) {
    check(options);
    const Scene scene = sceneOf(package, typesetter);
    return ringOf(scene, pictureOf(scene, package.pxPerMm), package.camera, options, typesetter);
}

}  // namespace tidewaiter::scene
