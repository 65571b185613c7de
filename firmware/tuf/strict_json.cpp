#include "firmware/tuf/strict_json.h"

#include <set>
#include <string>
#include <vector>

#include "firmware/tuf/url.h"

namespace tidewaiter::tuf {

namespace {

constexpr int kDeepest = 32;  // metadata of the specification nest to 7

/// Watches the parser: names used so far in each open object, and how deep they are.
class Watch {
  public:
    void see(int depth, nlohmann::json::parse_event_t event, const nlohmann::json& value) {
        using Event = nlohmann::json::parse_event_t;
        const bool opens = event == Event::object_start || event == Event::array_start;
        if (opens && depth >= kDeepest)
            problem_ = "nests deeper than " + std::to_string(kDeepest) + " levels";
        if (event == Event::object_start) names_.emplace_back();
        if (event == Event::object_end && !names_.empty()) names_.pop_back();
        if (event == Event::key && !names_.empty() && !names_.back().insert(value.get<std::string>()).second)
            problem_ = "names '" + percentEncoded(value.get<std::string>()) + "' twice in one object";
    }
    [[nodiscard]] const std::string& problem() const { return problem_; }

  private:
    std::vector<std::set<std::string>> names_;
    std::string problem_;
};

}  // namespace

Expected<nlohmann::json> parseStrictly(std::string_view text) {
    Watch watch;
    const auto callback = [&watch](int depth, nlohmann::json::parse_event_t event, nlohmann::json& value) {
        watch.see(depth, event, value);
        return true;
    };
    auto parsed = nlohmann::json::parse(text.begin(), text.end(), callback, false);
    if (!watch.problem().empty()) return failure(watch.problem());
    if (parsed.is_discarded()) return failure("is not JSON");
    return parsed;
}

}  // namespace tidewaiter::tuf
