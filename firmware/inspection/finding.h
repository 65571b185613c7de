// Finding: a rule that fired, with the sentence an officer can read out and the evidence behind it.
// Thread rule: immutable value, safe to copy between threads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "models/severity.h"

namespace tidewaiter::inspection {

using models::kSeverities;
using models::Severity;

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
