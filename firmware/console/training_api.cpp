#include "firmware/console/training_api.h"

namespace tidewaiter::console {

using inspection::kVerdicts;
using nlohmann::json;
using people::Permission;

namespace {

std::string photoId(std::size_t index) {
    return "p" + std::to_string(index + 1);
}

json scoreJson(const station::TrainingScore& score) {
    return {{"right", score.right}, {"total", score.total}};
}

/// What is right is told only to whoever has answered.
json sampleJson(const station::TrainingSample& sample) {
    json photos = json::array();
    for (std::size_t i = 0; i < sample.photos.size(); ++i) photos.push_back(photoId(i));
    return {
        {"id", sample.id}, {"title", sample.title}, {"photos", photos}, {"declaration", sample.declaration}};
}

tl::unexpected<Problem> noSample() {
    return no(404, "training.unknown", "there is no such sample; go back to the list of samples");
}

Answer list(const Call& call, const station::TrainingBook& book) {
    json samples = json::array();
    for (const auto& sample : book.samples()) samples.push_back(sampleJson(sample));
    return jsonResponse({{"samples", samples}, {"score", scoreJson(book.scoreOf(call.person->id))}});
}

Answer photo(const Call& call, const station::TrainingBook& book) {
    const auto* sample = book.find(call.part("id"));
    if (sample == nullptr) return noSample();
    for (std::size_t i = 0; i < sample->photos.size(); ++i) {
        if (call.part("photo") == photoId(i))
            return WebResponse{200, {{"Content-Type", "image/jpeg"}}, sample->photos[i]};
    }
    return noSample();
}

Answer answer(const Call& call, station::TrainingBook& book) {
    const auto* sample = book.find(call.part("id"));
    if (sample == nullptr) return noSample();
    const auto name = textOf(call.json, "verdict");
    if (!name) return tl::unexpected(name.error());
    const auto verdict = kVerdicts.parse(*name);
    if (!verdict) return no(422, "decision.verdict", "a verdict is clear, inspect or hold; choose one");
    const auto score = book.answer(call.person->id, sample->id, *verdict);
    return jsonResponse({{"right", *verdict == sample->verdict},
                         {"verdict", kVerdicts.nameOf(sample->verdict)},
                         {"why", sample->why},
                         {"score", scoreJson(score)}});
}

}  // namespace

std::vector<Route> trainingRoutes(station::TrainingBook& book) {
    return {{.method = "GET",
             .path = "/training",
             .permission = Permission::Inspect,
             .handle = [&book](Call& call) { return list(call, book); }},
            {.method = "GET",
             .path = "/training/{id}/photos/{photo}",
             .permission = Permission::Inspect,
             .handle = [&book](Call& call) { return photo(call, book); }},
            // No entry in the audit log: it changes nothing but one's own score.
            {.method = "POST",
             .path = "/training/{id}/answer",
             .permission = Permission::Inspect,
             .body = BodyKind::Json,
             .bodyBytes = kJsonBytes,
             .handle = [&book](Call& call) { return answer(call, book); }}};
}

}  // namespace tidewaiter::console
