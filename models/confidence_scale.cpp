#include "models/confidence_scale.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace tidewaiter::models {

namespace {

constexpr double kLeast = 1e-4;  // a reader's confidences beyond these ends say no more
constexpr double kMost = 0.9999;
constexpr double kMostTrue = 0.999;

}  // namespace

ConfidenceScale::ConfidenceScale(double slope, double perLength, double offset)
    : slope_(slope), perLength_(perLength), offset_(offset) {
    if (!(slope > 0))
        throw std::invalid_argument("a confidence scale must rise with the reader's confidence");
}

Expected<ConfidenceScale> ConfidenceScale::load(const Store& store) {
    const auto text = store.read("reading_confidence.json");
    if (!text) return tl::unexpected(text.error());
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    const auto number = [&json](const char* key) {
        return json.is_object() && json.contains(key) && json[key].is_number() ? json[key].get<double>()
                                                                               : NAN;
    };
    const double slope = number("slope");
    const double perLength = number("per_length");
    const double offset = number("offset");
    if (!(slope > 0) || std::isnan(perLength) || std::isnan(offset)) {
        return failure(
            "reading_confidence.json needs the numbers 'slope' (above 0), 'per_length' and 'offset'; "
            "restore the file");
    }
    return ConfidenceScale(slope, perLength, offset);
}

double ConfidenceScale::trueShare(double confidence, std::size_t characters) const {
    if (confidence <= 0 || characters == 0) return 0;
    const double c = std::clamp(confidence, kLeast, kMost);
    const double odds =
        slope_ * std::log(c / (1 - c)) + perLength_ * std::log(static_cast<double>(characters)) + offset_;
    return std::min(kMostTrue, 1 / (1 + std::exp(-odds)));
}

}  // namespace tidewaiter::models
