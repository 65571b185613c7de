// Rule: one check of the table in rules.cpp, and what it is given. Inside firmware/inspection only.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <string_view>
#include <vector>

#include "firmware/inspection/declared.h"
#include "firmware/inspection/finding.h"
#include "firmware/inspection/listed_numbers.h"
#include "firmware/inspection/places.h"
#include "firmware/inspection/policy.h"
#include "firmware/inspection/rules.h"

namespace tidewaiter::inspection {

/// What a check looks at. Borrowed for the call.
struct RuleInput {
    std::string_view rule;  ///< its id
    const Case& item;
    const Declared& declared;
    const Policy& policy;
    const RulePolicy& settings;
    const Places& places;
    const ListedNumbers& listed;
};

/// A check returns its findings with score, message and evidence; `severity` is the highest that this
/// evidence allows. The table adds the rule's id, lowers the severity to what the policy says, and adds the
/// policy's source where the finding has none.
using Check = std::vector<Finding> (*)(const RuleInput& input);

std::vector<Finding> checkElectronics(const RuleInput& input);        // rule_electronics.cpp
std::vector<Finding> checkControlled(const RuleInput& input);         // rule_controlled.cpp
std::vector<Finding> checkGenericWords(const RuleInput& input);       // rule_controlled.cpp
std::vector<Finding> checkExportControl(const RuleInput& input);      // rule_controlled.cpp
std::vector<Finding> checkPrintAgainstCodes(const RuleInput& input);  // rule_label_print.cpp
std::vector<Finding> checkLabelConditions(const RuleInput& input);    // rule_label_condition.cpp
std::vector<Finding> checkUnitCodes(const RuleInput& input);          // rule_unit_code.cpp
std::vector<Finding> checkBodies(const RuleInput& input);             // rule_body.cpp
std::vector<Finding> checkLeads(const RuleInput& input);              // rule_leads.cpp
std::vector<Finding> checkTwins(const RuleInput& input);              // rule_twins.cpp
std::vector<Finding> checkBoardDies(const RuleInput& input);          // rule_board_die.cpp
std::vector<Finding> checkGpuNumbers(const RuleInput& input);         // rule_gpu_numbers.cpp
std::vector<Finding> checkDeclaredProduct(const RuleInput& input);    // rule_gpu_numbers.cpp
std::vector<Finding> checkLabelDates(const RuleInput& input);         // rule_label_date.cpp
std::vector<Finding> checkSerialTwice(const RuleInput& input);        // rule_gpu_numbers.cpp
std::vector<Finding> checkUnknownBrands(const RuleInput& input);      // rule_unknown_brand.cpp
std::vector<Finding> checkUnknownMakers(const RuleInput& input);      // rule_unknown_maker.cpp
std::vector<Finding> checkListedNumbers(const RuleInput& input);      // rule_watchlist.cpp
std::vector<Finding> checkPossibleNumbers(const RuleInput& input);    // rule_watchlist.cpp
std::vector<Finding> checkListedNames(const RuleInput& input);        // rule_watchlist.cpp
std::vector<Finding> checkUnreadableLists(const RuleInput& input);    // rule_watchlist.cpp
std::vector<Finding> checkListedParties(const RuleInput& input);      // rule_parties.cpp
std::vector<Finding> checkPossibleParties(const RuleInput& input);    // rule_parties.cpp
std::vector<Finding> checkSharedAddresses(const RuleInput& input);    // rule_parties.cpp
std::vector<Finding> checkOldLists(const RuleInput& input);           // rule_old_lists.cpp
std::vector<Finding> checkSeenBefore(const RuleInput& input);         // rule_seen_before.cpp
std::vector<Finding> checkGoodsDiffer(const RuleInput& input);        // rule_goods.cpp
std::vector<Finding> checkHsDiffers(const RuleInput& input);          // rule_goods.cpp
std::vector<Finding> checkUnknownGoods(const RuleInput& input);       // rule_goods.cpp
std::vector<Finding> checkSurfaces(const RuleInput& input);           // rule_surface.cpp
std::vector<Finding> checkUnreadableFrames(const RuleInput& input);   // rule_quality.cpp
std::vector<Finding> checkUnusedLights(const RuleInput& input);       // rule_quality.cpp

}  // namespace tidewaiter::inspection
