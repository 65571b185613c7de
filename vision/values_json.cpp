#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "models/json_names.h"
#include "vision/frame.h"
#include "vision/quad_json.h"
#include "vision/region.h"

namespace tidewaiter::vision {

using nlohmann::json;

json quadToJson(const Quad& quad) {
    json corners = json::array();
    for (const auto& corner : quad) corners.push_back({corner.x, corner.y});
    return corners;
}

Quad quadFromJson(const json& corners) {
    if (!corners.is_array() || corners.size() != 4) {
        throw std::invalid_argument("a quad has four corners [x, y], found " + corners.dump());
    }
    Quad quad;
    for (std::size_t i = 0; i < 4; ++i) {
        quad[i] = {corners[i].at(0).get<float>(), corners[i].at(1).get<float>()};
    }
    return quad;
}

void to_json(json& out, const Quality& quality) {
    out = {{"sharpness", quality.sharpness}, {"exposure", quality.exposure}, {"contrast", quality.contrast},
           {"glare", quality.glare},         {"readable", quality.readable}, {"hint", quality.hint}};
}

void from_json(const json& in, Quality& quality) {
    quality.sharpness = in.at("sharpness").get<double>();
    quality.exposure = in.at("exposure").get<double>();
    quality.contrast = in.at("contrast").get<double>();
    quality.glare = in.at("glare").get<double>();
    quality.readable = in.at("readable").get<bool>();
    quality.hint = in.at("hint").get<std::string>();
}

void to_json(json& out, const Frame& frame) {
    out = {{"id", frame.id},         {"source", frame.source}, {"width", frame.width},
           {"height", frame.height}, {"sha256", frame.sha256}, {"quality", frame.quality}};
    if (!frame.time.empty()) out["time"] = frame.time;
    if (frame.light)
        out["light"] = {{"azimuth_deg", frame.light->azimuthDeg},
                        {"elevation_deg", frame.light->elevationDeg}};
    if (frame.dark) out["dark"] = {{"source", frame.dark->source}, {"sha256", frame.dark->sha256}};
    if (frame.linear) out["linear"] = true;
    if (frame.millimetersPerPixel) out["mm_per_px"] = *frame.millimetersPerPixel;
    for (const auto& repeat : frame.repeats) out["repeats"].push_back(repeat.sha256);
}

void from_json(const json& in, Frame& frame) {
    frame.id = in.at("id").get<std::string>();
    frame.source = in.at("source").get<std::string>();
    frame.width = in.at("width").get<int>();
    frame.height = in.at("height").get<int>();
    frame.sha256 = in.at("sha256").get<std::string>();
    frame.quality = in.at("quality").get<Quality>();
    frame.time = in.value("time", std::string());
    frame.light.reset();
    if (in.contains("light")) {
        const auto& light = in.at("light");
        frame.light =
            LightDirection{light.at("azimuth_deg").get<double>(), light.at("elevation_deg").get<double>()};
    }
    frame.dark.reset();
    if (in.contains("dark")) {
        const auto& dark = in.at("dark");
        frame.dark =
            DarkFrame{dark.at("source").get<std::string>(), dark.at("sha256").get<std::string>(), {}};
    }
    frame.linear = in.value("linear", false);
    frame.millimetersPerPixel.reset();
    if (in.contains("mm_per_px")) frame.millimetersPerPixel = in.at("mm_per_px").get<double>();
    frame.repeats.clear();
    for (const auto& sha256 : in.value("repeats", json::array()))
        frame.repeats.push_back({sha256.get<std::string>(), {}});
}

void to_json(json& out, const Surface& surface) {
    out = {{"state", kSurfaceStates.nameOf(surface.state)}, {"score", surface.score}};
    if (surface.likelihoodRatio) out["likelihood_ratio"] = *surface.likelihoodRatio;
    if (!surface.reason.empty()) out["reason"] = surface.reason;
}

void from_json(const json& in, Surface& surface) {
    surface.state = models::enumFromJson(kSurfaceStates, in.at("state"), "surface state");
    surface.score = in.at("score").get<double>();
    surface.likelihoodRatio.reset();
    if (in.contains("likelihood_ratio")) surface.likelihoodRatio = in.at("likelihood_ratio").get<double>();
    surface.reason = in.value("reason", std::string());
}

void to_json(json& out, const LabelCondition& label) {
    out = {{"state", kLabelStates.nameOf(label.state)}, {"score", label.score}};
    if (!label.reason.empty()) out["reason"] = label.reason;
}

void from_json(const json& in, LabelCondition& label) {
    label.state = models::enumFromJson(kLabelStates, in.at("state"), "label state");
    label.score = in.at("score").get<double>();
    label.reason = in.value("reason", std::string());
}

namespace {

LeadCounts leadsFromJson(const json& in) {
    const bool counts = in.is_array() && in.size() == LeadCounts{}.size() &&
                        std::all_of(in.begin(), in.end(), [](const json& side) {
                            return side.is_number_integer() && side.get<int>() >= 0;
                        });
    if (!counts) throw std::invalid_argument("leads are four counts, one for each side, found " + in.dump());
    return in.get<LeadCounts>();
}

}  // namespace

void to_json(json& out, const Region& region) {
    out = {{"id", region.id},
           {"frame", region.frame},
           {"kind", kRegionKinds.nameOf(region.kind)},
           {"quad", quadToJson(region.quad)},
           {"score", region.score}};
    if (region.surface) out["surface"] = *region.surface;
    if (region.className) out["class"] = *region.className;
    if (region.leads) out["leads"] = *region.leads;
    if (region.label) out["label"] = *region.label;
}

void from_json(const json& in, Region& region) {
    region.id = in.at("id").get<std::string>();
    region.frame = in.at("frame").get<std::string>();
    region.kind = models::enumFromJson(kRegionKinds, in.at("kind"), "region kind");
    region.quad = quadFromJson(in.at("quad"));
    region.score = in.at("score").get<double>();
    region.surface.reset();
    if (in.contains("surface")) region.surface = in.at("surface").get<Surface>();
    region.className.reset();
    if (in.contains("class")) region.className = in.at("class").get<std::string>();
    region.leads.reset();
    if (in.contains("leads")) region.leads = leadsFromJson(in.at("leads"));
    region.label.reset();
    if (in.contains("label")) region.label = in.at("label").get<LabelCondition>();
}

}  // namespace tidewaiter::vision
