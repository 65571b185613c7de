// Condition: what a rule that is data asks of an item. Format and meaning: FORMAT.md.
// Thread rule: immutable value, safe to use from any thread.
//
// A condition holds only on what is known: a value that is not there fulfils nothing but `known = false`, so
// that what could not be read never accuses.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "models/name_table.h"
#include "models/pattern.h"

namespace tidewaiter::inspection {

/// What a rule or a part of it speaks of, one after the other.
enum class Subject { Item, Field, Region };

inline constexpr auto kSubjects =
    makeNameTable<Subject>({{Subject::Item, "item"}, {Subject::Field, "field"}, {Subject::Region, "region"}});

/// How a value is compared, and with what: the names are keys of the policy.
enum class Comparator {
    Is,           ///< a text
    OneOf,        ///< a list of texts
    NoneOf,       ///< a list of texts
    Contains,     ///< a text that stands in it, case aside
    Mentions,     ///< a list of words of which one stands in it as a whole word
    Matches,      ///< a regular expression for all of it
    SameAs,       ///< another value: the same text, case and blanks aside
    DiffersFrom,  ///< another value: another text
    Unlike,       ///< another value: names that share nothing (likeness.h)
    Above,        ///< a number or another value
    AtLeast,      ///< a number or another value
    Below,        ///< a number or another value
    AtMost,       ///< a number or another value
    Known         ///< true: is there; false: is not
};

inline constexpr auto kComparators = makeNameTable<Comparator>({{Comparator::Is, "is"},
                                                                {Comparator::OneOf, "one_of"},
                                                                {Comparator::NoneOf, "none_of"},
                                                                {Comparator::Contains, "contains"},
                                                                {Comparator::Mentions, "mentions"},
                                                                {Comparator::Matches, "matches"},
                                                                {Comparator::SameAs, "same_as"},
                                                                {Comparator::DiffersFrom, "differs_from"},
                                                                {Comparator::Unlike, "unlike"},
                                                                {Comparator::Above, "above"},
                                                                {Comparator::AtLeast, "at_least"},
                                                                {Comparator::Below, "below"},
                                                                {Comparator::AtMost, "at_most"},
                                                                {Comparator::Known, "known"}});

/// Whether it compares with a number or another value, times a factor and plus a number.
[[nodiscard]] constexpr bool comparesNumbers(Comparator comparator) {
    return comparator == Comparator::Above || comparator == Comparator::AtLeast ||
           comparator == Comparator::Below || comparator == Comparator::AtMost;
}

/// `{ value = "field.value", above = "declaration.gross_weight_kg", times = 1.5 }`
struct Comparison {
    std::string value;  ///< name of what is compared (facts.h)
    Comparator comparator = Comparator::Is;
    std::vector<std::string> texts;         ///< for Is, OneOf, NoneOf, Contains, Mentions
    std::vector<models::Pattern> patterns;  ///< one for Matches
    std::string other;                      ///< name of the other value, empty when `number` is meant
    double number = 0;                      ///< for Above, AtLeast, Below, AtMost
    double times = 1;                       ///< factor on the number or the other value
    double plus = 0;                        ///< added to that
    bool known = true;                      ///< for Known
};

struct Condition;

/// `{ some = "field", where = [...] }`, `{ no = "field", where = [...] }`: whether the item has another one
/// for which all of `where` holds, `other.` naming it.
struct Existence {
    bool wanted = true;
    Subject subject = Subject::Field;
    std::vector<Condition> where;
};

struct Condition {
    std::variant<Comparison, Existence> kind;
};

/// A rule that is data: for each subject for which all of `where` holds, the message is a finding.
struct DataRule {
    Subject each = Subject::Item;
    std::vector<Condition> where;
    std::string message;  ///< with names of values in braces: "The label says {field.value} kg."
};

}  // namespace tidewaiter::inspection
