#include "firmware/watchlist/entry_columns.h"

#include <algorithm>

#include "firmware/text/visible_text.h"

namespace tidewaiter::watchlist {

using text::quoted;

namespace {

template <class Table, class Enum>
Expected<void> setNamed(const Table& table, std::string_view column, const std::string& name, Enum& value) {
    const auto parsed = table.parse(name);
    if (!parsed)
        return failure(quoted(name) + " is no " + std::string(column) + "; use one of " + table.names());
    value = *parsed;
    return {};
}

template <std::string Terms::*member>
Expected<void> setText(Entry& entry, const std::string& value) {
    entry.terms.*member = value;
    return {};
}

template <std::string Entry::*member>
Expected<void> setOwnText(Entry& entry, const std::string& value) {
    entry.*member = value;
    return {};
}

Expected<void> setKind(Entry& entry, const std::string& value) {
    return setNamed(kEntryKinds, "kind", value, entry.terms.kind);
}

Expected<void> setMatch(Entry& entry, const std::string& value) {
    return setNamed(kMatchModes, "match", value, entry.terms.match);
}

Expected<void> setSeverity(Entry& entry, const std::string& value) {
    return setNamed(models::kSeverities, "severity", value, entry.terms.severity);
}

Expected<void> setBudget(Entry& entry, const std::string& value) {
    if (value.size() != 1 || value[0] < '0' || value[0] > '9')
        return failure(quoted(value) + " is no budget; write 1 or 2");
    entry.terms.budget = value[0] - '0';
    return {};
}

template <std::string Terms::*member>
std::string getText(const Entry& entry) {
    return entry.terms.*member;
}

template <std::string Entry::*member>
std::string getOwnText(const Entry& entry) {
    return entry.*member;
}

template <class Table, class Enum>
std::string getNamed(const Table& table, Enum value, Enum leftOut) {
    return value == leftOut ? std::string() : std::string(table.nameOf(value));
}

std::string getKind(const Entry& entry) {
    return getNamed(kEntryKinds, entry.terms.kind, Terms{}.kind);
}

std::string getMatch(const Entry& entry) {
    return getNamed(kMatchModes, entry.terms.match, Terms{}.match);
}

std::string getSeverity(const Entry& entry) {
    return getNamed(models::kSeverities, entry.terms.severity, Terms{}.severity);
}

std::string getBudget(const Entry& entry) {
    return entry.terms.budget == 0 ? std::string() : std::to_string(entry.terms.budget);
}

}  // namespace

const std::vector<EntryColumn>& entryColumns() {
    static const std::vector<EntryColumn> columns = {
        {"id", "id of the entry, each once; the value where it is left out", setOwnText<&Entry::id>,
         getOwnText<&Entry::id>},
        {"kind", "serial, part, model, brand, party or phrase; serial where it is left out", setKind,
         getKind},
        {"value", "what is looked for; of a range its first number", setOwnText<&Entry::value>,
         getOwnText<&Entry::value>},
        {"last", "of a range its last number", setOwnText<&Entry::last>, getOwnText<&Entry::last>},
        {"match", "exact, prefix, range, pattern or fuzzy; exact where it is left out", setMatch, getMatch},
        {"budget", "of a fuzzy entry how many characters may differ, 1 or 2", setBudget, getBudget},
        {"grammar", "the maker's form of serial numbers, which rules out what cannot be",
         setText<&Terms::grammar>, getText<&Terms::grammar>},
        {"severity", "info, inspect or hold; hold where it is left out", setSeverity, getSeverity},
        {"reason", "why it is listed, as an officer may read it out", setText<&Terms::reason>,
         getText<&Terms::reason>},
        {"legal_basis", "the order, regulation or case it rests on", setText<&Terms::legalBasis>,
         getText<&Terms::legalBasis>},
        {"source", "where that stands: a document or an address", setText<&Terms::source>,
         getText<&Terms::source>},
        {"jurisdiction", "whose list it is", setText<&Terms::jurisdiction>, getText<&Terms::jurisdiction>},
        {"not_before", "from which day on it counts, as 2026-05-17", setText<&Terms::notBefore>,
         getText<&Terms::notBefore>},
        {"expires", "the last day on which it counts", setText<&Terms::expires>, getText<&Terms::expires>},
        {"action", "what the officer is to do", setText<&Terms::action>, getText<&Terms::action>},
        {"address", "of a party where it is", setOwnText<&Entry::address>, getOwnText<&Entry::address>},
    };
    return columns;
}

Expected<const EntryColumn*> columnNamed(std::string_view name) {
    const auto& all = entryColumns();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const EntryColumn& column) { return column.name == name; });
    if (found != all.end()) return &*found;
    std::string names;
    for (const auto& column : all) names += (names.empty() ? "" : ", ") + std::string(column.name);
    return failure("there is no column " + quoted(name) + "; columns are " + names);
}

}  // namespace tidewaiter::watchlist
