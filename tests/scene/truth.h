// Truth: what a rendered picture shows, in its pixels. Derived from the scene's data, never from the picture.
// Thread rule: immutable value and pure functions, safe to call from any thread. The format: FORMAT.md.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <opencv2/core/matx.hpp>
#include <string>
#include <vector>

#include "tests/scene/camera.h"
#include "tests/scene/scene.h"
#include "vision/quad.h"

namespace tidewaiter::scene {

struct TruthLine {
    std::string text;
    vision::Quad quad{};  ///< around the ink
    double heightPx = 0;  ///< of the ink: mean length of the quad's two short ends
};

struct TruthBarcode {
    std::string symbology;  ///< as readers name it
    bool gs1 = false;       ///< GS1-128: Code 128 that starts with FNC1
    std::string text;       ///< content as a reader gives it back
    vision::Quad quad{};    ///< around the bars, without quiet zone
};

/// A package, label, board or print with what is written on it.
struct TruthItem {
    std::string what;
    vision::Quad quad{};
    std::vector<TruthLine> lines;
    std::vector<TruthBarcode> barcodes;
};

struct Truth {
    std::string kind;
    std::string goods;
    std::uint64_t seed = 0;
    int width = 0;
    int height = 0;
    std::vector<TruthItem> packages;
    std::vector<TruthItem> labels;
    std::vector<TruthItem> boards;
    std::vector<TruthItem> prints;
    std::vector<std::string> serials;
    std::vector<std::string> parts;
    Shot camera;
};

/// Corners that a picture of `scene` must show: of all items that the truth names, in millimeters.
[[nodiscard]] std::vector<Point> namedCorners(const Scene& scene);

/// The truth of `scene` seen through `mapping`.
[[nodiscard]] Truth truthOf(const Scene& scene, const cv::Matx33d& mapping, cv::Size picture,
                            const Shot& shot);

void to_json(nlohmann::json& json, const Truth& truth);

}  // namespace tidewaiter::scene
