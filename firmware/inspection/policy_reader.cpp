#include "firmware/inspection/policy_reader.h"

#include <algorithm>

#include "firmware/inspection/condition_reader.h"
#include "firmware/inspection/rules.h"
#include "firmware/inspection/toml_mistakes.h"

namespace tidewaiter::inspection {

namespace {

const std::vector<std::string> kRuleKeys = {
    "enabled", "severity", "min_score", "full_score", "may_contain_electronics",
    "ignores", "source",   "each",      "where",      "message"};

bool isOurs(const std::string& rule) {
    const auto names = ruleNames();
    return std::find(names.begin(), names.end(), rule) != names.end();
}

/// Rules are called like ours: "label.heavier", small letters, digits, dashes, one dot or more.
bool isRuleName(const std::string& name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    return name.find('.') != std::string::npos && std::all_of(name.begin(), name.end(), fits);
}

}  // namespace

/// One walk over the file.
class PolicyReader::Pass {
  public:
    explicit Pass(const std::string& name) : mistakes_(name) {}

    PolicyReading read(const toml::table& root) {
        mistakes_.checkKeys(
            root,
            {"format", "version", "title", "about", "clues", "declared_as", "vague_goods", "controlled",
             "decisions", "evidence", "rules"},
            {"format", "version", "title", "clues", "declared_as", "vague_goods", "controlled", "rules"});
        readHead(root);
        if (const auto* node = root.get("clues")) readClues(*node);
        if (const auto* node = root.get("declared_as")) readDeclaredAs(*node);
        if (const auto* node = root.get("vague_goods"))
            policy_.vagueGoods_ = mistakes_.texts(*node, "vague_goods");
        if (const auto* node = root.get("controlled")) readControlled(*node);
        if (const auto* node = root.get("decisions")) readDecisions(*node);
        if (const auto* node = root.get("evidence")) readEvidence(*node);
        if (const auto* node = root.get("rules")) readRules(*node);
        return {std::move(policy_), mistakes_.sentences()};
    }

  private:
    void readHead(const toml::table& root) {
        constexpr double kFormat = 2;
        if (const auto* node = root.get("format");
            node != nullptr && mistakes_.number(*node, "format") != kFormat)
            mistakes_.note(*node, "'format'", "must be 2: this program reads no other");
        if (const auto* node = root.get("version")) policy_.version_ = mistakes_.text(*node, "version");
        if (const auto* node = root.get("title")) policy_.title_ = mistakes_.text(*node, "title");
    }

    void readClues(const toml::node& node) {
        const auto* clues = mistakes_.table(node, "clues");
        if (clues == nullptr) return;
        auto keys = text::namesOf(kClueKinds);
        keys.emplace_back("kind_limit");
        mistakes_.checkKeys(*clues, keys, keys);
        if (const auto* limit = clues->get("kind_limit"))
            policy_.kindLimit_ = mistakes_.share(*limit, "kind_limit");
        for (const auto& [kind, name] : kClueKinds.rows) {
            const auto* weight = clues->get(name);
            policy_.weights_[kind] = weight != nullptr ? mistakes_.share(*weight, std::string(name)) : 0;
        }
    }

    void readDeclaredAs(const toml::node& node) {
        const auto* table = mistakes_.table(node, "declared_as");
        if (table == nullptr) return;
        mistakes_.checkKeys(*table, text::namesOf(models::kEntryKinds), text::namesOf(models::kEntryKinds));
        for (const auto& [kind, name] : models::kEntryKinds.rows) {
            const auto* goods = table->get(name);
            if (goods != nullptr) policy_.declaredAs_[kind] = mistakes_.texts(*goods, std::string(name));
        }
    }

    void readControlled(const toml::node& node) {
        const auto* list = node.as_array();
        if (list == nullptr || !list->is_array_of_tables()) {
            mistakes_.note(node, "'controlled'", "must be one [[controlled]] for each threshold");
            return;
        }
        for (const auto& one : *list) policy_.controlled_.push_back(threshold(*one.as_table()));
    }

