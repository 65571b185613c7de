// declaration.electronics-in-FAMILY: electronics seen where goods were declared that hold none.
#include <cassert>

#include "firmware/inspection/clues.h"
#include "firmware/inspection/rule.h"

namespace tidewaiter::inspection {

namespace {

constexpr std::string_view kPrefix = "declaration.electronics-in-";
/// A sentence that is read out names no more clues than this.
constexpr std::size_t kMaxPhrases = 6;

models::GoodsFamily familyOf(std::string_view rule) {
    const auto family = models::kGoodsFamilies.parse(rule.substr(kPrefix.size()));
    assert(family && "the rule's id ends in a goods family");
    return *family;
}

std::string listed(const std::vector<Clue>& clues) {
    std::string list;
    for (std::size_t i = 0; i < std::min(clues.size(), kMaxPhrases); ++i) {
        list += (i == 0 ? "" : ", ") + clues[i].phrase;
    }
    if (clues.size() > kMaxPhrases) list += " and " + std::to_string(clues.size() - kMaxPhrases) + " more";
    return list;
}

/// One weak thing never holds: it takes two kinds of clue or one exact name; goods that may contain some
/// electronics must name more than that.
Severity highestFor(const Support& support, const RulePolicy& settings) {
    if (!support.exact && support.kinds < 2) return Severity::Inspect;
    if (settings.mayContainElectronics && !support.named) return Severity::Inspect;
    return Severity::Hold;
}

}  // namespace

std::vector<Finding> checkElectronics(const RuleInput& input) {
    if (input.declared.family() != familyOf(input.rule)) return {};
    const auto support =
        combine(electronicsClues(input.item, input.policy), input.settings.ignores, input.policy.kindLimit());
    if (support.clues.empty()) return {};
    // Some electronics belongs to a toy: what names no electronic goods must be certain to mean more.
    if (input.settings.mayContainElectronics && !support.named && support.score < input.settings.fullScore)
        return {};
    Finding finding;
    finding.severity = highestFor(support, input.settings);
    finding.score = support.score;
    finding.message =
        input.declared.phrase + ", but the item shows electronics: " + listed(support.clues) + ".";
    for (const auto& clue : support.clues) {
        finding.fields.insert(finding.fields.end(), clue.fields.begin(), clue.fields.end());
        for (const auto& region : clue.regions) {
            if (std::find(finding.regions.begin(), finding.regions.end(), region) == finding.regions.end())
                finding.regions.push_back(region);
        }
    }
    return {finding};
}

}  // namespace tidewaiter::inspection
