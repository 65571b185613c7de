// Package training set: features of candidates that are packages and of candidates that are not, as text for
// models/training/package_appearance/fit.py.
//
// Usage: package_training_set LIST ROOT FIRST_SEED SEEDS OTHERS > FEATURES
// LIST is tests/blackbox/packages.tsv (only its "tune" photos are used), ROOT the folder of the photos,
// OTHERS a file that names one picture without packages a line. Each photo comes as it is and turned,
// resized, blurred and with other light; rendered boards and trays come from SEEDS seeds on. Line: label (1:
// overlaps a package by 0.6 or more, 0: by less than 0.4; what lies between is left out), number of the
// picture, overlap, features. Same input, same output.
#include <fstream>
#include <iostream>
#include <opencv2/imgproc.hpp>
#include <string>

#include "tests/blackbox/package_truth.h"
#include "tests/scene/renderer.h"
#include "vision/board_finder.h"
#include "vision/image_loader.h"
#include "vision/internal/package_finding.h"

namespace {

using namespace tidewaiter;
using blackbox::MarkedPackage;

constexpr int kVariants = 7;
constexpr int kVariantsOfOthers = 2;
constexpr double kRight = 0.7;
constexpr double kWrong = 0.5;

struct Picture {
    cv::Mat pixels;
    std::vector<MarkedPackage> packages;
};

double boardScoreOf(const cv::Mat& pixels) {
    vision::Frame frame;
    frame.pixels = pixels;
    for (const auto& region : vision::findBoards(frame)) {
        if (region.kind == vision::RegionKind::Board) return region.score;
    }
    return 0;
}

bool isIgnored(const MarkedPackage& package) {
    return package.kind == "ignore" || blackbox::shorterSide(package.quad) < 14;
}

double coveredBy(const vision::Quad& quad, const vision::Quad& part) {
    std::vector<cv::Point2f> shared;
    const std::vector<cv::Point2f> a(quad.begin(), quad.end());
    const std::vector<cv::Point2f> b(part.begin(), part.end());
    return static_cast<double>(cv::intersectConvexConvex(a, b, shared)) / (cv::contourArea(a) + 1e-6);
}

void print(const Picture& picture, int number, int variant) {
    const auto levels = vision::packagePyramid(picture.pixels);
    for (auto& body : vision::packageBodies(levels, boardScoreOf(picture.pixels))) {
        vision::addLeads(body, levels);
        double best = 0;
        bool ignored = false;
        for (const auto& package : picture.packages) {
            if (isIgnored(package)) {
                ignored = ignored || coveredBy(body.quad, package.quad) > 0.3;
            } else {
                best = std::max(best, blackbox::overlapOf(body.quad, package.quad));
            }
        }
        if (ignored && best < kRight) continue;
        const int label = best >= kRight ? 1 : (best < kWrong ? 0 : 2);
        std::cout << label << ' ' << number << ' ' << variant << ' ' << best;
        for (const auto& corner : body.quad) std::cout << ' ' << corner.x << ' ' << corner.y;
        for (const double feature : body.features) std::cout << ' ' << feature;
        std::cout << '\n';
    }
}

/// Turned, resized and, at times, blurred and with other light.
Picture varied(const Picture& picture, cv::RNG& random) {
    const cv::Point2f middle(static_cast<float>(picture.pixels.cols) / 2,
                             static_cast<float>(picture.pixels.rows) / 2);
    const double longer = std::max(picture.pixels.cols, picture.pixels.rows);
    const double scale =
        std::exp(random.uniform(std::log(0.35), std::log(1.1))) * std::min(1.0, 2000 / longer);
    const double angle = random.uniform(0, 3) == 0 ? 90 * random.uniform(0, 4) : random.uniform(0.0, 360.0);
    cv::Mat move = cv::getRotationMatrix2D(middle, angle, scale);
    const cv::Rect2f box =
        cv::RotatedRect(middle, cv::Size2f(picture.pixels.size()) * static_cast<float>(scale),
                        static_cast<float>(-angle))
            .boundingRect2f();
    move.at<double>(0, 2) -= static_cast<double>(box.x);
    move.at<double>(1, 2) -= static_cast<double>(box.y);
    Picture result;
    cv::Mat soft = picture.pixels;
    if (scale < 0.7) cv::GaussianBlur(soft, soft, {}, 0.35 / scale);
    cv::warpAffine(soft, result.pixels, move, cv::Size(cvCeil(box.width), cvCeil(box.height)),
                   cv::INTER_LINEAR, random.uniform(0, 2) == 0 ? cv::BORDER_REFLECT : cv::BORDER_CONSTANT,
                   cv::Scalar::all(random.uniform(0, 256)));
    if (random.uniform(0, 3) == 0)
        cv::GaussianBlur(result.pixels, result.pixels, {}, random.uniform(0.4, 1.2));
    if (random.uniform(0, 2) == 0)
        result.pixels.convertTo(result.pixels, CV_8U, random.uniform(0.55, 1.3), random.uniform(-15, 15));
    for (const auto& package : picture.packages) {
        MarkedPackage moved{package.kind, {}};
        std::vector<cv::Point2f> corners(package.quad.begin(), package.quad.end());
        cv::transform(corners, corners, move);
        std::copy(corners.begin(), corners.end(), moved.quad.begin());
        result.packages.push_back(moved);
    }
    return result;
}

int printPhotos(const char* list, const std::string& root, cv::RNG& random) {
    const auto photos = blackbox::readMarkedPhotos(list);
    if (!photos) throw std::runtime_error(photos.error().message);
    int number = 0;
    for (const auto& photo : *photos) {
        if (photo.split != "tune") continue;
        const auto frame = vision::loadImage(std::filesystem::path(root) / photo.path);
        if (!frame) throw std::runtime_error(frame.error().message);
        const Picture picture{frame->pixels, photo.packages};
        print(picture, ++number, 0);
        for (int i = 1; i <= kVariants; ++i) print(varied(picture, random), number, i);
    }
    return number;
}

void printScenes(std::uint64_t first, std::uint64_t count, int number) {
    const auto typesetter = scene::Typesetter::create();
    if (!typesetter) throw std::runtime_error(typesetter.error().message);
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        scene::Request request;
        request.kind = seed % 4 == 0 ? scene::SceneKind::Tray : scene::SceneKind::Board;
        if (seed % 9 == 0) request.kind = scene::SceneKind::Carton;
        request.seed = seed;
        request.width = 800 + static_cast<int>(seed * 97 % 900);
        request.height = request.width * 3 / 4;
        const auto rendered = scene::render(request, *typesetter);
        Picture picture{rendered.pixels, {}};
        for (const auto& package : rendered.truth.packages)
            picture.packages.push_back({package.what, package.quad});
        print(picture, ++number, 0);
    }
}

void printOthers(const char* list, cv::RNG& random) {
    std::ifstream in(list);
    int number = 100000;
    for (std::string file; std::getline(in, file);) {
        const auto frame = vision::loadImage(file);
        if (!frame) continue;
        const Picture picture{frame->pixels, {}};
        print(picture, ++number, 0);
        for (int i = 1; i < kVariantsOfOthers; ++i) print(varied(picture, random), number, i);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 6) {
        std::cerr << "usage: package_training_set LIST ROOT FIRST_SEED SEEDS OTHERS > FEATURES\n";
        return 2;
    }
    vision::initImageLoader();
    cv::RNG random(7);
    const int photos = printPhotos(argv[1], argv[2], random);
    printScenes(std::stoull(argv[3]), std::stoull(argv[4]), photos);
    printOthers(argv[5], random);
}
