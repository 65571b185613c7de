#include "firmware/records/replay.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "firmware/inspection/plain_text.h"

namespace tidewaiter::records {

using inspection::Finding;
using inspection::Inspection;
using inspection::plainText;
using nlohmann::json;

namespace {

constexpr auto kSeenBefore = "watchlist.seen-before";

using VersionTable = std::map<std::string, std::string>;

VersionTable versionsOf(const inspection::Versions& versions) {
    VersionTable table = {{"program", versions.program}, {"policy", versions.policy}};
    for (const auto& [name, sha256] : versions.models) table["model " + name] = sha256;
    for (const auto& list : versions.lists) table["list " + list.name] = list.contentHash;
    return table;
}

std::vector<VersionChange> changesOf(const VersionTable& recorded, const VersionTable& now) {
    auto all = recorded;
    all.insert(now.begin(), now.end());
    const auto in = [](const VersionTable& table, const std::string& part) {
        const auto found = table.find(part);
        return found == table.end() ? std::string() : found->second;
    };
    std::vector<VersionChange> changes;
    for (const auto& [part, version] : all) {
        const VersionChange change{part, in(recorded, part), in(now, part)};
        if (change.recorded != change.now) changes.push_back(change);
    }
    return changes;
}

bool isFromMemory(const Finding& finding) {
    return finding.rule == kSeenBefore;
}

std::vector<Finding> withoutMemory(std::vector<Finding> findings) {
    findings.erase(std::remove_if(findings.begin(), findings.end(), isFromMemory), findings.end());
    return findings;
}

Differences wordsOf(const std::vector<Finding>& findings) {
    Differences words;
    for (const auto& one : findings)
        words.push_back("[" + std::string(inspection::kSeverities.nameOf(one.severity)) + "] " + one.rule +
                        ": " + one.message);
    std::sort(words.begin(), words.end());
    return words;
}

Differences wordsOf(const std::vector<ocr::Field>& fields) {
    Differences words;
    for (const auto& one : fields)
        words.push_back(std::string(ocr::kFieldTypes.nameOf(one.type)) + " " + one.value);
    std::sort(words.begin(), words.end());
    return words;
}

/// What stands in `from` more often than in `other`. Both are sorted.
Differences onlyIn(const Differences& from, const Differences& other) {
    Differences only;
    std::set_difference(from.begin(), from.end(), other.begin(), other.end(), std::back_inserter(only));
    return only;
}

std::string linesOf(const char* head, const Differences& differences) {
    std::string lines;
    for (const auto& one : differences) lines += head + plainText(one) + "\n";
    return lines;
}

std::string versionText(const std::string& version) {
    return version.empty() ? "none" : plainText(version);
}

std::string versionLines(const std::vector<VersionChange>& versions) {
    if (versions.empty()) return "Program, networks, policy and lists are the recorded ones.\n";
    std::string lines = "Not the recorded versions:\n";
    for (const auto& one : versions)
        lines += "  " + plainText(one.part) + ": " + versionText(one.recorded) + ", now " +
                 versionText(one.now) + "\n";
    return lines;
}

}  // namespace

bool Replay::isSame() const {
    return recorded == now && findingsGone.empty() && findingsNew.empty() && fieldsGone.empty() &&
           fieldsNew.empty();
}

Replay compare(const Inspection& recorded, const Inspection& now) {
    Replay replay;
    replay.inspection = recorded.id;
    replay.time = recorded.time;
    replay.versions = changesOf(versionsOf(recorded.versions), versionsOf(now.versions));
    const auto before = withoutMemory(recorded.findings);
    const auto after = withoutMemory(now.findings);
    replay.recorded = inspection::decide(before);
    replay.now = inspection::decide(after);
    replay.findingsGone = onlyIn(wordsOf(before), wordsOf(after));
    replay.findingsNew = onlyIn(wordsOf(after), wordsOf(before));
    replay.fieldsGone = onlyIn(wordsOf(recorded.fields), wordsOf(now.fields));
    replay.fieldsNew = onlyIn(wordsOf(now.fields), wordsOf(recorded.fields));
    if (before.size() != recorded.findings.size())
        replay.limits.emplace_back("what was found by serial numbers of earlier inspections is left out");
    return replay;
}

std::string textOf(const Replay& replay) {
    const std::string recorded(inspection::kVerdicts.nameOf(replay.recorded));
    const std::string now(inspection::kVerdicts.nameOf(replay.now));
    std::string text = "Replay of " + plainText(replay.inspection) + ", inspected " + plainText(replay.time) +
                       "\n" + versionLines(replay.versions) + linesOf("Note: ", replay.limits);
    text += "Verdict: " + (recorded == now ? recorded + ", as recorded" : recorded + ", now " + now) + "\n";
    text += linesOf("gone  ", replay.findingsGone) + linesOf("new   ", replay.findingsNew) +
            linesOf("gone  ", replay.fieldsGone) + linesOf("new   ", replay.fieldsNew);
    return text + (replay.isSame() ? "The same was read and found.\n" : "NOT the same was read or found.\n");
}

json jsonOf(const Replay& replay) {
    json versions = json::array();
    for (const auto& one : replay.versions)
        versions.push_back({{"part", one.part}, {"recorded", one.recorded}, {"now", one.now}});
    return {{"schema", 1},
            {"inspection", replay.inspection},
            {"time", replay.time},
            {"same", replay.isSame()},
            {"versions", versions},
            {"verdict",
             {{"recorded", inspection::kVerdicts.nameOf(replay.recorded)},
              {"now", inspection::kVerdicts.nameOf(replay.now)}}},
            {"findings", {{"gone", replay.findingsGone}, {"new", replay.findingsNew}}},
            {"fields", {{"gone", replay.fieldsGone}, {"new", replay.fieldsNew}}},
            {"limits", replay.limits}};
}

}  // namespace tidewaiter::records
