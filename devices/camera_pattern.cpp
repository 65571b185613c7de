#include <array>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "devices/pace.h"
#include "devices/simulated_cameras.h"

namespace tidewaiter::devices {

namespace {

constexpr double kDefaultFps = 10;
constexpr int kWidth = 1280;
constexpr int kHeight = 720;
constexpr int kJpegQuality = 90;

/// 75 % color bars (SMPTE EG 1), BGR, and a square that goes its way.
cv::Mat bars(int turn) {
    constexpr int kLevel = 191;
    const std::array<cv::Scalar, 7> colors = {{{kLevel, kLevel, kLevel},
                                               {0, kLevel, kLevel},
                                               {kLevel, kLevel, 0},
                                               {0, kLevel, 0},
                                               {kLevel, 0, kLevel},
                                               {0, 0, kLevel},
                                               {kLevel, 0, 0}}};
    cv::Mat picture(kHeight, kWidth, CV_8UC3);
    for (int bar = 0; bar < static_cast<int>(colors.size()); ++bar) {
        const int left = bar * kWidth / static_cast<int>(colors.size());
        const int right = (bar + 1) * kWidth / static_cast<int>(colors.size());
        picture.colRange(left, right).setTo(colors[static_cast<std::size_t>(bar)]);
    }
    constexpr int kSide = 80;
    constexpr int kStep = 16;
    const int x = turn * kStep % (kWidth - kSide);
    cv::rectangle(picture, {x, kHeight - 2 * kSide, kSide, kSide}, {20, 20, 20}, cv::FILLED);
    return picture;
}

cv::Mat label() {
    cv::Mat picture(kHeight, kWidth, CV_8UC3, cv::Scalar(70, 110, 140));
    cv::rectangle(picture, {190, 110, 900, 500}, {245, 245, 245}, cv::FILLED);
    cv::rectangle(picture, {190, 110, 900, 500}, {30, 30, 30}, 3);
    const std::array<const char*, 4> lines = {"TIDEWAITER TEST LABEL", "PART NO: TW-1000-A", "QTY: 12 PCS",
                                              "MADE IN NOWHERE"};
    int baseline = 210;
    for (const auto* line : lines) {
        cv::putText(picture, line, {240, baseline}, cv::FONT_HERSHEY_DUPLEX, 1.6, {20, 20, 20}, 3,
                    cv::LINE_AA);
        baseline += 110;
    }
    return picture;
}

std::string encoded(const cv::Mat& picture) {
    std::vector<unsigned char> bytes;
    cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, kJpegQuality});
    return {bytes.begin(), bytes.end()};
}

class PatternCamera : public Camera {
  public:
    PatternCamera(bool moves, double fps) : pace_(fps) {
        if (!moves) still_ = encoded(label());
    }

    Expected<std::string> next(const std::stop_token& stop) override {
        if (!pace_.wait(stop)) return std::string();
        return still_.empty() ? encoded(bars(turn_++)) : still_;
    }

  private:
    std::string still_;
    int turn_ = 0;
    Pace pace_;
};

}  // namespace

Expected<std::unique_ptr<Camera>> openPatternCamera(const CameraAddress& address) {
    if (address.place != "bars" && address.place != "label")
        return failure("there is no pattern '" + address.place +
                       "'; the patterns are 'pattern:bars' and 'pattern:label'");
    return std::make_unique<PatternCamera>(address.place == "bars", address.fps.value_or(kDefaultFps));
}

}  // namespace tidewaiter::devices
