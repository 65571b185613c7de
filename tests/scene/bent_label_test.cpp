#include "tests/scene/bent_label.h"

#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <stdexcept>

namespace tidewaiter::scene {
namespace {

const Typesetter& typesetter() {
    static const Expected<Typesetter> made = Typesetter::create();
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
}

BentLabelOptions optionsOf(double halfAngleDeg, double downDeg) {
    BentLabelOptions options;
    options.width = 480;
    options.height = 360;
    options.camera = CameraOptions::clean();
    options.halfAngleDeg = halfAngleDeg;
    options.downDeg = downDeg;
    return options;
}

// The corners lie where the light sheet begins: paper just inside of each, the drum just outside.
TEST(BentLabel, CornersLieAtTheSheet) {
    for (const double angle : {5.0, 40.0, 70.0}) {
        const auto bent = renderBentLabel(optionsOf(angle, 15), typesetter());
        EXPECT_EQ(bent.pixels.size(), cv::Size(480, 360));
        EXPECT_FALSE(bent.texts.empty());
        const cv::Point2f middle = (bent.quad[0] + bent.quad[1] + bent.quad[2] + bent.quad[3]) / 4;
        for (const auto& corner : bent.quad) {
            const cv::Point2f in = (middle - corner) * (1 / cv::norm(middle - corner));
            const auto blueLess = [&](const cv::Point& at) {
                const auto bgr = bent.pixels.at<cv::Vec3b>(at);
                return bgr[2] - bgr[0];
            };
            EXPECT_GT(blueLess(corner + in * 5), -20) << angle;
            EXPECT_LT(blueLess(corner - in * 5), -20) << angle;
        }
    }
}

// Seen from above, the upper side is an arc that hangs down in its middle; from straight ahead it is a line.
TEST(BentLabel, SidesAreArcsWhereTheCameraLooksDown) {
    const auto hang = [](double down) {
        const auto bent = renderBentLabel(optionsOf(45, down), typesetter());
        cv::Mat red;
        cv::extractChannel(bent.pixels, red, 2);
        const int middle = cvRound((bent.quad[0].x + bent.quad[1].x) / 2);
        int row = 0;
        while (row < red.rows && red.at<uchar>(row, middle) < 150) ++row;
        return static_cast<float>(row) - (bent.quad[0].y + bent.quad[1].y) / 2;
    };
    EXPECT_GT(hang(30), 12);
    EXPECT_LT(std::abs(hang(0)), 8);
    EXPECT_LT(hang(-30), 0);
}

TEST(BentLabel, RefusesWhatIsOutOfRange) {
    EXPECT_THROW((void)renderBentLabel(optionsOf(0, 15), typesetter()), std::invalid_argument);
    EXPECT_THROW((void)renderBentLabel(optionsOf(80, 15), typesetter()), std::invalid_argument);
    EXPECT_THROW((void)renderBentLabel(optionsOf(40, 60), typesetter()), std::invalid_argument);
    auto tiny = optionsOf(40, 15);
    tiny.width = 10;
    EXPECT_THROW((void)renderBentLabel(tiny, typesetter()), std::invalid_argument);
}

}  // namespace
}  // namespace tidewaiter::scene
