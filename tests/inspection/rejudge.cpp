// rejudge: what the rules say of inspections that were made before: `tidewaiter inspect --each --json ... |
// rejudge`. Reads one JSON object per line, understands and judges its readings anew with the staged data,
// and prints photo, rule, severity, score and sentence, separated by tabs. For measuring a rule over many
// photos without reading them again.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "firmware/inspection/inspection.h"
#include "firmware/inspection/sight.h"
#include "ocr/fields/understand.h"
#include "tests/inspection/case_builder.h"

namespace {

using namespace tidewaiter;
using inspection::tests::stagedRulebook;

std::vector<inspection::Finding> judgedAnew(inspection::Inspection item) {
    const auto& book = stagedRulebook();
    item.fields = inspection::numbered(ocr::understand(
        item.readings, {book.catalog, book.lexicon, book.markings, book.captions}, item.regions));
    return inspection::judge(
        {item.declaration, item.frames, item.regions, item.readings, item.fields, book.catalog, book.lexicon,
         book.markings, book.packages, book.boardDies, &*book.marks},
        book.policy);
}

bool isWanted(const std::string& rule, int count, char** prefixes) {
    return count == 0 || std::any_of(prefixes, prefixes + count,
                                     [&](const char* prefix) { return rule.rfind(prefix, 0) == 0; });
}

}  // namespace

/// Arguments: beginnings of the rules that are wanted; none for all.
int main(int count, char** arguments) {
    std::string line;
    int inspections = 0;
    while (std::getline(std::cin, line)) {
        const auto item = nlohmann::json::parse(line).get<inspection::Inspection>();
        ++inspections;
        for (const auto& finding : judgedAnew(item)) {
            if (!isWanted(finding.rule, count - 1, arguments + 1)) continue;
            std::cout << item.frames.front().source << '\t' << finding.rule << '\t'
                      << inspection::kSeverities.nameOf(finding.severity) << '\t' << finding.score << '\t'
                      << finding.message << '\n';
        }
    }
    std::cout << inspections << " inspections\n";
}
