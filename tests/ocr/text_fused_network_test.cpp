// The staged networks compute what the published ones do: their operators were fused
// (models/fuse_network.py).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <opencv2/imgproc.hpp>

#include "ocr/text/network_input.h"
#include "ocr/text/session.h"

namespace tidewaiter::ocr {
namespace {

std::string bytesOf(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file) << path;
    return {std::istreambuf_iterator<char>(file), {}};
}

Tensor outputOf(const std::filesystem::path& path, const Tensor& input) {
    const auto session = Session::load(bytesOf(path), path.filename().string(), {});
    if (!session) {
        ADD_FAILURE() << session.error().message;
        return {};
    }
    const auto output = session->run(input);
    EXPECT_TRUE(output) << output.error().message;
    return output.value_or(Tensor{});
}

/// Two lines of print on a shaded ground, as a network sees them.
Tensor printed(const cv::Size& size) {
    cv::Mat picture(size, CV_8UC3);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x)
            picture.at<cv::Vec3b>(y, x) = cv::Vec3b::all(static_cast<uchar>((x + y) % 97));
    }
    const double height = size.height < 100 ? 1 : 1.5;
    cv::putText(picture, "GA102-200", {8, size.height * 3 / 4}, cv::FONT_HERSHEY_SIMPLEX, height,
                cv::Scalar::all(230), 2, cv::LINE_AA);
    Tensor input{{1, 3, size.height, size.width},
                 std::vector<float>(static_cast<std::size_t>(3 * size.area()))};
    writePlanes(picture, {{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}}, size.width, size.height,
                input.data.data());
    return input;
}

struct Proof {
    const char* name;
    const char* network;
    cv::Size size;
};

class FusedNetwork : public testing::TestWithParam<Proof> {};

TEST_P(FusedNetwork, ComputesWhatThePublishedOneDoes) {
    const auto& [_, name, size] = GetParam();
    const auto input = printed(size);
    const auto published = outputOf(std::filesystem::path(TIDEWAITER_PUBLISHED) / name, input);
    const auto fused = outputOf(std::filesystem::path(TIDEWAITER_STAGED_DATA) / name, input);
    ASSERT_FALSE(published.data.empty());
    ASSERT_EQ(fused.shape, published.shape);
    float apart = 0;
    for (std::size_t i = 0; i < fused.data.size(); ++i)
        apart = std::max(apart, std::abs(fused.data[i] - published.data[i]));
    EXPECT_LT(apart, 1e-3) << "probabilities";
    EXPECT_GT(*std::max_element(fused.data.begin(), fused.data.end()), 0.9) << "nothing was seen";
}

TEST(FusedNetworks, HaveTheirHardSwishFused) {
    for (const std::string name : {"ppocr/det.onnx", "ppocr/rec.onnx"}) {
        const auto published = bytesOf(std::filesystem::path(TIDEWAITER_PUBLISHED) / name);
        const auto fused = bytesOf(std::filesystem::path(TIDEWAITER_STAGED_DATA) / name);
        EXPECT_NE(published.find("Clip"), std::string::npos) << name << " is published in another form now";
        EXPECT_EQ(fused.find("Clip"), std::string::npos) << name;
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, FusedNetwork,
                         testing::Values(Proof{"detector", "ppocr/det.onnx", {320, 192}},
                                         Proof{"detectorOfAStrip", "ppocr/det.onnx", {480, 96}},
                                         Proof{"detectorOfMore", "ppocr/det.onnx", {640, 608}},
                                         Proof{"recognizer", "ppocr/rec.onnx", {192, 48}},
                                         Proof{"recognizerOfALongLine", "ppocr/rec.onnx", {448, 48}}),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace tidewaiter::ocr
