#include "firmware/watchlist/entry.h"

#include <array>

#include "firmware/text/visible_text.h"
#include "firmware/watchlist/serial_grammar.h"
#include "models/pattern.h"
#include "models/tokens.h"
#include "models/utf8.h"
#include "ocr/fields/ascii.h"
#include "ocr/fields/dates.h"

namespace tidewaiter::watchlist {

using text::quoted;

namespace {

bool isNumberLike(EntryKind kind) {
    return kind == EntryKind::Serial || kind == EntryKind::Part || kind == EntryKind::Model;
}

/// What is wrong with a day, empty when nothing is.
std::string faultOfDay(const char* column, const std::string& day) {
    if (day.empty() ||
        (day.size() == std::string_view("2024-05-17").size() && ocr::normalizedDate(day) == day))
        return {};
    return std::string(column) + " " + quoted(day) + " is no day; write it as 2026-05-17";
}

std::string faultOfRange(const Entry& entry) {
    if (entry.last.empty()) return "a range needs the last number in the column 'last'";
    if (entry.last.size() != entry.value.size())
        return "the range from " + quoted(entry.value) + " to " + quoted(entry.last) +
               " has ends of different length; write both with all their digits";
    return entry.last < entry.value
               ? "the range ends before it begins; exchange the columns 'value' and 'last'"
               : "";
}

std::string faultOfMatch(const Entry& entry) {
    const auto& terms = entry.terms;
    if (terms.match == MatchMode::Range) return faultOfRange(entry);
    if (!entry.last.empty()) return "the column 'last' belongs to ranges only";
    const bool fuzzy = terms.match == MatchMode::Fuzzy;
    if (fuzzy ? terms.budget < 1 || terms.budget > kMostBudget : terms.budget != 0)
        return "the budget has to be 1 or 2 for fuzzy entries and 0 for others";
    if (terms.match != MatchMode::Pattern) return {};
    const auto pattern = models::Pattern::compile(entry.value);
    return pattern ? "" : quoted(entry.value) + " is no regular expression: " + pattern.error().message;
}

std::string faultOfGrammar(const Entry& entry) {
    const auto& name = entry.terms.grammar;
    if (name.empty()) return {};
    const auto* grammar = grammarNamed(name);
    if (grammar == nullptr)
        return "the grammar " + quoted(name) + " is not known; known are " + grammarNames();
    const bool whole = entry.terms.match == MatchMode::Exact || entry.terms.match == MatchMode::Fuzzy;
    if (entry.terms.kind != EntryKind::Serial || !whole || grammar->fits(entry.value)) return {};
    return quoted(entry.value) + " is no serial number of the grammar '" + name +
           "': " + std::string(grammar->says);
}

std::string faultOf(const Entry& entry) {
    if (entry.value.empty()) return "the value is empty";
    constexpr std::size_t kMostBytes = 1000;
    if (entry.value.size() > kMostBytes) return "the value is longer than 1000 bytes";
    if (auto fault = faultOfMatch(entry); !fault.empty()) return fault;
    if (auto fault = faultOfGrammar(entry); !fault.empty()) return fault;
    if (auto fault = faultOfDay("not_before", entry.terms.notBefore); !fault.empty()) return fault;
    return faultOfDay("expires", entry.terms.expires);
}

}  // namespace

std::string canonical(EntryKind kind, std::string_view value) {
    return isNumberLike(kind) ? models::joinedKey(value) : std::string(ocr::trimmed(value));
}

Expected<Entry> checked(Entry entry) {
    for (const auto* part :
         {&entry.id, &entry.value, &entry.last, &entry.terms.reason, &entry.terms.action}) {
        if (models::validUtf8(*part) != *part)
            return failure(quoted(*part) + " is not UTF-8 text; save the file as UTF-8");
    }
    if (entry.terms.match != MatchMode::Pattern) entry.value = canonical(entry.terms.kind, entry.value);
    entry.last = canonical(entry.terms.kind, entry.last);
    if (auto fault = faultOf(entry); !fault.empty()) return failure(std::move(fault));
    if (entry.id.empty()) entry.id = entry.value;
    return entry;
}

bool countsOn(const Terms& terms, std::string_view day) {
    return (terms.notBefore.empty() || terms.notBefore <= day) &&
           (terms.expires.empty() || day <= terms.expires);
}

}  // namespace tidewaiter::watchlist
