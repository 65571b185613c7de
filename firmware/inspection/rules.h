// Rules: fields and regions held against the declaration.
// Thread rule: pure functions over values, safe to call from any thread.
//
// Which rules apply, their thresholds and severities are the policy (policy.h), which is data, and so are the
// rules that compare values (FORMAT.md). What takes more than comparing is a check here: write it in a
// rule_NAME.cpp, name it in rule.h and in the table of rules.cpp, give it settings in models/data/policy.toml
// and rows in tests/inspection.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/inspection/declaration.h"
#include "firmware/inspection/finding.h"
#include "firmware/inspection/policy.h"
#include "models/board_dies.h"
#include "models/catalog.h"
#include "models/lexicon.h"
#include "models/marking_grammar.h"
#include "models/markings.h"
#include "models/package_codes.h"
#include "models/print_words.h"
#include "ocr/field.h"
#include "ocr/reading.h"
#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::watchlist {
class Lists;
class SeenSerials;
}  // namespace tidewaiter::watchlist

namespace tidewaiter::inspection {

/// What markings look like, whoever the maker: their grammar, and words that stand on anything.
struct KnownMarks {
    models::MarkingGrammar grammar;
    models::PrintWords words;
};

/// Everything the rules look at. Borrowed for the call; ids are given.
struct Case {
    const Declaration& declaration;
    const std::vector<vision::Frame>& frames;
    const std::vector<vision::Region>& regions;
    const std::vector<ocr::Reading>& readings;
    const std::vector<ocr::Field>& fields;
    const models::Catalog& catalog;
    const models::Lexicon& lexicon;
    const models::Markings& markings;
    const models::PackageCodes& packages = models::PackageCodes::none();
    const models::BoardDies& boardDies = models::BoardDies::none();
    const KnownMarks* marks = nullptr;             ///< null: nobody knows what markings look like
    const watchlist::Lists* lists = nullptr;       ///< null: no watchlists are in use
    const watchlist::SeenSerials* seen = nullptr;  ///< null: earlier inspections are not remembered
    std::string_view day{};                        ///< of the inspection, ISO 8601: which entries count
};

/// What came of one rule.
struct RuleOutcome {
    std::string rule;               ///< its id
    std::vector<Finding> findings;  ///< none when it stayed silent
    std::string silence;            ///< why it stayed silent, one sentence; empty when it did not
};

/// Ids of the rules that are built in, in the order of the table.
[[nodiscard]] std::vector<std::string> ruleNames();

/// What came of every rule: the built-in ones in the order of the table, then those of the policy in its
/// order.
[[nodiscard]] std::vector<RuleOutcome> outcomesOf(const Case& item, const Policy& policy);

/// The findings of every enabled rule, most severe first, then by score.
[[nodiscard]] std::vector<Finding> judge(const Case& item, const Policy& policy);

}  // namespace tidewaiter::inspection
