#include "tests/bench/bench_data.h"

#include <filesystem>
#include <fstream>
#include <iterator>
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

}  // namespace tidewaiter::bench
