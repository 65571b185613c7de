// Renderer: a photo with its truth from a kind, a seed and a camera.
// Thread rule: pure function; the typesetter's rule applies.
//
// The same request gives the same scene and the same truth on every machine with the required fonts, and the
// same pixels wherever the versions of OpenCV, Cairo, Pango and FreeType are the same.
#pragma once

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <optional>

#include "tests/scene/camera.h"
#include "tests/scene/light.h"
#include "tests/scene/scene.h"
#include "tests/scene/scenes.h"
#include "tests/scene/truth.h"

namespace tidewaiter::scene {

struct Request {
    SceneKind kind = SceneKind::Carton;
    Goods goods = Goods::Random;
    std::uint64_t seed = 1;
    int width = 1600;   ///< pixels, in [160, 6000]
    int height = 1200;  ///< pixels, in [120, 6000]; width over height in [1/3, 3]
    CameraOptions camera;
    std::optional<LightKind> light;          ///< else drawn from the seed
    std::optional<double> doctored;          ///< see Setting
    CloseUp closeUp;                         ///< kind package only
    std::optional<LabelStory> labelStory{};  ///< kind carton only
};

struct Rendered {
    cv::Mat pixels;  ///< BGR, 8 bit
    Truth truth;
};

/// The scene that a request asks for. Throws as render() does.
[[nodiscard]] Scene sceneOf(const Request& request, const Typesetter& typesetter);

/// The scene of a request's kind, lit and photographed: what render() does after building it.
[[nodiscard]] Rendered photographed(const Scene& scene, cv::Size picture, const CameraOptions& camera,
                                    std::optional<LightKind> light, const Typesetter& typesetter);

/// Throws std::invalid_argument that names the value and its range when the request is out of range.
[[nodiscard]] Rendered render(const Request& request, const Typesetter& typesetter);

}  // namespace tidewaiter::scene
