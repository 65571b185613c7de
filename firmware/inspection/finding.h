// Finding: a rule that fired, with the sentence an officer can read out and the evidence behind it.
// Thread rule: immutable value, safe to copy between threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "models/name_table.h"

namespace tidewaiter::inspection {

enum class Severity { Info, Inspect, Hold };

inline constexpr auto kSeverities = makeNameTable<Severity>(
    {{Severity::Info, "info"}, {Severity::Inspect, "inspect"}, {Severity::Hold, "hold"}});

struct Finding {
    std::string rule;  ///< "declaration.electronics-in-food"
    Severity severity = Severity::Info;
    double score = 0;     ///< in [0, 1]: how sure the machine is that the sentence is true
    std::string message;  ///< one sentence, plain words, names what was read and what was declared
    std::vector<std::string> regions;  ///< ids of the regions that are its evidence
    std::vector<std::string> fields;   ///< ids of the fields that are its evidence
    std::string source;                ///< what justifies the rule: catalogue source, standard, regulation

    bool operator==(const Finding&) const = default;
};

void to_json(nlohmann::json& json, const Finding& finding);
void from_json(const nlohmann::json& json, Finding& finding);

}  // namespace tidewaiter::inspection
