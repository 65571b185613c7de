#include "firmware/tuf/json_node.h"

#include "firmware/tuf/url.h"

namespace tidewaiter::tuf {

namespace {

using nlohmann::json;

constexpr std::int64_t kLargest = (std::int64_t{1} << 53) - 1;

const json& nothing() {
    static const json value;
    return value;
}

}  // namespace

void JsonNode::refuse(const std::string& expectation) const {
    mistake_->keep(place_ + " must be " + expectation);
}

JsonNode JsonNode::member(const std::string& name) const {
    if (auto found = optionalMember(name)) return *found;
    const auto place = place_ + '.' + percentEncoded(name);
    mistake_->keep(place + " is missing");
    return {nothing(), place, *mistake_};
}

std::optional<JsonNode> JsonNode::optionalMember(const std::string& name) const {
    if (!value_->is_object()) {
        refuse("an object");
        return std::nullopt;
    }
    const auto found = value_->find(name);
    if (found == value_->end()) return std::nullopt;
    return JsonNode(*found, place_ + '.' + percentEncoded(name), *mistake_);
}

std::vector<std::pair<std::string, JsonNode>> JsonNode::members() const {
    std::vector<std::pair<std::string, JsonNode>> result;
    if (!value_->is_object()) {
        refuse("an object");
        return result;
    }
    for (const auto& [name, member] : value_->items())
        result.emplace_back(name, JsonNode(member, place_ + '.' + percentEncoded(name), *mistake_));
    return result;
}

std::vector<JsonNode> JsonNode::elements() const {
    std::vector<JsonNode> result;
    if (!value_->is_array()) {
        refuse("an array");
        return result;
    }
    for (const auto& element : *value_)
        result.emplace_back(element, place_ + '[' + std::to_string(result.size()) + ']', *mistake_);
    return result;
}

std::string JsonNode::text() const {
    if (const auto* text = value_->get_ptr<const json::string_t*>()) return *text;
    refuse("a string");
    return {};
}

std::vector<std::string> JsonNode::texts() const {
    std::vector<std::string> result;
    for (const auto& element : elements()) result.push_back(element.text());
    return result;
}

bool JsonNode::boolean() const {
    if (const auto* boolean = value_->get_ptr<const json::boolean_t*>()) return *boolean;
    refuse("true or false");
    return false;
}

std::int64_t JsonNode::integer(std::int64_t smallest) const {
    if (value_->is_number_integer() && *value_ <= kLargest && *value_ >= smallest)
        return value_->get<std::int64_t>();
    refuse("an integer from " + std::to_string(smallest) + " to " + std::to_string(kLargest));
    return smallest;
}

}  // namespace tidewaiter::tuf
