// Replay: what has changed where a sealed inspection is made again from its own pictures.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "firmware/inspection/inspection.h"

namespace tidewaiter::records {

/// Something that stood only in one of the two, in words: "[hold] controlled.part: ...".
using Differences = std::vector<std::string>;

/// A part of what judges, which is not the recorded one.
struct VersionChange {
    std::string part;      ///< "program", "policy", "model ...", "list ..."
    std::string recorded;  ///< empty: it was not there
    std::string now;       ///< empty: it is there no more

    bool operator==(const VersionChange&) const = default;
};

struct Replay {
    std::string inspection;  ///< id
    std::string time;        ///< of the recorded inspection
    std::vector<VersionChange> versions;
    inspection::Verdict recorded = inspection::Verdict::Inspect;
    inspection::Verdict now = inspection::Verdict::Inspect;
    Differences findingsGone;
    Differences findingsNew;
    Differences fieldsGone;
    Differences fieldsNew;
    /// What a replay cannot do as it was done then, a sentence each.
    std::vector<std::string> limits;

    /// Whether it found the same and came to the same verdict, be it by other versions.
    [[nodiscard]] bool isSame() const;
};

/// Ids, places and times it took are not compared. Serial numbers of earlier inspections are not looked up in
/// a replay: what was found by them is left out on both sides.
[[nodiscard]] Replay compare(const inspection::Inspection& recorded, const inspection::Inspection& now);

/// For people, some lines.
[[nodiscard]] std::string textOf(const Replay& replay);
/// FORMAT.md says what it holds.
[[nodiscard]] nlohmann::json jsonOf(const Replay& replay);

}  // namespace tidewaiter::records
