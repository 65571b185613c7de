// Board training set: features of pictures with and without circuit boards, varied so that few pictures teach
// much, as text for models/training/board_appearance/fit.py.
//
// Usage: board_training_set BOARDS OTHERS MORE_OTHERS > FEATURES
// All three are files that hold one picture's name a line; MORE_OTHERS are kept back from the fit to set the
// threshold, and are printed as they are with label 2. The pictures behind the shipped model have a stated
// open licence: coreboot's documentation (CC BY 4.0), OpenTPCast and wrongbaud.github.io (MIT), mycpus
// (Apache-2.0) and dune-femb (CC0) for boards; GroceryStoreDataset and OpenTPCast (MIT), zxing-cpp
// (Apache-2.0), Caltech-101 (CC BY 4.0) and the CC0 and MIT sets of clothes, shoes and toys for others. Each
// board is cut, turned, recolored (a solder mask may have any color) and laid on other pictures or plain
// ground; each other picture is cut, turned and recolored in the same way, so that none of that tells them
// apart. Line: label (1 board, 0 not), number of the picture, features. Same input, same output.
#include <fstream>
#include <iostream>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "vision/image_loader.h"
#include "vision/internal/board_features.h"
#include "vision/internal/tone.h"

namespace {

using namespace tidewaiter::vision;

constexpr int kWorkingSide = 320;
constexpr int kVariantsOfBoard = 30;
constexpr int kVariantsOfOther = 3;

std::vector<cv::Mat> loadList(const char* list) {
    std::vector<cv::Mat> pictures;
    std::ifstream in(list);
    for (std::string file; std::getline(in, file);) {
        const auto frame = loadImage(file);
        if (frame) {
            pictures.push_back(shrunkTo(frame->pixels, 1600));
        } else {
            std::cerr << frame.error().message << '\n';
        }
    }
    return pictures;
}

/// A part of the picture, at least `least` of each side.
cv::Mat cut(const cv::Mat& picture, double least, cv::RNG& random) {
    const int width = cvRound(picture.cols * random.uniform(least, 1.0));
    const int height = cvRound(picture.rows * random.uniform(least, 1.0));
    return picture(cv::Rect(random.uniform(0, picture.cols - width + 1),
                            random.uniform(0, picture.rows - height + 1), width, height));
}

cv::Mat recolored(const cv::Mat& picture, cv::RNG& random) {
    cv::Mat hsv;
    cv::cvtColor(picture, hsv, cv::COLOR_BGR2HSV);
    const double kind = random.uniform(0.0, 1.0);
    const int turn = kind < 0.4 ? 0 : random.uniform(0, 180);
    const double saturation = kind > 0.85 ? random.uniform(0.1, 0.4) : random.uniform(0.7, 1.3);
    const double value = kind > 0.85 ? random.uniform(0.5, 1.0) : random.uniform(0.7, 1.3);
    for (auto it = hsv.begin<cv::Vec3b>(); it != hsv.end<cv::Vec3b>(); ++it) {
        (*it)[0] = static_cast<uchar>(((*it)[0] + turn) % 180);
        (*it)[1] = cv::saturate_cast<uchar>((*it)[1] * saturation);
        (*it)[2] = cv::saturate_cast<uchar>((*it)[2] * value);
    }
    cv::Mat bgr;
    cv::cvtColor(hsv, bgr, cv::COLOR_HSV2BGR);
    return bgr;
}

/// Lays `item`, turned and scaled, on `ground`.
cv::Mat laidOn(const cv::Mat& ground, const cv::Mat& item, cv::RNG& random) {
    cv::Mat scene = ground.clone();
    const double share = random.uniform(0.5, 0.95);
    const double scale = share * std::min(double(scene.cols) / item.cols, double(scene.rows) / item.rows);
    cv::Mat small;
    cv::resize(item, small, {}, scale, scale, cv::INTER_AREA);
    const double angle = random.uniform(0.0, 1.0) < 0.5 ? random.gaussian(4) : random.uniform(0.0, 360.0);
    cv::Mat move = cv::getRotationMatrix2D(
        {static_cast<float>(small.cols) / 2, static_cast<float>(small.rows) / 2}, angle, 1);
    move.at<double>(0, 2) += (scene.cols - small.cols) * random.uniform(0.3, 0.7);
    move.at<double>(1, 2) += (scene.rows - small.rows) * random.uniform(0.3, 0.7);
    cv::Mat laid;
    cv::Mat mask;
    cv::warpAffine(small, laid, move, scene.size());
    cv::warpAffine(cv::Mat(small.size(), CV_8U, 255), mask, move, scene.size());
    laid.copyTo(scene, mask > 200);
    return scene;
}

cv::Mat groundFor(const std::vector<cv::Mat>& others, cv::RNG& random) {
    const cv::Size size(kWorkingSide, random.uniform(0, 2) ? 240 : 320);
    if (random.uniform(0.0, 1.0) < 0.5) {
        const int grey = random.uniform(0, 2) ? 255 : random.uniform(0, 256);
        return {size, CV_8UC3,
                cv::Scalar(grey, grey - random.uniform(0, 20), std::max(0, grey - random.uniform(0, 40)))};
    }
    cv::Mat ground;
    cv::resize(others[static_cast<std::size_t>(random.uniform(0, static_cast<int>(others.size())))], ground,
               size, 0, 0, cv::INTER_AREA);
    return ground;
}

cv::Mat varied(const cv::Mat& picture, const std::vector<cv::Mat>& others, cv::RNG& random) {
    const auto part = recolored(shrunkTo(cut(picture, 0.4, random), 480), random);
    if (random.uniform(0.0, 1.0) < 0.5) return shrunkTo(part, kWorkingSide);
    return laidOn(groundFor(others, random), part, random);
}

void print(int label, std::size_t number, const cv::Mat& picture) {
    const auto grid = cellsOf(shrunkTo(picture, kWorkingSide));
    std::cout << label << ' ' << number;
    for (const double feature : boardFeatures(grid.sum({0, 0, grid.cols, grid.rows})))
        std::cout << ' ' << feature;
    std::cout << '\n';
}

void printAll(int label, const std::vector<cv::Mat>& pictures, const std::vector<cv::Mat>& others,
              int variants, cv::RNG& random) {
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        print(label, i, pictures[i]);
        for (int k = 0; k < variants; ++k) print(label, i, varied(pictures[i], others, random));
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::cerr << "usage: board_training_set BOARDS OTHERS MORE_OTHERS > FEATURES\n";
        return 2;
    }
    initImageLoader();
    const auto boards = loadList(argv[1]);
    const auto others = loadList(argv[2]);
    if (boards.empty() || others.empty()) return 1;
    cv::RNG random(20);
    printAll(1, boards, others, kVariantsOfBoard, random);
    printAll(0, others, others, kVariantsOfOther, random);
    printAll(2, loadList(argv[3]), others, 0, random);
}
