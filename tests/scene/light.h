// Light: the lamps that shine on a scene.
// Thread rule: immutable values and pure functions, safe to call from any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <opencv2/core/matx.hpp>
#include <vector>

#include "models/name_table.h"
#include "tests/scene/random.h"
#include "tests/scene/scene.h"
#include "vision/frame.h"

namespace tidewaiter::scene {

struct Lamp {
    vision::LightDirection direction;  ///< as seen from the middle of the view
    double distanceMm = 350;           ///< from there
    /// What a white diffuse plane in the middle that faces the lamp sends back, linear, 1 is picture white.
    double strength = 0.6;
    double sizeDeg = 4;  ///< half of the angle it fills, seen from the object: softens highlights and shadows
};

struct Lighting {
    std::vector<Lamp> lamps;
    double ambient = 0.4;  ///< as Lamp::strength, from all sides

    /// What a white diffuse plane that lies flat sends back in the middle of the view.
    [[nodiscard]] double onFlat() const;
    /// Soft light mostly from above under which a flat white plane is white.
    [[nodiscard]] static Lighting even();
};

enum class LightKind { Soft, Lamp, Ring, Raking };

inline constexpr auto kLightKinds = makeNameTable<LightKind>({{LightKind::Soft, "soft"},
                                                              {LightKind::Lamp, "lamp"},
                                                              {LightKind::Ring, "ring"},
                                                              {LightKind::Raking, "raking"}});

/// Soft light half of the time.
[[nodiscard]] LightKind drawLightKind(Random random);

/// Light of one kind, its details drawn: soft light of a window or a tent, one lamp at the side, a ring
/// around the camera, a low lamp. A flat white plane is about white under each. `viewMm` is the width of what
/// the camera sees: lamps stand at least one and a half times as far away.
[[nodiscard]] Lighting drawLighting(LightKind kind, double viewMm, Random random);

void to_json(nlohmann::json& json, const Lighting& light);

/// The unit vector to a light: x right, y down, z to the viewer.
[[nodiscard]] cv::Vec3d pointingTo(const vision::LightDirection& direction);

}  // namespace tidewaiter::scene
