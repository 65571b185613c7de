// TomlMistakes: typed values out of a TOML file, and what is wrong with it, by line. Inside
// firmware/inspection only. Thread rule: one thread at a time.
#pragma once

#include <toml++/toml.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/text/nearest_name.h"

namespace tidewaiter::inspection {

/// Every getter notes what is wrong and goes on with a harmless value, so that one run finds all mistakes.
/// `key` is how the value is called in sentences.
class TomlMistakes {
  public:
    explicit TomlMistakes(std::string name) : name_(std::move(name)) {}

    /// Notes a mistake at `line`; `what` completes "KEY ...".
    void note(toml::source_index line, const std::string& key, const std::string& what);
    void note(const toml::node& node, const std::string& key, const std::string& what);

    /// Notes every key of `table` that is not `known`, with the nearest one, and every `needed` one that is
    /// not there.
    void checkKeys(const toml::table& table, const std::vector<std::string>& known,
                   const std::vector<std::string>& needed);

    [[nodiscard]] double number(const toml::node& node, const std::string& key);
    /// A number in [0, 1].
    [[nodiscard]] double share(const toml::node& node, const std::string& key);
    [[nodiscard]] bool yesOrNo(const toml::node& node, const std::string& key);
    /// A text that is not empty.
    [[nodiscard]] std::string text(const toml::node& node, const std::string& key);
    /// A list of texts, none empty.
    [[nodiscard]] std::vector<std::string> texts(const toml::node& node, const std::string& key);
    /// `node` as a table, or null.
    [[nodiscard]] const toml::table* table(const toml::node& node, const std::string& key);
    /// One of `known`, else empty.
    [[nodiscard]] std::string oneOf(const std::vector<std::string>& known, const toml::node& node,
                                    const std::string& key);
    /// Notes that `name` is none of `known`, unless it is.
    void checkName(const std::string& name, const std::vector<std::string>& known, const toml::node& node,
                   const std::string& key);

    /// By line.
    [[nodiscard]] std::vector<std::string> sentences() const;

  private:
    struct Mistake {
        toml::source_index line = 0;
        std::string sentence;
    };

    std::string name_;
    std::vector<Mistake> mistakes_;
};

}  // namespace tidewaiter::inspection
