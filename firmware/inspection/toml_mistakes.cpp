#include "firmware/inspection/toml_mistakes.h"

#include <algorithm>
#include <sstream>

namespace tidewaiter::inspection {

namespace {

std::string shown(const toml::node& node) {
    std::ostringstream out;
    if (node.is_table() || node.is_array()) return node.is_table() ? "a table" : "a list";
    node.visit([&](const auto& value) { out << value; });
    return out.str();
}

std::string listed(const std::vector<std::string>& names) {
    std::string list;
    for (const auto& name : names) list += (list.empty() ? "" : ", ") + name;
    return list;
}

}  // namespace

void TomlMistakes::note(toml::source_index line, const std::string& key, const std::string& what) {
    mistakes_.push_back({line, name_ + ", line " + std::to_string(line) + ": " + key + " " + what});
}

void TomlMistakes::note(const toml::node& node, const std::string& key, const std::string& what) {
    note(node.source().begin.line, key, what);
}

void TomlMistakes::checkKeys(const toml::table& table, const std::vector<std::string>& known,
                             const std::vector<std::string>& needed) {
    for (const auto& [key, node] : table) {
        const std::string name(key.str());
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        note(key.source().begin.line, "'" + name + "'",
             "is not known here; did you mean '" + text::nearestName(name, known) + "'?");
    }
    for (const auto& key : needed) {
        if (!table.contains(key)) note(table, "'" + key + "'", "is missing");
    }
}

double TomlMistakes::number(const toml::node& node, const std::string& key) {
    if (node.is_number()) return node.value<double>().value_or(0);
    note(node, "'" + key + "'", "must be a number, found " + shown(node));
    return 0;
}

double TomlMistakes::share(const toml::node& node, const std::string& key) {
    const double value = node.is_number() ? node.value<double>().value_or(-1) : -1;
    if (value >= 0 && value <= 1) return value;
    note(node, "'" + key + "'", "must be a number in [0, 1], found " + shown(node));
    return 0;
}

bool TomlMistakes::yesOrNo(const toml::node& node, const std::string& key) {
    if (!node.is_boolean()) note(node, "'" + key + "'", "must be true or false, found " + shown(node));
    return node.value<bool>().value_or(false);
}

std::string TomlMistakes::text(const toml::node& node, const std::string& key) {
    auto text = node.is_string() ? node.value<std::string>().value_or("") : "";
    if (text.empty()) note(node, "'" + key + "'", "must be a text that is not empty, found " + shown(node));
    return text;
}

std::vector<std::string> TomlMistakes::texts(const toml::node& node, const std::string& key) {
    std::vector<std::string> all;
    const auto* list = node.as_array();
    if (list == nullptr) {
        note(node, "'" + key + "'", "must be a list of texts, found " + shown(node));
        return all;
    }
    for (const auto& one : *list) all.push_back(text(one, key));
    return all;
}

const toml::table* TomlMistakes::table(const toml::node& node, const std::string& key) {
    const auto* found = node.as_table();
    if (found == nullptr) note(node, "'" + key + "'", "must be a table, found " + shown(node));
    return found;
}

std::string TomlMistakes::oneOf(const std::vector<std::string>& known, const toml::node& node,
                                const std::string& key) {
    auto name = text(node, key);
    if (name.empty()) return name;
    checkName(name, known, node, key);
    return std::find(known.begin(), known.end(), name) != known.end() ? name : "";
}

void TomlMistakes::checkName(const std::string& name, const std::vector<std::string>& known,
                             const toml::node& node, const std::string& key) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    constexpr std::size_t kListed = 6;  // longer lists help nobody
    note(node, "'" + key + "'",
         "is '" + name + "', which is not known; did you mean '" + text::nearestName(name, known) + "'?" +
             (known.size() <= kListed ? " Known are " + listed(known) + "." : ""));
}

std::vector<std::string> TomlMistakes::sentences() const {
    auto sorted = mistakes_;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Mistake& a, const Mistake& b) { return a.line < b.line; });
    std::vector<std::string> sentences;
    for (auto& mistake : sorted) sentences.push_back(std::move(mistake.sentence));
    return sentences;
}

}  // namespace tidewaiter::inspection
