#include "firmware/inspection/policy.h"

#include <cassert>
#include <nlohmann/json.hpp>
#include <optional>

#include "firmware/inspection/nearest_name.h"
#include "firmware/inspection/rules.h"

namespace tidewaiter::inspection {

using nlohmann::json;

namespace {

constexpr auto kPolicyFile = "policy.json";

template <class Table>
std::vector<std::string> namesOf(const Table& table) {
    std::vector<std::string> names;
    for (const auto& row : table.rows) names.emplace_back(row.name);
    return names;
}

}  // namespace

/// Walks the policy's JSON; the first thing that is wrong ends it with a sentence that says where.
class PolicyParser {
  public:
    explicit PolicyParser(std::string name) : name_(std::move(name)) {}

    Expected<Policy> parse(const std::string& text) {
        const auto root = json::parse(text, nullptr, false);
        if (!root.is_object()) return failure(name_ + " is not a JSON object; restore the file");
        checkKeys(root, "", {"about", "clues", "declaredAs", "vagueGoods", "rules"},
                  {"clues", "declaredAs", "vagueGoods", "rules"});
        if (!error_) parseClues(root["clues"]);
        if (!error_) parseDeclaredAs(root["declaredAs"]);
        if (!error_) policy_.vagueGoods_ = texts(root["vagueGoods"], "vagueGoods");
        if (!error_) parseRules(root["rules"]);
        if (error_) return failure(name_ + ": " + *error_);
        return std::move(policy_);
    }

  private:
    void fail(const std::string& path, const std::string& what) {
        if (!error_) error_ = path.empty() ? what : "'" + path + "' " + what;
    }

    static std::string join(const std::string& path, const std::string& key) {
        return path.empty() ? key : path + "." + key;
    }

    /// Fails unless `object` is one, holds only `known` keys and all that are `needed`.
    void checkKeys(const json& object, const std::string& path, const std::vector<std::string>& known,
                   const std::vector<std::string>& needed) {
        if (!object.is_object()) return fail(path, "must be an object, found " + object.dump());
        for (const auto& [key, value] : object.items()) {
            if (std::find(known.begin(), known.end(), key) == known.end()) {
                return fail(join(path, key), "is not known; did you mean '" + nearestName(key, known) + "'?");
            }
        }
        for (const auto& key : needed) {
            if (!object.contains(key)) return fail(join(path, key), "is missing");
        }
    }

    double share(const json& value, const std::string& path) {
        if (value.is_number() && value.get<double>() >= 0 && value.get<double>() <= 1)
            return value.get<double>();
        fail(path, "must be a number in [0, 1], found " + value.dump());
        return 0;
    }

    bool yesOrNo(const json& value, const std::string& path) {
        if (value.is_boolean()) return value.get<bool>();
        fail(path, "must be true or false, found " + value.dump());
        return false;
    }

    std::string text(const json& value, const std::string& path) {
        if (value.is_string() && !value.get<std::string>().empty()) return value.get<std::string>();
        fail(path, "must be a text that is not empty, found " + value.dump());
        return {};
    }

    std::vector<std::string> texts(const json& value, const std::string& path) {
        if (!value.is_array()) fail(path, "must be a list of texts, found " + value.dump());
        std::vector<std::string> all;
        for (const auto& one : value) all.push_back(text(one, path));
        return all;
    }

    template <class Enum, std::size_t N>
    Enum oneOf(const NameTable<Enum, N>& table, const std::string& name, const std::string& path) {
        if (const auto value = table.parse(name)) return *value;
        fail(path, "is '" + name + "', known are " + table.names() + "; did you mean '" +
                       nearestName(name, namesOf(table)) + "'?");
        return table.rows[0].value;
    }

    void parseClues(const json& clues) {
        auto keys = namesOf(kClueKinds);
        keys.emplace_back("kindLimit");
        checkKeys(clues, "clues", keys, keys);
        if (error_) return;
        policy_.kindLimit_ = share(clues["kindLimit"], "clues.kindLimit");
        for (const auto& [kind, name] : kClueKinds.rows) {
            policy_.weights_[kind] = share(clues[std::string(name)], "clues." + std::string(name));
        }
    }

    void parseDeclaredAs(const json& declaredAs) {
        const auto keys = namesOf(models::kEntryKinds);
        checkKeys(declaredAs, "declaredAs", keys, keys);
        if (error_) return;
        for (const auto& [kind, name] : models::kEntryKinds.rows) {
            policy_.declaredAs_[kind] =
                texts(declaredAs[std::string(name)], "declaredAs." + std::string(name));
        }
    }

    void parseRules(const json& rules) {
        const auto names = ruleNames();
        checkKeys(rules, "rules", names, names);
        if (error_) return;
        for (const auto& name : names) policy_.rules_[name] = parseRule(rules[name], "rules." + name);
    }

    RulePolicy parseRule(const json& rule, const std::string& path) {
        RulePolicy settings;
        checkKeys(
            rule, path,
            {"enabled", "severity", "minScore", "fullScore", "mayContainElectronics", "ignores", "source"},
            {"severity", "minScore", "source"});
        if (error_) return settings;
        settings.severity =
            oneOf(kSeverities, text(rule["severity"], path + ".severity"), path + ".severity");
        settings.minScore = share(rule["minScore"], path + ".minScore");
        settings.fullScore = settings.minScore;
        settings.source = text(rule["source"], path + ".source");
        parseOptional(rule, path, settings);
        if (settings.fullScore < settings.minScore) fail(path + ".fullScore", "must not be below minScore");
        return settings;
    }

    void parseOptional(const json& rule, const std::string& path, RulePolicy& settings) {
        if (rule.contains("enabled")) settings.enabled = yesOrNo(rule["enabled"], path + ".enabled");
        if (rule.contains("fullScore")) settings.fullScore = share(rule["fullScore"], path + ".fullScore");
        if (rule.contains("mayContainElectronics")) {
            settings.mayContainElectronics =
                yesOrNo(rule["mayContainElectronics"], path + ".mayContainElectronics");
        }
        if (!rule.contains("ignores")) return;
        for (const auto& kind : texts(rule["ignores"], path + ".ignores")) {
            settings.ignores.push_back(oneOf(kClueKinds, kind, path + ".ignores"));
        }
    }

    std::string name_;
    Policy policy_;
    std::optional<std::string> error_;
};

Expected<Policy> Policy::load(const models::Store& store) {
    const auto text = store.read(kPolicyFile);
    if (!text) return tl::unexpected(text.error());
    return parse(*text, (store.directory() / kPolicyFile).string());
}

Expected<Policy> Policy::parse(const std::string& text, const std::string& name) {
    return PolicyParser(name).parse(text);
}

const RulePolicy& Policy::of(std::string_view rule) const {
    const auto found = rules_.find(rule);
    assert(found != rules_.end() && "every rule of ours has settings");
    return found->second;
}

}  // namespace tidewaiter::inspection
