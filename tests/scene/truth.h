// Truth: what a rendered picture shows, in its pixels. Derived from the scene's data, never from the picture.
// Thread rule: immutable value and pure functions, safe to call from any thread. The format: FORMAT.md.
#pragma once

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <opencv2/core/matx.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/scene/camera.h"
#include "tests/scene/light.h"
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

/// What was done to a package.
struct TruthSurface {
    std::string state;    ///< as an inspector should name it: intact, sanded, resurfaced, unmarked
    std::string defect;   ///< honest, sanded, blacktopped, remarked, unmarked
    double strength = 0;  ///< in [0, 1]
};

/// A package, label, board or print with what is written on it.
struct TruthItem {
    std::string what;
    vision::Quad quad{};
    std::vector<TruthLine> lines;
    std::vector<TruthBarcode> barcodes;
    std::optional<TruthSurface> surface;  ///< packages only
    double pxPerMm = 0;                   ///< packages only: mean over its quad
    std::vector<TruthLine> ghosts;        ///< letters of an earlier marking that left a trace
    std::array<int, 4> leads{};           ///< packages only: in view, on the sides of its quad in their turn
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
    std::optional<LabelStory> labelStory{};
    Shot camera;
    Lighting light;
};

/// Corners that a picture of `scene` must show: of all items that the truth names, in millimeters.
[[nodiscard]] std::vector<Point> namedCorners(const Scene& scene);

/// The truth of `scene` seen through `mapping`.
[[nodiscard]] Truth truthOf(const Scene& scene, const cv::Matx33d& mapping, cv::Size picture,
                            const Shot& shot, const Lighting& light = {});

void to_json(nlohmann::json& json, const Truth& truth);

}  // namespace tidewaiter::scene
