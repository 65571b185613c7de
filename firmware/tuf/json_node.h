// JsonNode: a value inside a metadata file that is read with the strictness that signed data ask for.
// Thread rule: one thread at a time; refers to the JSON value and the Mistake, which must live longer.
//
// The first mistake is kept with its place and everything read afterwards is empty, so that a reader is a
// list of fields with one question at its end.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tidewaiter::tuf {

/// "signed.version is missing", "signed.expires must be ..."; empty as long as all is well.
class Mistake {
  public:
    void keep(const std::string& sentence) {
        if (sentence_.empty()) sentence_ = sentence;
    }
    [[nodiscard]] const std::string& sentence() const { return sentence_; }

  private:
    std::string sentence_;
};

class JsonNode {
  public:
    JsonNode(const nlohmann::json& value, std::string place, Mistake& mistake)
        : value_(&value), place_(std::move(place)), mistake_(&mistake) {}

    /// A member that must be there.
    [[nodiscard]] JsonNode member(const std::string& name) const;
    [[nodiscard]] std::optional<JsonNode> optionalMember(const std::string& name) const;
    [[nodiscard]] std::vector<std::pair<std::string, JsonNode>> members() const;
    [[nodiscard]] std::vector<JsonNode> elements() const;

    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::vector<std::string> texts() const;
    [[nodiscard]] bool boolean() const;
    /// An integer in [smallest, 2^53): what every JSON reader can hold exactly.
    [[nodiscard]] std::int64_t integer(std::int64_t smallest) const;

    [[nodiscard]] const nlohmann::json& value() const { return *value_; }
    void refuse(const std::string& expectation) const;  ///< "PLACE must be EXPECTATION"

  private:
    const nlohmann::json* value_;
    std::string place_;
    Mistake* mistake_;
};

}  // namespace tidewaiter::tuf
