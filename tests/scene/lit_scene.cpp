#include "tests/scene/lit_scene.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/scene/camera.h"
#include "tests/scene/painter.h"
#include "tests/scene/shading.h"

namespace tidewaiter::scene {

namespace {

double linearOf(double coded) {
    return coded <= 0.04045 ? coded / 12.92 : std::pow((coded + 0.055) / 1.055, 2.4);
}

double codedOf(double linear) {
    return linear <= 0.0031308 ? linear * 12.92 : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
}

}  // namespace

cv::Mat encoded(const cv::Mat3f& linear) {
    constexpr int kSteps = 16384;  // a level of 255 is 12.92 / 16384 * 255 = 0.2 levels wide at its darkest
    static const std::vector<unsigned char> table = [] {
        std::vector<unsigned char> made(kSteps + 1);
        for (int i = 0; i <= kSteps; ++i) {
            made[static_cast<std::size_t>(i)] =
                static_cast<unsigned char>(std::lround(255 * codedOf(static_cast<double>(i) / kSteps)));
        }
        return made;
    }();
    cv::Mat3b picture(linear.size());
    for (int y = 0; y < linear.rows; ++y) {
        for (int x = 0; x < linear.cols; ++x) {
            for (int c = 0; c < 3; ++c) {
                const float level = std::clamp(linear(y, x)[c], 0.F, 1.F);
                picture(y, x)[c] = table[static_cast<std::size_t>(std::lround(level * kSteps))];
            }
        }
    }
    return picture;
}

cv::Mat3f decoded(const cv::Mat& picture) {
    cv::Mat1f table(1, 256);
    for (int i = 0; i < 256; ++i) table(i) = static_cast<float>(linearOf(i / 255.0));
    cv::Mat linear;
    cv::LUT(picture, table, linear);
    return linear;
}

LitScene::LitScene(const Scene& scene, const Rect& area, double pxPerMm, const Typesetter& typesetter)
    : area_(area),
      pxPerMm_(pxPerMm),
      viewCenter_(scene.view.x + scene.view.width / 2, scene.view.y + scene.view.height / 2),
      cameraMm_(cameraDistance(scene.view)),
      flat_(decoded(paintFlat(scene, area, pxPerMm, typesetter))) {
    for (const Item& item : scene.items) {
        if (!item.top) continue;
        Built built{item.at, item.top->body, item.top->standMm, buildRelief(item, pxPerMm, typesetter), {}};
        built.slopes = slopesOf(built.relief.heightUm, pxPerMm);
        tops_.push_back(std::move(built));
    }
}

cv::Mat1f LitScene::shadowOnFlat(const Lamp& lamp) const {
    const cv::Vec3d direction = pointingTo(lamp.direction);
    cv::Mat1b shadow(flat_.size(), static_cast<unsigned char>(255));
    const double perHeight = -1 / std::max(direction[2], 0.15);
    double widest = 0;
    for (const Built& top : tops_) {
        const Point reach = Point(direction[0], direction[1]) * (perHeight * top.standMm);
        std::vector<cv::Point> outline;
        for (const Point& corner : cornersOf(top.body)) {
            const Point p = (toScene(top.at, corner) - area_.tl()) * pxPerMm_;
            outline.emplace_back(p);
            outline.emplace_back(p + reach * pxPerMm_);
        }
        std::vector<cv::Point> hull;
        cv::convexHull(outline, hull);
        cv::fillConvexPoly(shadow, hull, 0, cv::LINE_AA);
        widest = std::max(widest, top.standMm);
    }
    const double penumbra = std::max(widest * std::tan(lamp.sizeDeg * CV_PI / 180) * pxPerMm_, 0.5);
    cv::Mat1f light;
    shadow.convertTo(light, CV_32F, 1 / 255.0);
    cv::boxFilter(light, light, -1, cv::Size(1, 1) * (2 * static_cast<int>(penumbra) + 1));
    return light;
}

cv::Mat3f LitScene::shadeFlat(const Lighting& light) const {
    if (tops_.empty()) return cv::Mat3f(cv::Mat(flat_ * light.onFlat()));
    cv::Mat1f reaching(flat_.size(), static_cast<float>(light.ambient));
    for (const Lamp& lamp : light.lamps) {
        const double strength = lamp.strength * std::sin(lamp.direction.elevationDeg * CV_PI / 180);
        cv::scaleAdd(shadowOnFlat(lamp), strength, reaching, reaching);
    }
    cv::Mat3f shaded(flat_.size());
    for (int y = 0; y < shaded.rows; ++y) {
        for (int x = 0; x < shaded.cols; ++x) shaded(y, x) = flat_(y, x) * reaching(y, x);
    }
    return shaded;
}

cv::Matx23d LitScene::intoPicture(const Built& top) const {
    // Pixel middles of the relief to the scene's millimeters to pixel middles of the picture.
    const auto map = [&](double x, double y) {
        const Point local = top.relief.area.tl() + Point(x + 0.5, y + 0.5) / top.relief.pxPerMm;
        return (toScene(top.at, local) - area_.tl()) * pxPerMm_ - Point(0.5, 0.5);
    };
    const Point origin = map(0, 0);
    const Point right = map(1, 0) - origin;
    const Point down = map(0, 1) - origin;
    return {right.x, down.x, origin.x, right.y, down.y, origin.y};
}

void LitScene::lay(cv::Mat3f& picture, const Built& top, const cv::Mat3f& patch) const {
    const Rect bounds = boundsOf(
        {toScene(top.at, top.body.tl() + Point(top.body.width, top.body.height) / 2), top.at.turnDeg},
        grown(top.body, 3 / pxPerMm_).size());
    const Point low = (bounds.tl() - area_.tl()) * pxPerMm_;
    const Point high = (bounds.br() - area_.tl()) * pxPerMm_;
    const cv::Rect box = cv::Rect(cv::Point(low), cv::Point(high)) & cv::Rect({0, 0}, picture.size());
    if (box.empty()) return;
    cv::Matx23d into = intoPicture(top);
    into(0, 2) -= box.x;
    into(1, 2) -= box.y;
    cv::Mat3f moved;
    cv::Mat1f cover;
    cv::warpAffine(patch, moved, into, box.size(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    cv::warpAffine(top.relief.cover, cover, into, box.size(), cv::INTER_LINEAR, cv::BORDER_CONSTANT);
    cv::Mat3f target = picture(box);
    for (int y = 0; y < box.height; ++y) {
        for (int x = 0; x < box.width; ++x) target(y, x) += (moved(y, x) - target(y, x)) * cover(y, x);
    }
}

cv::Mat3f LitScene::shade(const Lighting& light) const {
    cv::Mat3f picture = shadeFlat(light);
    for (const Built& top : tops_) {
        lay(picture, top, scene::shade(top.relief, top.slopes, {top.at, viewCenter_, cameraMm_}, light));
    }
    return picture;
}

cv::Mat3f LitScene::normals() const {
    cv::Mat3f picture(flat_.size(), cv::Vec3f(0, 0, 1));
    for (const Built& top : tops_) {
        const auto c = static_cast<float>(std::cos(top.at.turnDeg * CV_PI / 180));
        const auto s = static_cast<float>(std::sin(top.at.turnDeg * CV_PI / 180));
        cv::Mat3f patch(top.relief.size());
        for (int y = 0; y < patch.rows; ++y) {
            for (int x = 0; x < patch.cols; ++x) {
                const float sx = top.slopes.x(y, x);
                const float sy = top.slopes.y(y, x);
                const float length = std::sqrt(1 + sx * sx + sy * sy);
                // Turned into the scene, then y up.
                patch(y, x) = cv::Vec3f(-(c * sx - s * sy), s * sx + c * sy, 1) / length;
            }
        }
        lay(picture, top, patch);
    }
    for (cv::Vec3f& normal : picture) normal /= std::sqrt(normal.dot(normal));
    return picture;
}

cv::Mat3f LitScene::albedo() const {
    cv::Mat3f picture = flat_.clone();
    for (const Built& top : tops_) lay(picture, top, top.relief.albedo);
    return picture;
}

}  // namespace tidewaiter::scene
