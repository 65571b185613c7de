#include "tests/scene/texture.h"

#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace tidewaiter::scene {

namespace {

constexpr int kTileSidePx = 512;

/// Largest power of two not above `wanted`, at least 1: by how much coarse noise can be made smaller.
int shrinkFor(double wanted) {
    int shrink = 1;
    while (shrink * 2 <= wanted) shrink *= 2;
    return shrink;
}

/// Noise of deviation about one whose grain is `acrossPx` by `downPx` pixels, without a seam. Coarse noise
/// is made small and enlarged.
cv::Mat1f grain(Random& random, double acrossPx, double downPx) {
    const int shrinkX = shrinkFor(acrossPx / 3);
    const int shrinkY = shrinkFor(downPx / 3);
    cv::Mat1f noise(kTileSidePx / shrinkY, kTileSidePx / shrinkX);
    for (float& value : noise) value = random.bell();
    if (acrossPx <= 0 || downPx <= 0) return noise;
    constexpr int kMargin = 24;  // of small pixels: four times the widest grain that is left
    cv::Mat wrapped;
    cv::copyMakeBorder(noise, wrapped, kMargin, kMargin, kMargin, kMargin, cv::BORDER_WRAP);
    cv::GaussianBlur(wrapped, wrapped, {}, acrossPx / shrinkX, downPx / shrinkY);
    cv::resize(wrapped, wrapped, {}, shrinkX, shrinkY, cv::INTER_LINEAR);
    cv::Mat1f cut = wrapped(cv::Rect(kMargin * shrinkX, kMargin * shrinkY, kTileSidePx, kTileSidePx)).clone();
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(cut, mean, deviation);
    const double scale = 1 / std::max(deviation[0], 1e-6);
    cut.convertTo(cut, CV_32F, scale, -mean[0] * scale);
    return cut;
}

/// Adds sine waves across the tile, `count` of them (a whole number keeps the tile seamless).
void addWaves(cv::Mat1f& tile, int count, bool upright, double amplitude) {
    for (int i = 0; i < kTileSidePx; ++i) {
        cv::Mat line = upright ? tile.col(i) : tile.row(i);
        line += amplitude * std::sin(2 * CV_PI * count * i / kTileSidePx);
    }
}

/// Noise of one grain; all sizes in pixels of the tile, the amplitude in levels of gray.
struct Layer {
    double amplitude, across, down;
};

std::vector<Layer> layersOf(Material material) {
    switch (material) {
        case Material::SolderMask:  // the grain of the lacquer, and its uneven thickness
            return {{9, 1.2, 1.2}, {8, 30, 30}};
        case Material::MoldCompound:
            return {{16, 0, 0}, {13, 1.6, 1.6}, {6, 40, 40}};
        case Material::Cardboard:  // fibers in both directions, blotches
            return {{9, 5, 0.7}, {6, 0.7, 4}, {9, 35, 25}};
        case Material::Paper:
            return {{4, 1, 1}, {5, 50, 50}};
        case Material::BrushedMetal:
            return {{14, 40, 0.6}, {6, 60, 30}};
        case Material::Table:
            return {{10, 1, 1}, {14, 90, 3}, {12, 60, 40}};
    }
    return {};
}

}  // namespace

double tileSideMm(Material material) {
    switch (material) {
        case Material::SolderMask:
            return 22;
        case Material::MoldCompound:
            return 14;
        case Material::Cardboard:
            return 110;
        case Material::Paper:
            return 50;
        case Material::BrushedMetal:
            return 30;
        case Material::Table:
            return 160;
    }
    return 1;
}

cv::Mat makeTile(Material material, Random random) {
    cv::Mat1f structure(kTileSidePx, kTileSidePx, 128.F);
    for (const Layer& layer : layersOf(material)) {
        cv::scaleAdd(grain(random, layer.across, layer.down), layer.amplitude, structure, structure);
    }
    if (material == Material::SolderMask) {  // the glass weave shines through
        addWaves(structure, 40, false, 5);
        addWaves(structure, 40, true, 5);
    } else if (material == Material::Cardboard) {
        addWaves(structure, 18, true, 7);  // flutes
    }
    cv::Mat tile;
    structure.convertTo(tile, CV_8U);
    return tile;
}

}  // namespace tidewaiter::scene
