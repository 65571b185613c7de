#include "firmware/batch/fingerprint.h"

#include <nlohmann/json.hpp>
#include <set>

#include "models/sha256.h"
#include "models/utf8.h"
#include "vision/surface/light_folder.h"

namespace tidewaiter::batch {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// What tells one state of a file from another; null for what cannot be looked at.
json stateOf(const fs::path& file) {
    std::error_code error;
    const auto path = fs::absolute(file, error).lexically_normal();
    const auto size = fs::file_size(file, error);
    if (error) return {path.string(), nullptr};
    const auto changed = fs::last_write_time(file, error).time_since_epoch().count();
    if (error) return {path.string(), nullptr};
    return {path.string(), size, changed};
}

/// The files beside `images` that change what the images mean.
std::set<fs::path> lightFilesOf(const std::vector<fs::path>& images) {
    std::set<fs::path> folders;
    for (const auto& image : images) folders.insert(image.parent_path());
    std::set<fs::path> files;
    for (const auto& folder : folders) {
        const auto here = folder.empty() ? fs::path(".") : folder;
        const auto plan = vision::lightPlanOf(here);
        if (plan && !*plan) continue;
        files.insert(here / vision::kLightsFile);
        if (plan && !(*plan)->dark.empty()) files.insert(here / (*plan)->dark);
    }
    return files;
}

}  // namespace

std::string fingerprintOf(const Job& job, const std::string& knowledge) {
    json all = {{"declaration", job.declaration},
                {"knowledge", knowledge},
                {"images", json::array()},
                {"lights", json::array()}};
    for (const auto& image : job.images) all["images"].push_back(stateOf(image));
    for (const auto& file : lightFilesOf(job.images)) all["lights"].push_back(stateOf(file));
    // File names are bytes; replaced ones could meet, but not with the same size and time.
    return models::sha256(all.dump(-1, ' ', true, json::error_handler_t::replace));
}

}  // namespace tidewaiter::batch
