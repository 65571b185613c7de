// rejudge: what the rules say of inspections that were made before: `tidewaiter inspect --each --json ... |
// rejudge`. Reads one JSON object per line, understands and judges its readings anew with the staged data,
// and prints photo, rule, severity, score and sentence, separated by tabs. For measuring a rule over many
// photos without reading them again. With --leads as the first argument the leads are counted anew in the
// photos, which must lie where they did.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "firmware/inspection/rulebook.h"
#include "tests/inspection/case_builder.h"
#include "vision/image_loader.h"
#include "vision/lead_counter.h"

namespace {

using namespace tidewaiter;
using inspection::tests::stagedRulebook;

std::vector<inspection::Finding> judgedAnew(inspection::Inspection item) {
    const auto& book = stagedRulebook();
    item.fields = understoodFields(item, book);
    return inspection::judge(inspection::caseOf(item, book), book.policy);
}

void countLeads(inspection::Inspection& item) {
    for (const auto& frame : item.frames) {
        auto photo = vision::loadImage(frame.source);
        if (!photo) continue;
        for (auto& region : item.regions) {
            if (region.frame == frame.id) region = vision::withLeads(*photo, {region}).front();
        }
    }
}

bool isWanted(const std::string& rule, int count, char** prefixes) {
    return count == 0 || std::any_of(prefixes, prefixes + count,
                                     [&](const char* prefix) { return rule.rfind(prefix, 0) == 0; });
}

}  // namespace

/// Arguments: beginnings of the rules that are wanted; none for all.
int main(int count, char** arguments) {
    const bool leads = count > 1 && std::string(arguments[1]) == "--leads";
    const int skipped = leads ? 2 : 1;
    vision::initImageLoader();
    std::string line;
    int inspections = 0;
    while (std::getline(std::cin, line)) {
        auto item = nlohmann::json::parse(line).get<inspection::Inspection>();
        ++inspections;
        if (leads) countLeads(item);
        for (const auto& finding : judgedAnew(item)) {
            if (!isWanted(finding.rule, count - skipped, arguments + skipped)) continue;
            std::cout << item.frames.front().source << '\t' << finding.rule << '\t'
                      << inspection::kSeverities.nameOf(finding.severity) << '\t' << finding.score << '\t'
                      << finding.message << '\n';
        }
    }
    std::cout << inspections << " inspections\n";
}
