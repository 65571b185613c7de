#include "tests/bench/bench_data.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "vision/image_loader.h"

namespace tidewaiter::bench {

namespace {

template <class T>
T valueOf(Expected<T> expected) {
    if (!expected) throw std::runtime_error(expected.error().message);
    return std::move(*expected);
}

}  // namespace

models::Store store() {
    return valueOf(models::Store::open(TIDEWAITER_STAGED_DATA));
}

std::string bytesOf(const std::string& name) {
    return valueOf(store().read(name));
}

std::string publishedBytesOf(const std::string& name) {
    std::ifstream file(std::filesystem::path(TIDEWAITER_PUBLISHED) / name, std::ios::binary);
    if (!file) throw std::runtime_error(name + " is not among the published networks");
    return {std::istreambuf_iterator<char>(file), {}};
}

vision::Frame board() {
    vision::initImageLoader();
    auto frame = valueOf(vision::loadImage("/usr/share/doc/opencv-doc/examples/data/board.jpg"));
    frame.id = "f1";
    return frame;
}

vision::Frame board(double megapixels) {
    auto frame = board();
    const double factor = std::sqrt(megapixels * 1e6 / static_cast<double>(frame.pixels.total()));
    cv::resize(frame.pixels, frame.pixels, {}, factor, factor, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    frame.width = frame.pixels.cols;
    frame.height = frame.pixels.rows;
    return frame;
}

}  // namespace tidewaiter::bench
