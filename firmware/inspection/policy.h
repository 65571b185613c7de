// Policy: which rules apply, from which score, how severe they are, and how much each kind of clue weighs.
// Thread rule: immutable after loading, safe to use from any thread.
//
// All of it is data (models/data/policy.toml), so that a signed update can replace it. Format: FORMAT.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/inspection/condition.h"
#include "firmware/inspection/finding.h"
#include "firmware/inspection/verdict.h"
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
                                                            {ClueKind::PartNumber, "part_number"},
                                                            {ClueKind::Brand, "brand"},
                                                            {ClueKind::Compliance, "compliance"},
                                                            {ClueKind::Appearance, "appearance"},
                                                            {ClueKind::Silkscreen, "silkscreen"},
                                                            {ClueKind::Goods, "goods"},
                                                            {ClueKind::HsCode, "hs_code"},
                                                            {ClueKind::MacAddress, "mac_address"}});

/// One rule's settings.
struct RulePolicy {
    bool enabled = true;
    Severity severity = Severity::Inspect;  ///< of the finding from `fullScore` on; one step lower before
    double minScore = 0.5;                  ///< in [0, 1]: below, the rule stays silent
    double fullScore = 0.5;                 ///< in [0, 1], not below minScore
    bool mayContainElectronics = false;     ///< such goods may: no hold without a catalogued or declared one
    std::vector<ClueKind> ignores;          ///< clues that mean nothing on such goods
    std::string source;                     ///< what justifies the rule
    std::optional<DataRule> data;           ///< what it asks; nothing for those that rules.cpp checks
};

/// From which figures on an export-control entry applies to a chip. All bounds hold together.
struct ControlThreshold {
    std::string entry;   ///< "3A090.a.1"
    double tppFrom = 0;  ///< total processing performance at least
    std::optional<double> tppBelow{};
    std::optional<double> densityFrom{};  ///< performance density at least
    std::optional<double> densityBelow{};
    bool datacenterOnly = false;  ///< only for what is designed or marketed for datacenters
    std::string source;
};

/// That a catalogue entry is under export control, and why.
struct Control {
    std::string entry;  ///< "3A090.a.1"
    std::string basis;  ///< why, in words an officer can look up; ends in the catalogue's caveat
};

/// How people decide about what the machine found.
struct DecisionPolicy {
    /// Verdicts that nobody overrules without a second officer.
    std::vector<Verdict> secondOfficerFor = {Verdict::Hold};
    /// Rules whose serial number is shown only after the officer has typed what they see.
    std::vector<std::string> blindRules = {"watchlist.listed", "watchlist.possible"};
    /// Codes of reasons for overruling a verdict; "other" needs a note.
    std::vector<std::string> overruleReasons = {"misread", "authorized", "examined", "wrong-declaration",
                                                "other"};

    bool operator==(const DecisionPolicy&) const = default;
};

/// How long evidence is kept.
struct EvidencePolicy {
    /// Days from sealing on, by verdict; 0 or not named: for ever.
    std::map<Verdict, int> keepDays;
    /// Days from their taking on, of pictures that no sealed inspection has; 0: for ever.
    int keepUnsealedDays = 0;

    bool operator==(const EvidencePolicy&) const = default;
};

class Policy {
  public:
    /// Reads "policy.toml".
    [[nodiscard]] static Expected<Policy> load(const models::Store& store);
    /// `text` is TOML, `name` stands for it in messages. An unknown rule, key, value or comparison is
    /// refused, naming line and nearest known name; so is a policy that leaves out a rule of ours: switching
    /// one off must be said. The error is the first mistake.
    [[nodiscard]] static Expected<Policy> parse(const std::string& text, const std::string& name);
    /// Every mistake of the policy, one sentence each, by line; none when it can be used.
    [[nodiscard]] static std::vector<std::string> mistakesIn(const std::string& text,
                                                             const std::string& name);

    /// Which policy this is, as its maker calls it: "2026-11-22".
    [[nodiscard]] const std::string& version() const { return version_; }
    /// Whose policy it is, one line: "Tidewaiter default".
    [[nodiscard]] const std::string& title() const { return title_; }
    /// Ids of the rules that are data, in the order of the policy.
    [[nodiscard]] const std::vector<std::string>& dataRules() const { return dataRules_; }
    /// By which entry `entry` is controlled: by its figures, or because it is listed; nothing when neither.
    [[nodiscard]] std::optional<Control> controlOf(const models::CatalogEntry& entry) const;

    /// Settings of a rule. Precondition: `rule` is one of ours or of dataRules().
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
    [[nodiscard]] const DecisionPolicy& decisions() const { return decisions_; }
    [[nodiscard]] const EvidencePolicy& evidence() const { return evidence_; }

  private:
    friend class PolicyReader;

    std::string version_;
    std::string title_;
    std::map<std::string, RulePolicy, std::less<>> rules_;
    std::vector<std::string> dataRules_;
    std::vector<ControlThreshold> controlled_;
    std::map<ClueKind, double> weights_;
    std::map<models::EntryKind, std::vector<std::string>> declaredAs_;
    std::vector<std::string> vagueGoods_;
    DecisionPolicy decisions_;
    EvidencePolicy evidence_;
    double kindLimit_ = 0.85;
};

}  // namespace tidewaiter::inspection
