// catalog.controlled, declaration.generic, label.export-control: controlled products and parts that the item
// names, and what its own label says about export control.
#include <algorithm>

#include "firmware/inspection/clues.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"

namespace tidewaiter::inspection {

using models::CatalogEntry;

namespace {

/// A controlled catalogue entry with everything on the item that names it.
struct Named {
    const CatalogEntry* entry = nullptr;
    std::string basis;  ///< by which entry of the control list, and why
    double score = 0;   ///< of the surest field
    std::string value;  ///< of the surest field
    std::vector<std::string> fields;
    std::vector<std::string> regions;
};

std::vector<Named> controlledEntries(const RuleInput& input) {
    const auto& item = input.item;
    std::vector<Named> all;
    for (const auto& field : item.fields) {
        const auto match = entryOf(field, item);
        const auto control = match.entry != nullptr ? input.policy.controlOf(*match.entry) : std::nullopt;
        if (!control) continue;
        auto named =
            std::find_if(all.begin(), all.end(), [&](const Named& n) { return n.entry == match.entry; });
        if (named == all.end()) named = all.insert(all.end(), {match.entry, control->basis, 0, {}, {}, {}});
        if (match.probability > named->score) {
            named->score = match.probability;
            named->value = field.value;
        }
        named->fields.push_back(field.id);
        for (const auto& region : regionsOf(field.readings, item)) {
            if (std::find(named->regions.begin(), named->regions.end(), region) == named->regions.end())
                named->regions.push_back(region);
        }
    }
    return all;
}

Finding findingOf(const Named& named, Severity highest, std::string message) {
    Finding finding;
    finding.severity = highest;
    finding.score = named.score;
    finding.message = std::move(message);
    finding.regions = named.regions;
    finding.fields = named.fields;
    finding.source = named.entry->source;
    return finding;
}

/// `H100 SXM5 80 GB by NVIDIA (read: "H100 SXM5")`
std::string described(const Named& named) {
    return plainText(named.entry->name) + " by " + plainText(named.entry->vendor) +
           " (read: " + inQuotes(named.value) + ")";
}

/// Whether the declaration itself names the entry, or the class of goods it belongs to.
bool isDeclared(const CatalogEntry& entry, const RuleInput& input) {
    const auto matches = input.item.catalog.match(input.item.declaration.goods);
    const bool byName = std::any_of(matches.begin(), matches.end(),
                                    [&](const auto& match) { return match.entry->id == entry.id; });
    return byName || input.declared.names(input.policy.declaredAs(entry.kind));
}

/// Whether every declared word is too vague to say what is in the box.
bool isVague(const RuleInput& input) {
    const auto& vague = input.policy.vagueGoods();
    const auto& goods = input.declared.byWords;
    return !goods.empty() && std::all_of(goods.begin(), goods.end(), [&](const models::GoodsClass* one) {
        return std::find(vague.begin(), vague.end(), one->id) != vague.end();
    });
}

}  // namespace

std::vector<Finding> checkControlled(const RuleInput& input) {
    std::vector<Finding> findings;
    for (const auto& named : controlledEntries(input)) {
        const auto what = described(named);
        const auto basis = ": " + plainText(named.basis);
        if (isDeclared(*named.entry, input)) {
            findings.push_back(findingOf(named, Severity::Inspect,
                                         input.declared.phrase + "; the item names " + what +
                                             ", which can need an export licence" + basis +
                                             ". Check the licence."));
        } else {
            findings.push_back(findingOf(named, Severity::Hold,
                                         input.declared.phrase + ", but the item names " + what +
                                             ", which can be under export control" + basis + "."));
        }
    }
    return findings;
}

std::vector<Finding> checkGenericWords(const RuleInput& input) {
    if (!isVague(input)) return {};
    const auto all = controlledEntries(input);
    const auto surest = std::max_element(all.begin(), all.end(),
                                         [](const Named& a, const Named& b) { return a.score < b.score; });
    if (surest == all.end()) return {};
    auto finding = findingOf(*surest, Severity::Hold,
                             input.declared.phrase + ", a general name, but the item names " +
                                 described(*surest) + ". Ask what exactly is in the box.");
    finding.source.clear();  // the rule's own source: what general names have hidden before
    return {finding};
}

std::vector<Finding> checkExportControl(const RuleInput& input) {
    const bool electronicsDeclared = input.declared.family() == models::GoodsFamily::Electronics;
    std::vector<Finding> findings;
    for (const auto& field : input.item.fields) {
        if (field.type != ocr::FieldType::ExportControl) continue;
        Finding finding;
        finding.severity = electronicsDeclared ? Severity::Inspect : Severity::Hold;
        finding.score = field.confidence;
        finding.message = input.declared.phrase + "; the item's own label states export-control number " +
                          plainText(field.value) + ". Check the licence.";
        finding.fields = {field.id};
        finding.regions = regionsOf(field.readings, input.item);
        findings.push_back(std::move(finding));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
