// ConditionReader: a rule's `each`, `where` and `message` from its TOML. Inside firmware/inspection only.
// Thread rule: one thread at a time.
#pragma once

#include <optional>

#include "firmware/inspection/condition.h"
#include "firmware/inspection/toml_mistakes.h"

namespace tidewaiter::inspection {

class ConditionReader {
  public:
    /// `mistakes` must outlive the reader.
    explicit ConditionReader(TomlMistakes& mistakes) : mistakes_(mistakes) {}

    /// `rule` holds `where`; what is wrong is noted.
    [[nodiscard]] DataRule read(const toml::table& rule);

  private:
    using Conditions = std::vector<Condition>;

    Conditions conditions(const toml::node& node);
    std::optional<Condition> condition(const toml::table& table);
    std::optional<Condition> existence(const toml::table& table, bool wanted);
    std::optional<Condition> comparison(const toml::table& table);
    void readTexts(const toml::node& node, const std::string& key, Comparison& comparison);
    void readBound(const toml::node& node, const std::string& key, Comparison& comparison);
    void readOther(const toml::node& node, const std::string& key, Comparison& comparison);
    void readScale(const toml::table& table, const std::string& key, Comparison& comparison,
                   double Comparison::*member);
    void checkMessage(const toml::node& node, const DataRule& rule);
    [[nodiscard]] std::vector<std::string> names() const;

    TomlMistakes& mistakes_;
    Subject each_ = Subject::Item;
    std::optional<Subject> other_;  ///< inside `some` and `no`
};

}  // namespace tidewaiter::inspection
