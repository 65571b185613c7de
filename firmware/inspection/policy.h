// Policy: which rules apply, from which score, how severe they are, and how much each kind of clue weighs.
// Thread rule: immutable after loading, safe to use from any thread.
//
// All of it is data (models/data/policy.json), so that a signed update can replace it. Format: FORMAT.md.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/inspection/finding.h"
#include "models/catalog.h"
#include "models/error.h"
#include "models/name_table.h"
#include "models/store.h"

namespace tidewaiter::inspection {

/// Kinds of clue that an item is electronics. Clues of different kinds are taken as independent.
enum class ClueKind {
    Catalog,
    PartNumber,
    Brand,
    Compliance,
    Appearance,
    Silkscreen,
    Goods,
    HsCode,
    MacAddress
};

inline constexpr auto kClueKinds = makeNameTable<ClueKind>({{ClueKind::Catalog, "catalog"},
                                                            {ClueKind::PartNumber, "partNumber"},
                                                            {ClueKind::Brand, "brand"},
                                                            {ClueKind::Compliance, "compliance"},
                                                            {ClueKind::Appearance, "appearance"},
                                                            {ClueKind::Silkscreen, "silkscreen"},
                                                            {ClueKind::Goods, "goods"},
                                                            {ClueKind::HsCode, "hsCode"},
                                                            {ClueKind::MacAddress, "macAddress"}});

/// One rule's settings.
struct RulePolicy {
    bool enabled = true;
    Severity severity = Severity::Inspect;  ///< of the finding from `fullScore` on; one step lower before
    double minScore = 0.5;                  ///< in [0, 1]: below, the rule stays silent
    double fullScore = 0.5;                 ///< in [0, 1], not below minScore
    bool mayContainElectronics = false;     ///< such goods may: no hold without a catalogued or declared one
    std::vector<ClueKind> ignores;          ///< clues that mean nothing on such goods
    std::string source;                     ///< what justifies the rule
};

class Policy {
  public:
    /// Reads "policy.json". An unknown rule, key or value is refused, naming it and the nearest known one; so
    /// is a policy that leaves out a rule: switching one off must be said.
    [[nodiscard]] static Expected<Policy> load(const models::Store& store);
    /// `text` is JSON, `name` stands for it in messages.
    [[nodiscard]] static Expected<Policy> parse(const std::string& text, const std::string& name);

    /// Settings of a rule. Precondition: `rule` is one of ours.
    [[nodiscard]] const RulePolicy& of(std::string_view rule) const;
    /// How likely one certain clue of this kind alone means electronics, in [0, 1].
    [[nodiscard]] double weightOf(ClueKind kind) const { return weights_.at(kind); }
    /// The most that clues of one kind can reach together, in [0, 1].
    [[nodiscard]] double kindLimit() const { return kindLimit_; }
    /// Ids of the goods classes (models::Lexicon) by which a catalogue entry of this kind is rightly
    /// declared.
    [[nodiscard]] const std::vector<std::string>& declaredAs(models::EntryKind kind) const {
        return declaredAs_.at(kind);
    }
    /// Ids of the goods classes that are too vague to say what is in a box.
    [[nodiscard]] const std::vector<std::string>& vagueGoods() const { return vagueGoods_; }

  private:
    friend class PolicyParser;

    std::map<std::string, RulePolicy, std::less<>> rules_;
    std::map<ClueKind, double> weights_;
    std::map<models::EntryKind, std::vector<std::string>> declaredAs_;
    std::vector<std::string> vagueGoods_;
    double kindLimit_ = 0.85;
};

}  // namespace tidewaiter::inspection
