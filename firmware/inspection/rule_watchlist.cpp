// watchlist.listed, watchlist.possible, watchlist.named: what stands on the item and on a watchlist;
// watchlist.unreadable: that it could not be looked up.
//
// A number is a fact only from a probability on that counts the reader's doubts, the list's own numbers and
// the maker's grammar (firmware/watchlist/serial_match.h); below it is a reason to take a closer picture, not
// to accuse.
#include <algorithm>
#include <cmath>
#include <optional>

#include "firmware/inspection/clues.h"
#include "firmware/inspection/comparison.h"
#include "firmware/inspection/listed_terms.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"
#include "firmware/inspection/sure_text.h"
#include "firmware/watchlist/lists.h"

namespace tidewaiter::inspection {

using ocr::Field;
using ocr::FieldType;
using ocr::Reading;
using watchlist::EntryKind;
using watchlist::ListHit;

namespace {

std::string nameOf(FieldType type) {
    auto name = std::string(ocr::kFieldTypes.nameOf(type));
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

std::string percent(double probability) {
    const auto tenths = std::lround(std::min(probability, 0.999) * 1000);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " %";
}

Finding findingOf(const Field& field, const ListHit& found, const Case& item) {
    Finding finding;
    finding.severity = found.hit.entry.terms.severity;
    finding.score = std::min(found.hit.probability, 1.0);
    finding.fields = {field.id};
    finding.regions = regionsOf(field.readings, item);
    finding.source = sourceOf(found.hit.entry.terms);
    return finding;
}

std::string onTheList(const ListHit& found) {
    return "is on the watchlist " + inQuotes(found.list) + " (" + percent(found.hit.probability) + ")";
}

Finding listed(const Field& field, const ListHit& found, const Case& item) {
    auto finding = findingOf(field, found, item);
    finding.message = "The " + nameOf(field.type) + " " + inQuotes(found.hit.entry.value) + " " +
                      onTheList(found) + reasonOf(found.hit.entry.terms);
    return finding;
}

Finding possible(const Field& field, const ListHit& found, const Case& item) {
    auto finding = findingOf(field, found, item);
    finding.severity = std::min(finding.severity, Severity::Inspect);
    const std::string closer = found.hit.doubtful.empty() ? "" : " of the characters in brackets";
    finding.message = "The " + nameOf(field.type) + " read as " + inQuotes(watchlist::marked(found.hit)) +
                      " is possibly " + inQuotes(found.hit.entry.value) + " of the watchlist " +
                      inQuotes(found.list) + " (" + percent(found.hit.probability) +
                      "): take a closer picture" + closer + ".";
    return finding;
}

/// The best hit of each field of the item, told by `tell` where it is on this side of certainty.
template <class Tell>
std::vector<Finding> numbers(const RuleInput& input, bool sure, const Tell& tell) {
    std::vector<Finding> findings;
    for (const auto& [field, hit] : input.listed.hits) {
        if ((hit.hit.probability >= watchlist::kSureHit) == sure)
            findings.push_back(tell(*field, hit, input.item));
    }
    return findings;
}

/// Whether the line says the words for sure; of words beyond ASCII only a line that is sure as a whole.
bool mentionsSurely(const Reading& reading, const std::string& words) {
    const bool ascii = std::none_of(words.begin(), words.end(),
                                    [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    return mentions(reading.text, words) && (isSure(reading) || (ascii && isSureOf(reading, words)));
}

/// A sure line that mentions the entry's value.
std::optional<Finding> mentioned(const watchlist::Entry& entry, std::string_view list, const Case& item) {
    for (const auto& reading : item.readings) {
        if (!mentionsSurely(reading, entry.value)) continue;
        Finding finding;
        finding.severity = entry.terms.severity;
        finding.score = reading.confidence;
        finding.regions = regionsOf({reading.id}, item);
        finding.source = sourceOf(entry.terms);
        finding.message = "The item says " + inQuotes(entry.value) + ", which is on the watchlist " +
                          inQuotes(list) + reasonOf(entry.terms);
        return finding;
    }
    return std::nullopt;
}

}  // namespace

std::vector<Finding> checkListedNumbers(const RuleInput& input) {
    return numbers(input, true, listed);
}

std::vector<Finding> checkPossibleNumbers(const RuleInput& input) {
    return numbers(input, false, possible);
}

std::vector<Finding> checkUnreadableLists(const RuleInput& input) {
    const auto& unknown = input.listed.unknown;
    if (unknown.empty()) return {};
    Finding finding;
    finding.severity = Severity::Inspect;
    finding.score = 1;
    for (const auto* field : unknown) finding.fields.push_back(field->id);
    finding.message =
        "Whether " + inQuotes(unknown.front()->value) +
        (unknown.size() == 1 ? " stands" : " and " + std::to_string(unknown.size() - 1) + " more stand") +
        " on a watchlist is not known: " + input.listed.trouble + ".";
    return {finding};
}

std::vector<Finding> checkListedNames(const RuleInput& input) {
    std::vector<Finding> findings;
    if (input.item.lists == nullptr) return findings;
    for (const auto kind : {EntryKind::Brand, EntryKind::Phrase}) {
        for (const auto& [entry, list] : input.item.lists->entries(kind, input.item.day)) {
            if (auto finding = mentioned(*entry, list, input.item)) findings.push_back(std::move(*finding));
        }
    }
    return findings;
}

}  // namespace tidewaiter::inspection
