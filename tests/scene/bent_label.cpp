#include "tests/scene/bent_label.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <variant>

#include "tests/scene/painter.h"
#include "tests/scene/renderer.h"
#include "tests/scene/within.h"

namespace tidewaiter::scene {

namespace {

constexpr double kSheetPxPerMm = 10;
constexpr double kMargin = 1.35;   ///< the picture is so much wider or higher than the label
constexpr double kDistance = 2.5;  ///< camera to cylinder, in widths of the picture
const cv::Vec3b kDrum(150, 120, 70);
const cv::Scalar kBehind(60, 62, 66);

/// A cylinder about the y axis before a camera that looks at the middle of the label.
struct View {
    double radius = 0;    ///< millimeters
    double distance = 0;  ///< from the camera to the label's middle
    double focus = 0;     ///< pixels
    double down = 0;      ///< radians
    cv::Size picture;

    /// Angle and height at which the ray through a pixel meets the cylinder.
    [[nodiscard]] std::optional<Point> surfaceAt(double column, double row) const {
        const double u = (column - picture.width / 2.0) / focus;
        const double v = (row - picture.height / 2.0) / focus;
        const double c = std::cos(down);
        const double s = std::sin(down);
        const cv::Vec3d from(0, -distance * s, radius + distance * c);
        const cv::Vec3d ray(u, v * c + s, v * s - c);
        const double a = ray[0] * ray[0] + ray[2] * ray[2];
        const double b = from[2] * ray[2];
        const double under = b * b - a * (from[2] * from[2] - radius * radius);
        if (under < 0) return std::nullopt;
        const double t = (-b - std::sqrt(under)) / a;
        const auto at = from + t * ray;
        return Point(std::atan2(at[0], at[2]), at[1]);
    }

    [[nodiscard]] cv::Point2f pixelOf(double angle, double height) const {
        const double c = std::cos(down);
        const double s = std::sin(down);
        const cv::Vec3d at(radius * std::sin(angle), height, radius * std::cos(angle));
        const cv::Vec3d off = at - cv::Vec3d(0, -distance * s, radius + distance * c);
        const double depth = off[1] * s - off[2] * c;
        const double across = focus * off[0] / depth;
        const double along = focus * (off[1] * c + off[2] * s) / depth;
        return {static_cast<float>(picture.width / 2.0 + across),
                static_cast<float>(picture.height / 2.0 + along)};
    }
};

/// The first label of the seed's carton, unturned, alone.
Item labelOf(std::uint64_t seed, const Typesetter& typesetter) {
    Request request;
    request.seed = seed;
    const Scene scene = sceneOf(request, typesetter);
    Item label = *std::find_if(scene.items.begin(), scene.items.end(),
                               [](const Item& item) { return item.kind == ItemKind::Label; });
    label.at = {};
    return label;
}

View viewOf(const Size& label, const BentLabelOptions& options) {
    View view;
    view.picture = {options.width, options.height};
    const double half = options.halfAngleDeg * CV_PI / 180;
    view.radius = label.width / 2 / half;
    const double widthMm = 2 * view.radius * std::sin(half);
    const double mmPerPx = kMargin * std::max(widthMm / options.width, label.height / options.height);
    view.distance = kDistance * mmPerPx * options.width;
    view.focus = view.distance / mmPerPx;
    view.down = options.downDeg * CV_PI / 180;
    return view;
}

cv::Mat wrapped(const cv::Mat& sheet, const Size& label, const View& view) {
    cv::Mat places(view.picture, CV_32FC2, cv::Scalar::all(-10));
    cv::Mat light(view.picture, CV_32FC3, cv::Scalar::all(1));
    cv::Mat picture(view.picture, CV_8UC3, kBehind);
    cv::Mat onLabel = cv::Mat::zeros(view.picture, CV_8U);
    for (int row = 0; row < picture.rows; ++row) {
        for (int column = 0; column < picture.cols; ++column) {
            const auto at = view.surfaceAt(column, row);
            if (!at) continue;
            light.at<cv::Vec3f>(row, column) =
                cv::Vec3f::all(static_cast<float>(0.45 + 0.55 * std::cos(at->x - 0.2)));
            picture.at<cv::Vec3b>(row, column) = kDrum;
            const double x = at->x * view.radius + label.width / 2;
            const double y = at->y + label.height / 2;
            if (x < 0 || y < 0 || x >= label.width || y >= label.height) continue;
            onLabel.at<uchar>(row, column) = 255;
            places.at<cv::Point2f>(row, column) = {static_cast<float>(x * kSheetPxPerMm - 0.5),
                                                   static_cast<float>(y * kSheetPxPerMm - 0.5)};
        }
    }
    cv::Mat laid;
    cv::remap(sheet, laid, places, cv::noArray(), cv::INTER_AREA, cv::BORDER_REPLICATE);
    laid.copyTo(picture, onLabel);
    cv::multiply(picture, light, picture, 1, CV_8UC3);
    return picture;
}

void check(const BentLabelOptions& options) {
    checkWithin("halfAngleDeg", options.halfAngleDeg, 1, 75);
    checkWithin("downDeg", options.downDeg, -40, 40);
    checkWithin("width", options.width, 160, 6000);
    checkWithin("height", options.height, 160, 6000);
    check(options.camera);
}

}  // namespace

BentLabel renderBentLabel(const BentLabelOptions& options, const Typesetter& typesetter) {
    check(options);
    const Random random = Random(options.seed).fork("bent label");
    Scene scene;
    scene.seed = options.seed;
    scene.items = {labelOf(options.seed, typesetter)};
    const Item& label = scene.items.front();
    const cv::Mat sheet = paint(scene, centeredRect(label.size), kSheetPxPerMm, typesetter, Lighting::even());
    const View view = viewOf(label.size, options);
    const Shot shot = drawShot(options.camera, view.picture, random.fork("shot"));
    BentLabel bent;
    bent.pixels = develop(wrapped(sheet, label.size, view), shot, random.fork("sensor"));
    const double half = label.size.width / 2 / view.radius;
    const double h = label.size.height / 2;
    bent.quad = {view.pixelOf(-half, -h), view.pixelOf(half, -h), view.pixelOf(half, h),
                 view.pixelOf(-half, h)};
    for (const Mark& mark : label.marks) {
        if (const auto* text = std::get_if<Text>(&mark)) bent.texts.push_back(text->text);
    }
    return bent;
}

}  // namespace tidewaiter::scene
