#include "firmware/inspection/condition_reader.h"

#include <algorithm>

#include "firmware/inspection/data_rule.h"
#include "firmware/inspection/facts.h"

namespace tidewaiter::inspection {

namespace {

/// What `some` looks for first; it gives `other.` its meaning in the message.
std::optional<Subject> foundSubject(const std::vector<Condition>& where) {
    for (const auto& condition : where) {
        const auto* existence = std::get_if<Existence>(&condition.kind);
        if (existence != nullptr && existence->wanted) return existence->subject;
    }
    return std::nullopt;
}

std::vector<std::string> conditionKeys() {
    auto keys = text::namesOf(kComparators);
    for (const auto* key : {"value", "times", "plus", "some", "no", "where"}) keys.emplace_back(key);
    return keys;
}

}  // namespace

std::vector<std::string> ConditionReader::names() const {
    return factNames(each_, other_);
}

DataRule ConditionReader::read(const toml::table& rule) {
    DataRule data;
    if (const auto* each = rule.get("each")) {
        const auto name = mistakes_.oneOf(text::namesOf(kSubjects), *each, "each");
        data.each = kSubjects.parse(name).value_or(Subject::Item);
    }
    each_ = data.each;
    data.where = conditions(*rule.get("where"));
    const auto* message = rule.get("message");
    if (message == nullptr) {
        mistakes_.note(rule, "'message'", "is missing; a rule with 'where' says what an officer reads out");
        return data;
    }
    data.message = mistakes_.text(*message, "message");
    checkMessage(*message, data);
    return data;
}

ConditionReader::Conditions ConditionReader::conditions(const toml::node& node) {
    Conditions all;
    const auto* list = node.as_array();
    if (list == nullptr || list->empty()) {
        mistakes_.note(node, "'where'",
                       "must be a list of conditions, as in [{ value = \"field.type\", is = \"lot\" }]");
        return all;
    }
    for (const auto& one : *list) {
        const auto* table = mistakes_.table(one, "where");
        if (table == nullptr) continue;
        if (auto read = condition(*table)) all.push_back(std::move(*read));
    }
    return all;
}

std::optional<Condition> ConditionReader::condition(const toml::table& table) {
    mistakes_.checkKeys(table, conditionKeys(), {});
    if (table.contains("some")) return existence(table, true);
    if (table.contains("no")) return existence(table, false);
    return comparison(table);
}

std::optional<Condition> ConditionReader::existence(const toml::table& table, bool wanted) {
    const std::string key = wanted ? "some" : "no";
    if (other_) {
        mistakes_.note(table, "'" + key + "'", "cannot stand inside another 'some' or 'no'");
        return std::nullopt;
    }
    const auto subject = kSubjects.parse(mistakes_.oneOf({"field", "region"}, *table.get(key), key));
    const auto* where = table.get("where");
    if (where == nullptr) mistakes_.note(table, "'where'", "is missing: what is the " + key + " looked for?");
    if (!subject || where == nullptr) return std::nullopt;
    other_ = *subject;
    Existence existence{wanted, *subject, conditions(*where)};
    other_.reset();
    return Condition{std::move(existence)};
}

std::optional<Condition> ConditionReader::comparison(const toml::table& table) {
    const auto* value = table.get("value");
    const auto keys = text::namesOf(kComparators);
    const auto count =
        std::count_if(keys.begin(), keys.end(), [&](const auto& key) { return table.contains(key); });
    if (value == nullptr || count != 1) {
        mistakes_.note(table, "a condition", "needs 'value' and one comparison: " + kComparators.names());
        return std::nullopt;
    }
    Comparison comparison;
    comparison.value = mistakes_.text(*value, "value");
    mistakes_.checkName(comparison.value, names(), *value, "value");
    for (const auto& [comparator, name] : kComparators.rows) {
        const auto* node = table.get(name);
        if (node == nullptr) continue;
        comparison.comparator = comparator;
        readTexts(*node, std::string(name), comparison);
        readBound(*node, std::string(name), comparison);
        readOther(*node, std::string(name), comparison);
        if (comparator == Comparator::Known) comparison.known = mistakes_.yesOrNo(*node, "known");
    }
    for (const auto& text : comparison.texts) {
        const auto possible = textsOf(comparison.value);
        const bool whole =
            comparison.comparator != Comparator::Contains && comparison.comparator != Comparator::Mentions;
        if (whole && !possible.empty()) mistakes_.checkName(text, possible, table, comparison.value);
    }
    readScale(table, "times", comparison, &Comparison::times);
    readScale(table, "plus", comparison, &Comparison::plus);
    return Condition{std::move(comparison)};
}

void ConditionReader::readScale(const toml::table& table, const std::string& key, Comparison& comparison,
                                double Comparison::*member) {
    const auto* node = table.get(key);
    if (node == nullptr) return;
    comparison.*member = mistakes_.number(*node, key);
    if (!comparesNumbers(comparison.comparator))
        mistakes_.note(*node, "'" + key + "'", "belongs to above, at_least, below and at_most");
}

void ConditionReader::readTexts(const toml::node& node, const std::string& key, Comparison& comparison) {
    switch (comparison.comparator) {
        case Comparator::Is:
        case Comparator::Contains:
            comparison.texts = {mistakes_.text(node, key)};
            break;
        case Comparator::OneOf:
        case Comparator::NoneOf:
        case Comparator::Mentions:
            comparison.texts = mistakes_.texts(node, key);
            break;
        case Comparator::Matches: {
            auto pattern = models::Pattern::compile(mistakes_.text(node, key));
            if (!pattern) mistakes_.note(node, "'matches'", "cannot be used: " + pattern.error().message);
            if (pattern) comparison.patterns.push_back(std::move(*pattern));
            break;
        }
        default:
            break;
    }
}

void ConditionReader::readBound(const toml::node& node, const std::string& key, Comparison& comparison) {
    if (!comparesNumbers(comparison.comparator)) return;
    if (!node.is_string()) {
        comparison.number = mistakes_.number(node, key);
        return;
    }
    comparison.other = mistakes_.text(node, key);
    mistakes_.checkName(comparison.other, names(), node, key);
}

void ConditionReader::readOther(const toml::node& node, const std::string& key, Comparison& comparison) {
    if (comparison.comparator != Comparator::SameAs && comparison.comparator != Comparator::DiffersFrom &&
        comparison.comparator != Comparator::Unlike)
        return;
    comparison.other = mistakes_.text(node, key);
    mistakes_.checkName(comparison.other, names(), node, key);
}

void ConditionReader::checkMessage(const toml::node& node, const DataRule& rule) {
    const auto known = factNames(rule.each, foundSubject(rule.where));
    for (const auto& name : namesIn(rule.message)) mistakes_.checkName(name, known, node, "message");
}

}  // namespace tidewaiter::inspection
