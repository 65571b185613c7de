// Light folder: pictures of one scene under known lights, with a `lights.toml` beside them that says where
// each light stood.
// Thread rule: functions are pure over the file system, safe to call from any thread.
//
//     dark = "dark.png"          # optional: the same view with all lights off
//     mm_per_px = 0.05           # optional: millimeters per pixel
//     linear = true              # optional: brightness grows with light (no sRGB curve); false when left out
//
//     [[light]]                  # one for each picture
//     image = "north.png"        # a file in the same folder
//     azimuth_deg = 90           # in [0, 360), counter-clockwise from the picture's right edge
//     elevation_deg = 35         # in (0, 90], 90 is straight above
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"
#include "vision/frame.h"
#include "vision/image_loader.h"

namespace tidewaiter::vision {

inline constexpr std::string_view kLightsFile = "lights.toml";

/// One picture and its light.
struct LitImage {
    std::string image;  ///< name of a file in the folder
    LightDirection light;

    bool operator==(const LitImage&) const = default;
};

/// The content of a lights.toml.
struct LightPlan {
    std::vector<LitImage> lights;  ///< in the order of the file, each image once
    std::string dark;              ///< name of the dark frame, empty for none
    std::optional<double> millimetersPerPixel;
    bool linear = false;

    bool operator==(const LightPlan&) const = default;
};

/// Reads the text of a lights.toml; `name` is the file's, for messages. Fails with one sentence that names
/// file, line and key when the text is no TOML, a key is unknown, missing, of the wrong type or out of range,
/// an image is named twice or lies outside the folder, or there is no light at all.
[[nodiscard]] Expected<LightPlan> parseLights(std::string_view toml, const std::string& name);

/// The plan of `folder`; nothing when it holds no lights.toml.
[[nodiscard]] Expected<std::optional<LightPlan>> lightPlanOf(const std::filesystem::path& folder);

/// Loads photos with what the lights.toml beside them says of their light. Each folder's plan and dark frame
/// are read once. Thread rule: one loader per thread.
class LitLoader {
  public:
    explicit LitLoader(const LoadOptions& options = {}) : options_(options) {}

    /// Fails with one sentence when the photo, the plan or the dark frame cannot be loaded, or when the dark
    /// frame has another size than the photo.
    [[nodiscard]] Expected<Frame> load(const std::filesystem::path& image);

  private:
    struct Folder {
        std::optional<LightPlan> plan;
        std::optional<DarkFrame> dark;
    };
    Expected<Folder> open(const std::filesystem::path& folder) const;

    LoadOptions options_;
    std::map<std::filesystem::path, Folder> folders_;
};

}  // namespace tidewaiter::vision
