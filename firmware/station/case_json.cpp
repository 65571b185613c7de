#include "firmware/station/case_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "firmware/station/blind.h"
#include "firmware/station/guide.h"

namespace tidewaiter::station {

using nlohmann::json;

namespace {

json orNull(const std::string& text) {
    return text.empty() ? json(nullptr) : json(text);
}

json guideJson(const Guide& guide) {
    json steps = json::array();
    for (const auto& step : guide.steps)
        steps.push_back({{"step", kSteps.nameOf(step.step)},
                         {"state", kStepStates.nameOf(step.state)},
                         {"why", orNull(step.why)}});
    return {{"steps", steps}, {"next", guide.next ? json(kSteps.nameOf(*guide.next)) : json(nullptr)}};
}

const Typed* typedFor(const Case& one, std::size_t finding) {
    const auto found = std::find_if(one.typed.begin(), one.typed.end(),
                                    [&](const Typed& typed) { return typed.finding == finding; });
    return found != one.typed.end() ? &*found : nullptr;
}

/// The frames of an inspection are the case's photos, in their order.
std::string photoOf(const Case& one, const std::string& frame) {
    const auto& frames = one.result->frames;
    const auto found =
        std::find_if(frames.begin(), frames.end(), [&](const auto& other) { return other.id == frame; });
    const auto index = static_cast<std::size_t>(found - frames.begin());
    return index < one.photos.size() ? one.photos[index].id : std::string();
}

json quadJson(const vision::Quad& quad) {
    json corners = json::array();
    for (const auto& corner : quad) corners.push_back({corner.x, corner.y});
    return corners;
}

json blindJson(const Case& one, std::size_t index) {
    const auto place = blindPlace(*one.result, index);
    const auto* typed = typedFor(one, index);
    return {{"finding", index},
            {"photo", place ? json(photoOf(one, place->frame)) : json(nullptr)},
            {"quad", place ? quadJson(place->quad) : json(nullptr)},
            {"typed", typed != nullptr ? json(typed->text) : json(nullptr)},
            {"agrees", typed != nullptr ? json(typed->agrees) : json(nullptr)}};
}

json resultJson(const Case& one, const std::vector<std::size_t>& hidden) {
    if (!one.result) return nullptr;
    auto result = withheld(*one.result, hidden);
    for (std::size_t i = 0; i < one.result->frames.size() && i < one.photos.size(); ++i)
        result["frames"][i]["photo"] = one.photos[i].id;
    return result;
}

json personJson(const records::Signatory& person) {
    return {{"name", person.name}, {"role", person.role}};
}

json decisionJson(const Case& one) {
    if (!one.decision) return nullptr;
    const auto& decision = *one.decision;
    return {{"time", one.decided},
            {"choice", records::kChoices.nameOf(decision.choice)},
            {"verdict", inspection::kVerdicts.nameOf(decision.verdict)},
            {"reason", decision.reason},
            {"note", decision.note},
            {"by", personJson(decision.by)},
            {"second", decision.second ? personJson(*decision.second) : json(nullptr)}};
}

}  // namespace

std::vector<std::size_t> hiddenFindings(const Case& one, const inspection::DecisionPolicy& policy) {
    if (!one.result || one.state == CaseState::Decided) return {};
    auto hidden = blindFindings(*one.result, policy);
    std::erase_if(hidden, [&](std::size_t index) { return typedFor(one, index) != nullptr; });
    return hidden;
}

json photoJson(const Photo& photo) {
    json repeats = json::array();
    for (const auto& image : photo.repeats) repeats.push_back(image.sha256);
    return {{"id", photo.id},
            {"step", kSteps.nameOf(photo.step)},
            {"width", photo.width},
            {"height", photo.height},
            {"sha256", photo.image.sha256},
            {"bytes", photo.image.bytes},
            {"repeats", repeats},
            {"source", photo.source},
            {"problem", orNull(photo.problem)}};
}

json caseJson(const Case& one, std::optional<std::size_t> before, const inspection::DecisionPolicy& policy) {
    const auto hidden = hiddenFindings(one, policy);
    json photos = json::array();
    for (const auto& photo : one.photos) photos.push_back(photoJson(photo));
    json blind = json::array();
    const bool second = one.result && hidden.empty() &&
                        std::find(policy.secondOfficerFor.begin(), policy.secondOfficerFor.end(),
                                  one.result->verdict) != policy.secondOfficerFor.end();
    if (one.result) {
        for (const auto index : blindFindings(*one.result, policy)) blind.push_back(blindJson(one, index));
    }
    return {{"id", one.id},
            {"state", kCaseStates.nameOf(one.state)},
            {"opened", one.opened},
            {"by", personJson(one.by)},
            {"declaration", one.declaration},
            {"photos", photos},
            {"guide", guideJson(guideFor(one.photos))},
            {"waiting", before.value_or(0)},
            {"result", resultJson(one, hidden)},
            {"blind", blind},
            {"needs", {{"second_officer", second}, {"blind", !hidden.empty()}}},
            {"overrule_reasons", policy.overruleReasons},
            {"sealed", one.sealed},
            {"decision", decisionJson(one)},
            {"problem", orNull(one.problem)}};
}

json deviceJson(const CameraStatus& status) {
    return {{"id", status.setup.id},
            {"kind", "camera"},
            {"name", status.setup.id},
            {"address", status.setup.address},
            {"state", kDeviceStates.nameOf(status.state)},
            {"problem", orNull(status.problem)},
            {"values", {{"frames_per_second", status.picturesPerSecond}}}};
}

}  // namespace tidewaiter::station
