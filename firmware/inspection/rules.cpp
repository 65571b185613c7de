#include "firmware/inspection/rules.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "firmware/inspection/rule.h"

namespace tidewaiter::inspection {

namespace {

struct Rule {
    std::string_view name;
    Check check;
};

/// Every rule, by the id that stands in the policy and in findings.
constexpr std::array kRules = {
    Rule{"declaration.electronics-in-food", checkElectronics},
    Rule{"declaration.electronics-in-toys", checkElectronics},
    Rule{"declaration.electronics-in-clothing", checkElectronics},
    Rule{"declaration.electronics-in-household", checkElectronics},
    Rule{"declaration.electronics-in-vehicle", checkElectronics},
    Rule{"declaration.electronics-in-paper", checkElectronics},
    Rule{"catalog.controlled", checkControlled},
    Rule{"label.export-control", checkExportControl},
    Rule{"package.unit-code-twice", checkUnitCodes},
    Rule{"package.body-differs", checkBodies},
    Rule{"package.leads-differ", checkLeads},
    Rule{"package.twins-differ", checkTwins},
    Rule{"board.die-differs", checkBoardDies},
    Rule{"package.unknown-maker", checkUnknownMakers},
    Rule{"declaration.generic", checkGenericWords},
    Rule{"declaration.goods-differ", checkGoodsDiffer},
    Rule{"declaration.hs-differs", checkHsDiffers},
    Rule{"declaration.unknown", checkUnknownGoods},
    Rule{"package.surface", checkSurfaces},
    Rule{"quality.unreadable", checkUnreadableFrames},
    Rule{"quality.lights", checkUnusedLights},
};

/// The severity of a finding with this score: the policy's from fullScore on, one step lower before.
Severity severityOf(const RulePolicy& settings, double score) {
    if (score >= settings.fullScore || settings.severity == Severity::Info) return settings.severity;
    return settings.severity == Severity::Hold ? Severity::Inspect : Severity::Info;
}

std::vector<Finding> run(const Rule& rule, const Case& item, const Declared& declared, const Policy& policy) {
    const auto& settings = policy.of(rule.name);
    if (!settings.enabled) return {};
    std::vector<Finding> findings;
    for (auto& finding : rule.check({rule.name, item, declared, policy, settings})) {
        if (finding.score < settings.minScore) continue;
        finding.rule = rule.name;
        finding.severity = std::min(finding.severity, severityOf(settings, finding.score));
        if (finding.source.empty()) finding.source = settings.source;
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace

std::vector<std::string> ruleNames() {
    std::vector<std::string> names;
    for (const auto& rule : kRules) names.emplace_back(rule.name);
    return names;
}

std::vector<Finding> judge(const Case& item, const Policy& policy) {
    const auto declared = understandDeclaration(item.declaration, item.lexicon);
    std::vector<Finding> findings;
    for (const auto& rule : kRules) {
        for (auto& finding : run(rule, item, declared, policy)) findings.push_back(std::move(finding));
    }
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return std::tuple(a.severity, a.score) > std::tuple(b.severity, b.score);
    });
    return findings;
}

}  // namespace tidewaiter::inspection
