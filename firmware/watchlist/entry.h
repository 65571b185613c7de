// Entry: one line of a watchlist: what is looked for, how, and what an officer is to do about it.
// Thread rule: immutable values and pure functions, safe to use from any thread.
#pragma once

#include <string>
#include <string_view>

#include "models/error.h"
#include "models/name_table.h"
#include "models/severity.h"

namespace tidewaiter::watchlist {

/// What an entry names. The numbers are written into stores: never change these.
enum class EntryKind { Serial = 0, Part = 1, Model = 2, Brand = 3, Party = 4, Phrase = 5 };

inline constexpr auto kEntryKinds = makeNameTable<EntryKind>({{EntryKind::Serial, "serial"},
                                                              {EntryKind::Part, "part"},
                                                              {EntryKind::Model, "model"},
                                                              {EntryKind::Brand, "brand"},
                                                              {EntryKind::Party, "party"},
                                                              {EntryKind::Phrase, "phrase"}});

/// How what was read has to be like the value. The numbers are written into stores: never change these.
enum class MatchMode {
    Exact = 0,    ///< the same, doubts of the reading apart
    Prefix = 1,   ///< begins with it
    Range = 2,    ///< as long as both ends, and between them
    Pattern = 3,  ///< fits the regular expression (ECMAScript) as a whole
    Fuzzy = 4     ///< at most `budget` characters more, fewer or others
};

inline constexpr auto kMatchModes = makeNameTable<MatchMode>({{MatchMode::Exact, "exact"},
                                                              {MatchMode::Prefix, "prefix"},
                                                              {MatchMode::Range, "range"},
                                                              {MatchMode::Pattern, "pattern"},
                                                              {MatchMode::Fuzzy, "fuzzy"}});

/// The largest budget of a fuzzy entry.
inline constexpr int kMostBudget = 2;

/// What many entries of a list have in common.
struct Terms {
    EntryKind kind = EntryKind::Serial;
    MatchMode match = MatchMode::Exact;
    int budget = 0;  ///< of fuzzy entries, in [1, kMostBudget]
    models::Severity severity = models::Severity::Hold;
    std::string grammar;       ///< id of the maker's form of serial numbers (serial_grammar.h), or empty
    std::string reason;        ///< why it is listed, as an officer may read it out
    std::string legalBasis;    ///< the order, regulation or case it rests on
    std::string source;        ///< where that stands: a document or an address
    std::string jurisdiction;  ///< whose list it is: "US", "EU"
    std::string notBefore;     ///< from which day on it counts, ISO 8601, or empty
    std::string expires;       ///< the last day on which it counts, ISO 8601, or empty
    std::string action;        ///< what the officer is to do: "detain and call +1 ..."

    bool operator==(const Terms&) const = default;
};

struct Entry {
    std::string id;       ///< unique in its list; the value where the list gives none
    std::string value;    ///< canonical(); of a range its first number
    std::string last;     ///< of a range its last number, else empty
    std::string address;  ///< of a party where it is, else empty
    Terms terms;

    bool operator==(const Entry&) const = default;
};

/// The form in which values of a kind are compared: serial numbers, part numbers and models are capitals and
/// digits alone, everything else is text without blanks at its ends.
[[nodiscard]] std::string canonical(EntryKind kind, std::string_view value);

/// The entry with its value in canonical form. Fails with a sentence that names what is wrong: an empty
/// value, a range whose ends differ in length or order, a pattern that is none, a budget out of its range, a
/// day that does not exist, a grammar that nobody knows or that the value does not fit.
[[nodiscard]] Expected<Entry> checked(Entry entry);

/// Whether the entry counts on `day`, ISO 8601.
[[nodiscard]] bool countsOn(const Terms& terms, std::string_view day);

}  // namespace tidewaiter::watchlist