    /// What is left out keeps its default: policies that were made before there were decisions stay good.
    void readDecisions(const toml::node& node) {
        const auto* table = mistakes_.table(node, "decisions");
        if (table == nullptr) return;
        auto& decisions = policy_.decisions_;
        mistakes_.checkKeys(*table, {"second_officer_for", "blind_rules", "overrule_reasons"}, {});
        if (const auto* verdicts = table->get("second_officer_for")) {
            decisions.secondOfficerFor.clear();
            for (const auto& name : mistakes_.texts(*verdicts, "second_officer_for")) {
                mistakes_.checkName(name, text::namesOf(kVerdicts), *verdicts, "second_officer_for");
                if (const auto verdict = kVerdicts.parse(name))
                    decisions.secondOfficerFor.push_back(*verdict);
            }
        }
        if (const auto* rules = table->get("blind_rules"))
            decisions.blindRules = mistakes_.texts(*rules, "blind_rules");
        if (const auto* reasons = table->get("overrule_reasons"))
            decisions.overruleReasons = mistakes_.texts(*reasons, "overrule_reasons");
    }

    /// What is left out is kept for ever.
    void readEvidence(const toml::node& node) {
        const auto* table = mistakes_.table(node, "evidence");
        if (table == nullptr) return;
        mistakes_.checkKeys(*table, {"keep_days", "keep_unsealed_days"}, {});
        if (const auto* unsealed = table->get("keep_unsealed_days"))
            policy_.evidence_.keepUnsealedDays = readDays(*unsealed, "keep_unsealed_days");
        const auto* keep = table->get("keep_days");
        const auto* days = keep != nullptr ? mistakes_.table(*keep, "keep_days") : nullptr;
        if (days == nullptr) return;
        mistakes_.checkKeys(*days, text::namesOf(kVerdicts), {});
        for (const auto& [verdict, name] : kVerdicts.rows) {
            const auto* count = days->get(name);
            if (count != nullptr) policy_.evidence_.keepDays[verdict] = readDays(*count, std::string(name));
        }
    }

    int readDays(const toml::node& node, const std::string& key) {
        constexpr std::int64_t kMost = 36500;  // a hundred years
        const auto days = node.value_exact<std::int64_t>();
        if (days && *days >= 0 && *days <= kMost) return static_cast<int>(*days);
        mistakes_.note(node, "'" + key + "'", "must be a whole number of days, 0 for ever, at most 36500");
        return 0;
    }

    std::optional<double> optionalNumber(const toml::table& table, const std::string& key) {
        const auto* node = table.get(key);
        return node != nullptr ? std::optional(mistakes_.number(*node, key)) : std::nullopt;
    }

    ControlThreshold threshold(const toml::table& table) {
        ControlThreshold threshold;
        mistakes_.checkKeys(
            table,
            {"entry", "tpp_from", "tpp_below", "density_from", "density_below", "datacenter_only", "source"},
            {"entry", "tpp_from", "source"});
        if (const auto* node = table.get("entry")) threshold.entry = mistakes_.text(*node, "entry");
        if (const auto* node = table.get("source")) threshold.source = mistakes_.text(*node, "source");
        threshold.tppFrom = optionalNumber(table, "tpp_from").value_or(0);
        threshold.tppBelow = optionalNumber(table, "tpp_below");
        threshold.densityFrom = optionalNumber(table, "density_from");
        threshold.densityBelow = optionalNumber(table, "density_below");
        if (const auto* node = table.get("datacenter_only"))
            threshold.datacenterOnly = mistakes_.yesOrNo(*node, "datacenter_only");
        return threshold;
    }

