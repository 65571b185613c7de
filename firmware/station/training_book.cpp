#include "firmware/station/training_book.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace tidewaiter::station {

using nlohmann::json;

namespace {

tl::unexpected<Error> damaged(const std::string& what) {
    return failure("the samples to practise on are damaged: " + what + "; install the program again");
}

bool isTexts(const json& list) {
    return list.is_array() &&
           std::all_of(list.begin(), list.end(), [](const json& one) { return one.is_string(); });
}

std::string textIn(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

template <class Number>
std::optional<Number> numberIn(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_number() ? std::optional(found->get<Number>()) : std::nullopt;
}

inspection::Declaration declarationIn(const json& object) {
    inspection::Declaration declaration;
    declaration.goods = textIn(object, "goods");
    declaration.hs = textIn(object, "hs");
    declaration.origin = textIn(object, "origin");
    declaration.shipper = textIn(object, "shipper");
    declaration.consignee = textIn(object, "consignee");
    declaration.grossWeightKg = numberIn<double>(object, "gross_weight_kg");
    declaration.pieces = numberIn<int>(object, "pieces");
    return declaration;
}

Expected<TrainingSample> sampleIn(const json& object, const models::Store& store) {
    const bool whole = object.is_object() && isTexts(object.value("photos", json())) &&
                       isTexts(object.value("why", json())) &&
                       object.value("declaration", json()).is_object();
    if (!whole) return damaged("samples.json is not as this program writes it");
    TrainingSample sample;
    sample.id = textIn(object, "id");
    sample.declaration = declarationIn(object["declaration"]);
    sample.title = sample.declaration.goods;
    sample.why = object["why"].get<std::vector<std::string>>();
    const auto verdict = inspection::kVerdicts.parse(textIn(object, "verdict"));
    if (!verdict || sample.id.empty()) return damaged("a sample has no id or no verdict");
    sample.verdict = *verdict;
    for (const auto& name : object["photos"]) {
        auto photo = store.read("training/" + name.get<std::string>());
        if (!photo) return tl::unexpected(photo.error());
        sample.photos.push_back(std::move(*photo));
    }
    return sample;
}

}  // namespace

Expected<std::vector<TrainingSample>> TrainingBook::load(const models::Store& store) {
    const auto text = store.read("training/samples.json");
    if (!text) return tl::unexpected(text.error());
    const auto list = json::parse(*text, nullptr, false);
    if (!list.is_array()) return damaged("samples.json is no list");
    std::vector<TrainingSample> samples;
    for (const auto& object : list) {
        auto sample = sampleIn(object, store);
        if (!sample) return tl::unexpected(sample.error());
        samples.push_back(std::move(*sample));
    }
    return samples;
}

const TrainingSample* TrainingBook::find(const std::string& id) const {
    const auto found = std::find_if(samples_.begin(), samples_.end(),
                                    [&](const TrainingSample& sample) { return sample.id == id; });
    return found != samples_.end() ? &*found : nullptr;
}

TrainingScore TrainingBook::answer(const std::string& person, const std::string& sample,
                                   inspection::Verdict verdict) {
    {
        const std::lock_guard lock(mutex_);
        answers_[person][sample] = find(sample)->verdict == verdict;
    }
    return scoreOf(person);
}

TrainingScore TrainingBook::scoreOf(const std::string& person) const {
    const std::lock_guard lock(mutex_);
    TrainingScore score;
    const auto found = answers_.find(person);
    if (found == answers_.end()) return score;
    for (const auto& [sample, right] : found->second) {
        score.right += right ? 1 : 0;
        ++score.total;
    }
    return score;
}

}  // namespace tidewaiter::station
