#include "firmware/records/record_members.h"

namespace tidewaiter::records {

using nlohmann::json;

const json& RecordMembers::get(const char* name, json::value_t type) {
    static const json none;
    const auto found = object_.is_object() ? object_.find(name) : object_.end();
    const bool fits = object_.is_object() && found != object_.end() &&
                      (found->type() == type ||
                       (type == json::value_t::number_unsigned && found->is_number_integer() && *found >= 0));
    if (fits) return *found;
    miss(name);
    return none;
}

std::string RecordMembers::text(const char* name) {
    const auto& value = get(name, json::value_t::string);
    return value.is_string() ? value.get<std::string>() : std::string();
}

bool RecordMembers::truth(const char* name) {
    const auto& value = get(name, json::value_t::boolean);
    return value.is_boolean() && value.get<bool>();
}

std::uint64_t RecordMembers::number(const char* name) {
    const auto& value = get(name, json::value_t::number_unsigned);
    return value.is_number() ? value.get<std::uint64_t>() : 0;
}

std::vector<std::string> RecordMembers::texts(const char* name) {
    std::vector<std::string> texts;
    for (const auto& one : get(name, json::value_t::array)) {
        if (one.is_string())
            texts.push_back(one.get<std::string>());
        else
            miss(name);
    }
    return texts;
}

void RecordMembers::miss(const std::string& name) {
    if (missing_.empty()) missing_ = name;
}

Error noRecord(const std::string& place, const std::string& why) {
    return {place + " is no record of this program (" + why + "); restore it from a copy of the evidence"};
}

}  // namespace tidewaiter::records
