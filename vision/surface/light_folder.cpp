#include "vision/surface/light_folder.h"

#include <toml++/toml.h>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <system_error>

#include "models/utf8.h"

namespace tidewaiter::vision {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kMaxBytes = 1 << 20;  ///< thousands of lights; anything larger is no lights.toml

/// Reads the parsed tables; the first mistake stays, later ones follow from it.
class PlanReader {
  public:
    explicit PlanReader(const std::string& name) : name_(name) {}

    Expected<LightPlan> read(const toml::table& root) {
        LightPlan plan;
        checkKeys(root, {"dark", "mm_per_px", "linear", "light"});
        if (const auto* dark = root.get("dark")) plan.dark = imageName(*dark, "dark");
        if (const auto* scale = root.get("mm_per_px")) {
            plan.millimetersPerPixel = number(*scale, "mm_per_px", 1e-4, 100, "between 0.0001 and 100");
        }
        if (const auto* linear = root.get("linear")) plan.linear = yesOrNo(*linear, "linear");
        plan.lights = lights(root);
        if (error_) return failure(*error_);
        return plan;
    }

  private:
    void fail(const toml::node& node, const std::string& key, const std::string& what) {
        const auto line = node.source().begin.line;
        if (!error_) error_ = name_ + " line " + std::to_string(line) + ": " + key + " " + what;
    }

    void checkKeys(const toml::table& table, std::initializer_list<std::string_view> known) {
        for (const auto& [key, node] : table) {
            if (std::find(known.begin(), known.end(), key.str()) != known.end()) continue;
            std::string list;
            for (const auto& one : known) list += (list.empty() ? "" : ", ") + std::string(one);
            const auto line = key.source().begin.line;
            if (!error_) {
                error_ = name_ + " line " + std::to_string(line) + ": " + std::string(key.str()) +
                         " is no key here; known are " + list;
            }
        }
    }

    std::string imageName(const toml::node& node, const std::string& key) {
        auto text = node.value<std::string>().value_or("");
        if (!node.is_string() || text.empty()) {
            fail(node, key, "must be the name of a picture in quotes");
        } else if (fs::path(text).filename() != fs::path(text) || text == "." || text == "..") {
            fail(node, key, "must name a file beside lights.toml, without a folder, not \"" + text + "\"");
        }
        return text;
    }

    double number(const toml::node& node, const std::string& key, double low, double high,
                  const std::string& range) {
        const auto value = node.is_number() ? node.value<double>().value_or(NAN) : NAN;
        if (!(value >= low && value <= high)) fail(node, key, "must be a number " + range);
        return value;
    }

    bool yesOrNo(const toml::node& node, const std::string& key) {
        if (!node.is_boolean()) fail(node, key, "must be true or false");
        return node.value<bool>().value_or(false);
    }

    const toml::node* required(const toml::table& table, const std::string& key) {
        const auto* node = table.get(key);
        if (node == nullptr) fail(table, key, "is missing in this [[light]]");
        return node;
    }

    LitImage light(const toml::table& table) {
        LitImage lit;
        checkKeys(table, {"image", "azimuth_deg", "elevation_deg"});
        if (const auto* image = required(table, "image")) lit.image = imageName(*image, "image");
        if (const auto* azimuth = required(table, "azimuth_deg")) {
            lit.light.azimuthDeg =
                number(*azimuth, "azimuth_deg", 0, std::nextafter(360, 0), "from 0 to below 360");
        }
        if (const auto* elevation = required(table, "elevation_deg")) {
            lit.light.elevationDeg =
                number(*elevation, "elevation_deg", std::nextafter(0, 1), 90, "above 0 and up to 90");
        }
        return lit;
    }

    std::vector<LitImage> lights(const toml::table& root) {
        std::vector<LitImage> lights;
        const auto* list = root.get("light");
        const auto* tables = list == nullptr ? nullptr : list->as_array();
        if (tables == nullptr || tables->empty() || !tables->is_array_of_tables()) {
            fail(list == nullptr ? static_cast<const toml::node&>(root) : *list, "light",
                 "is missing; write one [[light]] for each picture");
            return lights;
        }
        for (const auto& node : *tables) {
            const auto lit = light(*node.as_table());
            const bool twice = std::any_of(lights.begin(), lights.end(),
                                           [&](const LitImage& other) { return other.image == lit.image; });
            if (twice) fail(node, "image", "\"" + lit.image + "\" has a [[light]] already");
            lights.push_back(lit);
        }
        return lights;
    }

    const std::string& name_;
    std::optional<std::string> error_;
};

}  // namespace

Expected<LightPlan> parseLights(std::string_view toml, const std::string& name) {
    const auto parsed = toml::parse(toml, name);
    if (!parsed) {
        const auto line = parsed.error().source().begin.line;
        return failure(name + " line " + std::to_string(line) + ": " +
                       std::string(parsed.error().description()));
    }
    return PlanReader(name).read(parsed.table());
}

Expected<std::optional<LightPlan>> lightPlanOf(const fs::path& folder) {
    const auto file = folder / kLightsFile;
    const auto name = models::validUtf8(file.string());
    std::error_code error;
    if (!fs::exists(file, error)) return std::optional<LightPlan>();
    if (!fs::is_regular_file(file, error)) return failure(name + " is not a file; write the lights into one");
    const auto size = fs::file_size(file, error);
    if (!error && size > kMaxBytes) return failure(name + " is too large for a list of lights; check it");
    std::ifstream in(file, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    if (!in) return failure(name + " cannot be read; check its permissions");
    auto plan = parseLights(text, name);
    if (!plan) return tl::unexpected(plan.error());
    return std::optional(std::move(*plan));
}

Expected<LitLoader::Folder> LitLoader::open(const fs::path& folder) const {
    auto plan = lightPlanOf(folder);
    if (!plan) return tl::unexpected(plan.error());
    Folder opened{std::move(*plan), {}};
    if (!opened.plan || opened.plan->dark.empty()) return opened;
    auto dark = loadImage(folder / opened.plan->dark, options_);
    if (!dark) return tl::unexpected(dark.error());
    opened.dark = DarkFrame{dark->source, dark->sha256, std::move(dark->pixels)};
    return opened;
}

Expected<Frame> LitLoader::load(const fs::path& image) {
    auto frame = loadImage(image, options_);
    if (!frame) return frame;
    const auto path = image.parent_path();
    if (!folders_.contains(path)) {
        auto opened = open(path);
        if (!opened) return tl::unexpected(opened.error());
        folders_[path] = std::move(*opened);
    }
    const auto& [plan, dark] = folders_[path];
    if (!plan) return frame;
    if (plan->millimetersPerPixel) frame->millimetersPerPixel = plan->millimetersPerPixel;
    frame->linear = plan->linear;
    const auto lit = std::find_if(plan->lights.begin(), plan->lights.end(), [&](const LitImage& other) {
        return other.image == image.filename().string();
    });
    if (lit == plan->lights.end()) return frame;
    frame->light = lit->light;
    if (dark && dark->pixels.size() != frame->pixels.size())
        return failure(frame->source + " is not of the size of " + plan->dark +
                       ", which shows the same view with all lights off; take both with the same camera "
                       "settings");
    frame->dark = dark;
    return frame;
}

}  // namespace tidewaiter::vision
