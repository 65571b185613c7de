// Clues: what on an item speaks for electronics, and what the clues say together.
// Thread rule: pure functions over values, safe to call from any thread.
//
// Clues are combined by noisy-or (J. Pearl, Probabilistic Reasoning in Intelligent Systems, 1988, 4.3.2):
// each clue k would by itself show electronics with probability p(k), and independent clues fail to show it
// only together: P = 1 - (1-p(1))(1-p(2))... To keep what is not independent from counting twice, a reading
// speaks once (a line "NVIDIA GPU" is one clue, its best), and the clues of one kind together stay below the
// policy's kindLimit. p(k) is the policy's weight of the kind times how sure the clue itself is, so the
// result is a probability as far as the weights are right; they are data.
#pragma once

#include <string>
#include <vector>

#include "firmware/inspection/policy.h"
#include "firmware/inspection/rules.h"
#include "ocr/field.h"

namespace tidewaiter::inspection {

struct Clue {
    ClueKind kind = ClueKind::PartNumber;
    double probability = 0;             ///< in [0, 1], that the item is electronics by this clue alone
    bool exact = false;                 ///< a part number, die marking or model name of the catalogue
    std::string phrase;                 ///< for the sentence: "part number TDA1517P (NXP)"
    std::vector<std::string> readings;  ///< ids of the readings it comes from, none for appearance
    std::vector<std::string> fields;    ///< ids
    std::vector<std::string> regions;   ///< ids
};

/// All clues of `item` that speak for electronics, strongest first.
[[nodiscard]] std::vector<Clue> electronicsClues(const Case& item, const Policy& policy);

struct Support {
    double score = 0;         ///< in [0, 1], noisy-or of `clues`
    int kinds = 0;            ///< how many kinds speak with at least kWeakClue
    bool exact = false;       ///< one of the clues is exact
    bool named = false;       ///< the item's own words or the catalogue name electronic goods
    std::vector<Clue> clues;  ///< those that counted, strongest first
};

/// A kind of clue below this does not count as a kind of its own.
inline constexpr double kWeakClue = 0.15;

/// What `clues` (strongest first) say together, without those of the kinds `ignored`.
[[nodiscard]] Support combine(const std::vector<Clue>& clues, const std::vector<ClueKind>& ignored,
                              double kindLimit);

/// How sure it is that `field` names its catalogue entry, in [0, 1]: the field's confidence, bounded by how
/// unlikely the match is by chance. 0 without an entry.
struct EntryMatch {
    const models::CatalogEntry* entry = nullptr;  ///< null when the field names none
    double probability = 0;
    bool exact = false;                                     ///< by part number, die marking or model name
    models::MatchedBy by = models::MatchedBy::ProductName;  ///< where the probability is not 0
};
[[nodiscard]] EntryMatch entryOf(const ocr::Field& field, const Case& item);

/// Ids of the regions in which the readings `ids` were read, each once.
[[nodiscard]] std::vector<std::string> regionsOf(const std::vector<std::string>& ids, const Case& item);

}  // namespace tidewaiter::inspection
