// Rules: fields and regions held against the declaration.
// Thread rule: pure functions over values, safe to call from any thread.
//
// Which rules apply, their thresholds and severities are the policy, which is data (models/data/policy.json),
// so that a signed update can replace it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "firmware/inspection/declaration.h"
#include "firmware/inspection/finding.h"
#include "models/catalog.h"
#include "models/error.h"
#include "models/lexicon.h"
#include "models/store.h"
#include "ocr/field.h"
#include "ocr/reading.h"
#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::inspection {

/// One rule's settings.
struct RulePolicy {
    bool enabled = true;
    Severity severity = Severity::Inspect;  ///< of the finding at full score
    double minScore = 0.5;                  ///< in [0, 1]: below, the rule stays silent
    std::string source;                     ///< what justifies the rule
};

class Policy {
  public:
    /// Reads "policy.json". An unknown rule, key or value is refused, naming it and the nearest known one.
    [[nodiscard]] static Expected<Policy> load(const models::Store& store);
    [[nodiscard]] static Expected<Policy> parse(const std::string& json, const std::string& name);
    /// Settings of a rule. Precondition: `rule` is one of ours.
    [[nodiscard]] const RulePolicy& of(const std::string& rule) const;

  private:
    std::map<std::string, RulePolicy> rules_;
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
};

/// Runs every enabled rule; findings come most severe first, then by score.
[[nodiscard]] std::vector<Finding> judge(const Case& item, const Policy& policy);

}  // namespace tidewaiter::inspection
