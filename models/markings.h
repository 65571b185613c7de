// Markings: what is printed on chips and boards: makers' part-number prefixes, brands, date codes, origins,
// approval words, makers' network addresses. Data: markings/prefixes.json, brands.json, compliance.json,
// origins.json, mac_prefixes.json (FORMAT.md).
// Thread rule: immutable after load(), safe to use from any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/error.h"
#include "models/store.h"

namespace tidewaiter::models {

struct PartNumberMatch {
    std::string part;     ///< the token that looks like a part number, as it stands in the text
    std::string maker;    ///< "NXP (Philips)"; prefixes are shared between makers: a hint, never a proof
    std::string what;     ///< "audio amplifier", "GPU die"
    double strength = 0;  ///< in [0, 1]: how unlikely the shape is by chance: "AD102" below 0.4, "TDA1517P"
                          ///< 0.7, "STM32F103C8T6" above 0.9
    std::string source;
};

struct BrandMatch {
    std::string brand;
    bool electronics = false;  ///< a maker of chips, boards or computers
    double strength = 0;  ///< in [0, 1]: how likely the word is meant as the brand ("CREATIVE" and "APPLE"
                          ///< are also words: 0.3)
    std::string source;
};

struct ComplianceMatch {
    std::string mark;          ///< "FCC", "CE", "RoHS", "Tested To Comply With FCC Standards"
    bool electronics = false;  ///< only electrical goods carry it
    std::string source;
};

class Markings {
  public:
    [[nodiscard]] static Expected<Markings> load(const Store& store);

    /// Tokens of `line` that have the shape of a maker's part number, strongest first.
    [[nodiscard]] std::vector<PartNumberMatch> partNumbers(std::string_view line) const;
    /// Brands named in `line` as whole words, strongest first.
    [[nodiscard]] std::vector<BrandMatch> brands(std::string_view line) const;
    /// Approval words in `line`.
    [[nodiscard]] std::vector<ComplianceMatch> compliance(std::string_view line) const;
    /// ISO 3166 alpha-2 code of the country that `line` names as origin, or empty: behind a phrase ("MADE IN
    /// CHINA"), or as the only word beside numbers and single letters ("MALAYSIA", "9826 KOREA").
    [[nodiscard]] std::string origin(std::string_view line) const;
    /// Maker that the block of the network address ("28:C2:DD:7A:2E:29") is registered for, or empty where it
    /// is not listed. The longest listed block decides.
    [[nodiscard]] std::string macMaker(std::string_view address) const;

    struct Index;  ///< how it is kept, in markings_index.h

  private:
    explicit Markings(std::shared_ptr<const Index> index) : index_(std::move(index)) {}

    std::shared_ptr<const Index> index_;
};

}  // namespace tidewaiter::models
