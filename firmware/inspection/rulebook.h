// Rulebook: everything the inspector knows, all of it data. Thread rule: immutable after loading, safe to use
// from any thread.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "firmware/inspection/inspection.h"
#include "firmware/inspection/policy.h"
#include "firmware/inspection/rules.h"
#include "models/captions.h"
#include "models/error.h"
#include "models/store.h"

namespace tidewaiter::inspection {

struct Rulebook {
    models::Catalog catalog;
    models::Lexicon lexicon;
    models::Markings markings;
    models::Captions captions;
    Policy policy;
    models::PackageCodes packages{};
    models::BoardDies boardDies{};
    std::optional<KnownMarks> marks{};
    std::shared_ptr<const watchlist::Lists> lists{};       ///< null: none are in use
    std::shared_ptr<const watchlist::SeenSerials> seen{};  ///< null: nothing is remembered

    /// Reads it from the store, but for the policy where one is given. Fails with the sentence of the part
    /// that is missing or wrong.
    [[nodiscard]] static Expected<Rulebook> load(const models::Store& store,
                                                 const std::optional<Policy>& policy = std::nullopt);
};

/// What the rules look at in an inspection. Borrows from both.
[[nodiscard]] Case caseOf(const Inspection& item, const Rulebook& rulebook);

/// What the readings of the inspection mean by what the rulebook knows, numbered d1, d2, ...
[[nodiscard]] std::vector<ocr::Field> understoodFields(const Inspection& item, const Rulebook& rulebook);

}  // namespace tidewaiter::inspection
