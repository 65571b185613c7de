#include "tests/blackbox/burst.h"

#include <algorithm>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <random>

#include "vision/quality.h"

namespace tidewaiter::blackbox {

namespace {

constexpr double kMoved = 0.004;
constexpr double kTurnedDeg = 0.6;
constexpr double kZoomed = 0.01;
constexpr int kJpegQuality = 88;

constexpr double kNearlyAsSharp = 0.8;  // as the appliance chooses what it keeps (station/photo_taking)

struct Picture {
    cv::Mat pixels;
    vision::Quality quality;
};

class Hand {
  public:
    explicit Hand(const BurstOptions& options) : options_(options), random_(options.seed) {}

    cv::Mat picture(const cv::Mat& pixels) {
        const double side = std::max(pixels.cols, pixels.rows);
        cv::Mat picture = moved(pixels, side);
        picture = shaken(picture, side);
        addNoise(picture);
        std::vector<unsigned char> jpeg;
        cv::imencode(".jpg", picture, jpeg, {cv::IMWRITE_JPEG_QUALITY, kJpegQuality});
        return cv::imdecode(jpeg, cv::IMREAD_COLOR);
    }

  private:
    double within(double most) { return std::uniform_real_distribution(-most, most)(random_); }

    cv::Mat moved(const cv::Mat& pixels, double side) {
        const cv::Point2f middle(static_cast<float>(pixels.cols) / 2, static_cast<float>(pixels.rows) / 2);
        cv::Mat change = cv::getRotationMatrix2D(middle, within(kTurnedDeg), 1 + within(kZoomed));
        change.at<double>(0, 2) += within(kMoved * side);
        change.at<double>(1, 2) += within(kMoved * side);
        cv::Mat out;
        cv::warpAffine(pixels, out, change, pixels.size(), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
        return out;
    }

    cv::Mat shaken(const cv::Mat& pixels, double side) {
        const cv::Point2d path(within(options_.shaken * side), within(options_.shaken * side));
        const int reach = static_cast<int>(std::ceil(cv::norm(path)));
        cv::Mat kernel = cv::Mat::zeros(2 * reach + 1, 2 * reach + 1, CV_32F);
        constexpr int kSteps = 64;
        for (int i = 0; i < kSteps; ++i) {
            const cv::Point2d at = path * (static_cast<double>(i) / (kSteps - 1) - 0.5);
            kernel.at<float>(reach + cvRound(at.y), reach + cvRound(at.x)) += 1.0F / kSteps;
        }
        cv::Mat out;
        cv::filter2D(pixels, out, -1, kernel, {-1, -1}, 0, cv::BORDER_REPLICATE);
        return out;
    }

    void addNoise(cv::Mat& pixels) {
        cv::Mat noise(pixels.size(), CV_16SC3);
        cv::RNG(random_()).fill(noise, cv::RNG::NORMAL, 0, options_.noise);
        cv::add(pixels, noise, pixels, cv::noArray(), CV_8UC3);
    }

    const BurstOptions options_;
    std::mt19937 random_;
};

}  // namespace

vision::Frame burstOf(const vision::Frame& frame, const BurstOptions& options) {
    Hand hand(options);
    std::vector<Picture> pictures;
    for (int i = 0; i < options.count; ++i) {
        auto pixels = hand.picture(frame.pixels);
        const auto quality = vision::measureQuality(pixels);
        pictures.push_back({std::move(pixels), quality});
    }
    std::stable_sort(pictures.begin(), pictures.end(), [](const Picture& a, const Picture& b) {
        return a.quality.sharpness > b.quality.sharpness;
    });
    vision::Frame burst = frame;
    burst.pixels = pictures.front().pixels;
    burst.quality = pictures.front().quality;
    burst.repeats.clear();
    for (std::size_t i = 1; i < pictures.size(); ++i) {
        if (pictures[i].quality.sharpness >= kNearlyAsSharp * burst.quality.sharpness)
            burst.repeats.push_back({std::to_string(i), pictures[i].pixels});
    }
    return burst;
}

}  // namespace tidewaiter::blackbox