    void readRules(const toml::node& node) {
        const auto* rules = mistakes_.table(node, "rules");
        if (rules == nullptr) return;
        for (const auto& [key, value] : *rules) {
            const std::string name(key.str());
            const auto* table = mistakes_.table(value, name);
            if (table == nullptr) continue;
            checkRuleName(name, *table, key.source().begin.line);
            policy_.rules_[name] = rule(*table, isOurs(name));
            if (policy_.rules_[name].data) dataRules_.push_back({key.source().begin.line, name});
        }
        std::sort(dataRules_.begin(), dataRules_.end());
        for (auto& [line, name] : dataRules_) policy_.dataRules_.push_back(std::move(name));
        for (const auto& name : ruleNames()) {
            if (policy_.rules_.contains(name)) continue;
            mistakes_.note(*rules, "the rule '" + name + "'",
                           "is missing; to switch it off write it with enabled = false");
        }
    }

    void checkRuleName(const std::string& name, const toml::table& table, toml::source_index line) {
        const bool ours = isOurs(name);
        const bool data = table.contains("where");
        if (ours && data)
            mistakes_.note(line, "the rule '" + name + "'",
                           "is built in and cannot have 'where'; give yours another name");
        if (!ours && !data) {
            mistakes_.note(line, "the rule '" + name + "'",
                           "is not built in; did you mean '" + text::nearestName(name, ruleNames()) +
                               "'? A rule of your own needs 'where' and 'message'");
        }
        if (!isRuleName(name))
            mistakes_.note(line, "the rule '" + name + "'",
                           "must be called like label.heavier: small letters, digits, dashes and a dot");
    }

    RulePolicy rule(const toml::table& table, bool ours) {
        RulePolicy settings;
        mistakes_.checkKeys(table, kRuleKeys, {"severity", "source"});
        if (ours && !table.contains("min_score")) mistakes_.note(table, "'min_score'", "is missing");
        if (const auto* node = table.get("severity")) {
            const auto name = mistakes_.oneOf(text::namesOf(kSeverities), *node, "severity");
            settings.severity = kSeverities.parse(name).value_or(Severity::Inspect);
        }
        if (const auto* node = table.get("source")) settings.source = mistakes_.text(*node, "source");
        if (const auto* node = table.get("enabled")) settings.enabled = mistakes_.yesOrNo(*node, "enabled");
        readScores(table, settings);
        if (const auto* node = table.get("may_contain_electronics"))
            settings.mayContainElectronics = mistakes_.yesOrNo(*node, "may_contain_electronics");
        if (const auto* node = table.get("ignores")) readIgnores(*node, settings);
        if (table.contains("where")) settings.data = ConditionReader(mistakes_).read(table);
        return settings;
    }

    void readScores(const toml::table& table, RulePolicy& settings) {
        if (const auto* node = table.get("min_score"))
            settings.minScore = mistakes_.share(*node, "min_score");
        settings.fullScore = settings.minScore;
        const auto* full = table.get("full_score");
        if (full == nullptr) return;
        settings.fullScore = mistakes_.share(*full, "full_score");
        if (settings.fullScore < settings.minScore)
            mistakes_.note(*full, "'full_score'", "must not be below min_score");
    }

    void readIgnores(const toml::node& node, RulePolicy& settings) {
        for (const auto& name : mistakes_.texts(node, "ignores")) {
            mistakes_.checkName(name, text::namesOf(kClueKinds), node, "ignores");
            if (const auto kind = kClueKinds.parse(name)) settings.ignores.push_back(*kind);
        }
    }

    TomlMistakes mistakes_;
    Policy policy_;
    std::vector<std::pair<toml::source_index, std::string>> dataRules_;
};

PolicyReading PolicyReader::read(const std::string& text, const std::string& name) {
    const auto parsed = toml::parse(text, name);
    if (parsed) return Pass(name).read(parsed.table());
    const auto line = parsed.error().source().begin.line;
    return {Policy(),
            {name + ", line " + std::to_string(line) + ": " + std::string(parsed.error().description())}};
}

}  // namespace tidewaiter::inspection
