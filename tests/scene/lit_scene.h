// Lit scene: a scene seen straight from above, ready to be lit in more than one way.
// Thread rule: immutable after building, safe to read from any thread.
//
// Packages' tops are shaded by their relief (shading.h); everything else is flat and diffuse, with the tops'
// cast shadows on it.
#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "tests/scene/light.h"
#include "tests/scene/relief.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

class LitScene {
  public:
    /// The part `area` of `scene` at `pxPerMm`. Pixel (0, 0) covers the area's top left corner.
    LitScene(const Scene& scene, const Rect& area, double pxPerMm, const Typesetter& typesetter);

    /// Radiance, linear, blue, green, red, 1 is picture white.
    [[nodiscard]] cv::Mat3f shade(const Lighting& light) const;
    /// Unit normals: x right, y up, z to the viewer. Only of what pixels resolve.
    [[nodiscard]] cv::Mat3f normals() const;
    /// Diffuse albedo, linear, blue, green, red.
    [[nodiscard]] cv::Mat3f albedo() const;

  private:
    struct Built {
        Placement at;
        Rect body;
        double standMm;
        Relief relief;
        Slopes slopes;
    };

    [[nodiscard]] cv::Mat3f shadeFlat(const Lighting& light) const;
    [[nodiscard]] cv::Mat1f shadowOnFlat(const Lamp& lamp) const;
    [[nodiscard]] cv::Matx23d intoPicture(const Built& top) const;
    /// Lays `patch`, in the relief's pixels, over `picture`.
    void lay(cv::Mat3f& picture, const Built& top, const cv::Mat3f& patch) const;

    Rect area_;
    double pxPerMm_;
    Point viewCenter_;
    double cameraMm_;
    cv::Mat3f flat_;  // linear albedo without the tops
    std::vector<Built> tops_;
};

/// Linear light as 8-bit sRGB (IEC 61966-2-1).
[[nodiscard]] cv::Mat encoded(const cv::Mat3f& linear);
/// 8-bit sRGB as linear light.
[[nodiscard]] cv::Mat3f decoded(const cv::Mat& picture);

}  // namespace tidewaiter::scene
