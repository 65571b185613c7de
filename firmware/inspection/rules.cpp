#include "firmware/inspection/rules.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "firmware/inspection/data_rule.h"
#include "firmware/inspection/facts.h"
#include "firmware/inspection/rule.h"
#include "firmware/inspection/silence.h"

namespace tidewaiter::inspection {

namespace {

struct Rule {
    std::string_view name;
    Check check;
    std::string_view silence;  ///< why it found nothing, where silence.h has nothing to say
};

/// Every rule, by the id that stands in the policy and in findings.
constexpr std::array kRules = {
    Rule{"declaration.electronics-in-food", checkElectronics,
         "Food was not declared, or nothing on the item speaks for electronics."},
    Rule{"declaration.electronics-in-toys", checkElectronics,
         "Toys were not declared, or nothing on the item speaks for more electronics than toys hold."},
    Rule{"declaration.electronics-in-clothing", checkElectronics,
         "Clothing was not declared, or nothing on the item speaks for electronics."},
    Rule{"declaration.electronics-in-household", checkElectronics,
         "Household goods were not declared, or nothing on the item speaks for more electronics than they "
         "hold."},
    Rule{"declaration.electronics-in-vehicle", checkElectronics,
         "Vehicle parts were not declared, or nothing on the item speaks for more electronics than they "
         "hold."},
    Rule{"declaration.electronics-in-paper", checkElectronics,
         "Paper was not declared, or nothing on the item speaks for electronics."},
    Rule{"catalog.controlled", checkControlled, "Nothing that was read names a controlled product."},
    Rule{"watchlist.listed", checkListedNumbers, "No number that was read stands on a watchlist for sure."},
    Rule{"watchlist.possible", checkPossibleNumbers,
         "No number that was read can be one on a watchlist without being it for sure."},
    Rule{"watchlist.named", checkListedNames, "No brand or phrase of a watchlist was read for sure."},
    Rule{"watchlist.party", checkListedParties, "No party of a watchlist was declared or read for sure."},
    Rule{"watchlist.party-possible", checkPossibleParties,
         "No party that was declared or read resembles one of a watchlist."},
    Rule{"watchlist.same-address", checkSharedAddresses,
         "No party that was declared or read has the address of one of a watchlist under another name."},
    Rule{"watchlist.seen-before", checkSeenBefore,
         "No sure serial number was read by an earlier inspection of other goods."},
    Rule{"watchlist.unreadable", checkUnreadableLists, "Every watchlist could be asked for each number."},
    Rule{"watchlist.old", checkOldLists,
         "The watchlists are as new as their publisher asks, or none is synchronized."},
    Rule{"label.export-control", checkExportControl, "No label states an export-control number."},
    Rule{"label.print-contradicts-code", checkPrintAgainstCodes,
         "No code is contradicted by the print beside it."},
    Rule{"label.covered", checkLabelConditions, "No label shows the edge of another one that it covers."},
    Rule{"label.removed", checkLabelConditions, "No label shows that it, or a part of it, was taken off."},
    Rule{"package.unit-code-twice", checkUnitCodes, "No unit code was seen on two chips or boards."},
    Rule{"package.body-differs", checkBodies, "No body is known to differ from what its part number says."},
    Rule{"package.leads-differ", checkLeads, "No counted leads differ from what the part number says."},
    Rule{"package.twins-differ", checkTwins, "No chips of one part number and lot differ."},
    Rule{"board.die-differs", checkBoardDies, "No board and die contradict each other."},
    Rule{"package.unknown-maker", checkUnknownMakers, "No large package names a maker that nobody knows."},
    Rule{"label.numbers-differ", checkGpuNumbers,
         "No names or numbers of GPUs on one label or board contradict each other."},
    Rule{"label.serial-twice", checkSerialTwice,
         "No serial number was read on two labels that name different GPUs."},
    Rule{"label.date-differs", checkLabelDates,
         "No label with a code dates a chip's part number half a year from what the chip is marked."},
    Rule{"label.unknown-brand", checkUnknownBrands,
         "No label with numbers or words of a data-centre GPU names a brand that nobody knows."},
    Rule{"declaration.product-differs", checkDeclaredProduct,
         "No GPU was declared by its name, or nothing that was read says that it is another one."},
    Rule{"declaration.generic", checkGenericWords,
         "The declaration is not general, or nothing names a controlled product."},
    Rule{"declaration.goods-differ", checkGoodsDiffer,
         "No words for other goods were read, or they do not contradict what was declared."},
    Rule{"declaration.hs-differs", checkHsDiffers, "No HS code contradicts what was declared."},
    Rule{"declaration.unknown", checkUnknownGoods, "The declared goods are known, or nothing was declared."},
    Rule{"package.surface", checkSurfaces, "No upper side shows that it was worked on."},
    Rule{"quality.unreadable", checkUnreadableFrames, "Every photo can be relied on."},
    Rule{"quality.lights", checkUnusedLights, "All photos under several lights were used together."},
};

/// The severity of a finding with this score: the policy's from fullScore on, one step lower before.
Severity severityOf(const RulePolicy& settings, double score) {
    if (score >= settings.fullScore || settings.severity == Severity::Info) return settings.severity;
    return settings.severity == Severity::Hold ? Severity::Inspect : Severity::Info;
}

/// The findings with what the policy says of them; those below its least score are left out.
RuleOutcome settled(std::string_view rule, const RulePolicy& settings, RuleAnswer answer) {
    RuleOutcome outcome{std::string(rule), {}, std::move(answer.silence)};
    double strongest = 0;
    for (auto& finding : answer.findings) {
        strongest = std::max(strongest, finding.score);
        if (finding.score < settings.minScore) continue;
        finding.rule = rule;
        finding.severity = std::min(finding.severity, severityOf(settings, finding.score));
        if (finding.source.empty()) finding.source = settings.source;
        outcome.findings.push_back(std::move(finding));
    }
    if (outcome.findings.empty() && !answer.findings.empty()) {
        outcome.silence = "Too unsure: the score is " + spoken(Fact(strongest)) + ", the policy asks for " +
                          spoken(Fact(settings.minScore)) + ".";
    }
    return outcome;
}

RuleAnswer answerOf(const Rule& rule, const RuleInput& input) {
    RuleAnswer answer{rule.check(input), {}};
    if (!answer.findings.empty()) return answer;
    answer.silence = silenceOf(input);
    if (answer.silence.empty()) answer.silence = rule.silence;
    return answer;
}

}  // namespace

std::vector<std::string> ruleNames() {
    std::vector<std::string> names;
    for (const auto& rule : kRules) names.emplace_back(rule.name);
    return names;
}

std::vector<RuleOutcome> outcomesOf(const Case& item, const Policy& policy) {
    const auto declared = understandDeclaration(item.declaration, item.lexicon);
    const auto places = placesOf(item.regions, item.readings);
    const auto listed = listedNumbers(item);
    std::vector<RuleOutcome> outcomes;
    const auto add = [&](std::string_view name, const auto& answer) {
        const auto& settings = policy.of(name);
        const RuleInput input{name, item, declared, policy, settings, places, listed};
        outcomes.push_back(settings.enabled
                               ? settled(name, settings, answer(input))
                               : RuleOutcome{std::string(name), {}, "The policy switches it off."});
    };
    for (const auto& rule : kRules)
        add(rule.name, [&](const RuleInput& input) { return answerOf(rule, input); });
    for (const auto& name : policy.dataRules())
        add(name, [](const RuleInput& input) { return answerOf(*input.settings.data, input); });
    return outcomes;
}

std::vector<Finding> judge(const Case& item, const Policy& policy) {
    std::vector<Finding> findings;
    for (auto& outcome : outcomesOf(item, policy)) {
        for (auto& finding : outcome.findings) findings.push_back(std::move(finding));
    }
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return std::tuple(a.severity, a.score) > std::tuple(b.severity, b.score);
    });
    return findings;
}

}  // namespace tidewaiter::inspection
