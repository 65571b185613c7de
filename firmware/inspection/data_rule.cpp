#include "firmware/inspection/data_rule.h"

#include <algorithm>
#include <optional>

#include "firmware/inspection/clues.h"
#include "firmware/inspection/comparison.h"

namespace tidewaiter::inspection {

namespace {

/// How far a subject came: all conditions, or up to the one that failed.
struct Trial {
    bool passed = true;
    std::size_t held = 0;  ///< how many conditions held before
    std::string failure;   ///< a clause
    std::vector<Thing> evidence;
};

Trial tried(const std::vector<Condition>& where, const Scope& scope);

bool isSame(const Thing& a, const Thing& b) {
    return a.field == b.field && a.region == b.region;
}

/// Adds what was found to `trial`'s evidence, or says why the existence does not hold.
void tryExistence(const Existence& existence, const Scope& scope, Trial& trial) {
    std::optional<Thing> found;
    for (const auto& other : thingsOf(existence.subject, scope.input.item)) {
        if (isSame(other, scope.subject)) continue;
        if (!tried(existence.where, {scope.input, scope.subject, other}).passed) continue;
        found = other;
        break;
    }
    const auto name = std::string(kSubjects.nameOf(existence.subject));
    if (found.has_value() != existence.wanted) {
        trial.passed = false;
        trial.failure =
            existence.wanted ? "there is no " + name + " as the rule asks for" : "there is such a " + name;
    } else if (found) {
        trial.evidence.push_back(*found);
    }
}

Trial tried(const std::vector<Condition>& where, const Scope& scope) {
    Trial trial;
    for (const auto& condition : where) {
        if (const auto* comparison = std::get_if<Comparison>(&condition.kind)) {
            trial.passed = holds(*comparison, scope);
            if (!trial.passed) trial.failure = whyNot(*comparison, scope);
        } else {
            tryExistence(std::get<Existence>(condition.kind), scope, trial);
        }
        if (!trial.passed) return trial;
        ++trial.held;
    }
    return trial;
}

double scoreOf(const Thing& thing) {
    if (thing.field != nullptr) return thing.field->confidence;
    return thing.region != nullptr ? thing.region->score : 1.0;
}

void addOnce(std::vector<std::string>& ids, const std::string& id) {
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

void addEvidence(Finding& finding, const Thing& thing, const Case& item) {
    if (thing.region != nullptr) addOnce(finding.regions, thing.region->id);
    if (thing.field == nullptr) return;
    addOnce(finding.fields, thing.field->id);
    for (const auto& region : regionsOf(thing.field->readings, item)) addOnce(finding.regions, region);
}

void addFinding(std::vector<Finding>& findings, const DataRule& rule, const Scope& scope,
                const Trial& trial) {
    auto message = filledIn(rule.message, {scope.input, scope.subject,
                                           trial.evidence.empty() ? Thing{} : trial.evidence.front()});
    auto same = std::find_if(findings.begin(), findings.end(),
                             [&](const Finding& other) { return other.message == message; });
    if (same == findings.end()) {
        same = findings.insert(findings.end(), Finding{});
        same->message = std::move(message);
        same->severity = Severity::Hold;
    }
    double score = scoreOf(scope.subject);
    addEvidence(*same, scope.subject, scope.input.item);
    for (const auto& thing : trial.evidence) {
        score = std::min(score, scoreOf(thing));
        addEvidence(*same, thing, scope.input.item);
    }
    same->score = std::max(same->score, score);
}

std::string nameOf(const Thing& thing) {
    if (thing.field != nullptr)
        return std::string(ocr::kFieldTypes.nameOf(thing.field->type)) + " " +
               spoken(Fact(thing.field->value)) + " (" + thing.field->id + "): ";
    return thing.region != nullptr ? "Region " + thing.region->id + ": " : "";
}

/// One place in the braces of a message.
struct Hole {
    std::size_t begin = 0;  ///< of the '{'
    std::size_t end = 0;    ///< behind the '}'
};

std::optional<Hole> nextHole(const std::string& message, std::size_t from) {
    const auto begin = message.find('{', from);
    const auto end = begin == std::string::npos ? begin : message.find('}', begin);
    if (end == std::string::npos) return std::nullopt;
    return Hole{begin, end + 1};
}

}  // namespace

RuleAnswer answerOf(const DataRule& rule, const RuleInput& input) {
    RuleAnswer answer;
    std::size_t furthest = 0;
    answer.silence = "There is no " + std::string(kSubjects.nameOf(rule.each)) + " to look at.";
    bool first = true;
    for (const auto& thing : thingsOf(rule.each, input.item)) {
        const Scope scope{input, thing};
        const auto trial = tried(rule.where, scope);
        if (trial.passed) {
            addFinding(answer.findings, rule, scope, trial);
        } else if (first || trial.held > furthest) {
            furthest = trial.held;
            answer.silence = nameOf(thing) + trial.failure + ".";
            first = false;
        }
    }
    if (!answer.findings.empty()) answer.silence.clear();
    return answer;
}

std::string filledIn(const std::string& message, const Scope& scope) {
    std::string text;
    std::size_t at = 0;
    while (const auto hole = nextHole(message, at)) {
        text += message.substr(at, hole->begin - at);
        text += spoken(factOf(message.substr(hole->begin + 1, hole->end - hole->begin - 2), scope));
        at = hole->end;
    }
    return text + message.substr(at);
}

std::vector<std::string> namesIn(const std::string& message) {
    std::vector<std::string> names;
    std::size_t at = 0;
    while (const auto hole = nextHole(message, at)) {
        names.push_back(message.substr(hole->begin + 1, hole->end - hole->begin - 2));
        at = hole->end;
    }
    return names;
}

}  // namespace tidewaiter::inspection
