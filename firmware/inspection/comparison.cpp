#include "firmware/inspection/comparison.h"

#include <algorithm>

#include "firmware/inspection/likeness.h"
#include "models/folding.h"

namespace tidewaiter::inspection {

namespace {

/// Names that share less than this share of their words are unlike: one word in three of a long address may
/// be the town that both live in.
constexpr double kUnlike = 0.34;

bool isUnknown(const Fact& fact) {
    return std::holds_alternative<std::monostate>(fact);
}

std::string textOf(const Fact& fact) {
    const auto* text = std::get_if<std::string>(&fact);
    return text != nullptr ? *text : spoken(fact);
}

/// Without blanks, case and width.
std::string plainForm(std::string_view text) {
    std::string form;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = models::decodeAt(text, at);
        at += point.bytes;
        const auto c = models::small(models::narrow(point.value));
        if (c > U' ' && c != U'\u3000') form += models::encode(c);
    }
    return form;
}

/// Small letters with one blank between words and around them; Chinese, Japanese and Thai words stand
/// without.
std::string wordForm(std::string_view text) {
    std::string form = " ";
    for (std::size_t at = 0; at < text.size();) {
        const auto point = models::decodeAt(text, at);
        at += point.bytes;
        const auto c = models::unaccented(models::small(models::narrow(point.value)));
        const auto script = models::scriptOf(c);
        if (models::isMark(c)) continue;
        if (script != models::Script::None) form += models::encode(c);
        if (script == models::Script::None && form.back() != ' ') form += ' ';
    }
    return form.back() == ' ' ? form : form + ' ';
}

Fact otherOf(const Comparison& comparison, const Scope& scope) {
    return comparison.other.empty() ? Fact(comparison.number) : factOf(comparison.other, scope);
}

bool holdsForNumbers(const Comparison& comparison, const Fact& left, const Fact& right) {
    const auto* a = std::get_if<double>(&left);
    const auto* b = std::get_if<double>(&right);
    if (a == nullptr || b == nullptr) return false;
    const double bound = *b * comparison.times + comparison.plus;
    switch (comparison.comparator) {
        case Comparator::Above:
            return *a > bound;
        case Comparator::AtLeast:
            return *a >= bound;
        case Comparator::Below:
            return *a < bound;
        default:
            return *a <= bound;
    }
}

bool isListed(const Comparison& comparison, const std::string& text) {
    return std::find(comparison.texts.begin(), comparison.texts.end(), text) != comparison.texts.end();
}

bool holdsForTexts(const Comparison& comparison, const std::string& left, const Scope& scope) {
    switch (comparison.comparator) {
        case Comparator::Is:
        case Comparator::OneOf:
            return isListed(comparison, left);
        case Comparator::NoneOf:
            return !isListed(comparison, left);
        case Comparator::Contains:
            return plainForm(left).find(plainForm(comparison.texts.front())) != std::string::npos;
        case Comparator::Mentions:
            return std::any_of(comparison.texts.begin(), comparison.texts.end(),
                               [&](const std::string& word) { return mentions(left, word); });
        case Comparator::Matches:
            return comparison.patterns.front().fits(left);
        default:
            break;
    }
    const auto right = otherOf(comparison, scope);
    if (isUnknown(right)) return false;
    if (comparison.comparator == Comparator::Unlike) return likeness(left, textOf(right)) < kUnlike;
    return (plainForm(left) == plainForm(textOf(right))) == (comparison.comparator == Comparator::SameAs);
}

/// `30`, `"tea"`, `declaration.gross_weight_kg (30)`
std::string rightSide(const Comparison& comparison, const Scope& scope) {
    std::string list;
    for (const auto& text : comparison.texts) list += (list.empty() ? "\"" : ", \"") + text + "\"";
    if (!list.empty()) return list;
    if (comparison.comparator == Comparator::Matches) return "the pattern";
    const auto times = comparison.times == 1 ? "" : spoken(comparison.times) + " times ";
    const auto plus = comparison.plus == 0 ? "" : " plus " + spoken(comparison.plus);
    if (comparison.other.empty()) return times + spoken(comparison.number) + plus;
    return times + comparison.other + " (" + spoken(factOf(comparison.other, scope)) + ")" + plus;
}

}  // namespace

bool mentions(std::string_view text, std::string_view word) {
    const auto first = models::decodeAt(word, 0).value;
    const auto script = models::scriptOf(first);
    auto form = wordForm(word);
    if (script == models::Script::Han || script == models::Script::Thai)
        form = form.substr(1, form.size() - 2);
    return wordForm(text).find(form) != std::string::npos;
}

bool holds(const Comparison& comparison, const Scope& scope) {
    const auto left = factOf(comparison.value, scope);
    if (comparison.comparator == Comparator::Known) return isUnknown(left) != comparison.known;
    if (isUnknown(left)) return false;
    if (comparesNumbers(comparison.comparator))
        return holdsForNumbers(comparison, left, otherOf(comparison, scope));
    return holdsForTexts(comparison, textOf(left), scope);
}

std::string whyNot(const Comparison& comparison, const Scope& scope) {
    const auto left = factOf(comparison.value, scope);
    if (comparison.comparator == Comparator::Known)
        return comparison.value + (comparison.known ? " is not known" : " is known: " + spoken(left));
    if (isUnknown(left)) return comparison.value + " is not known";
    auto words = std::string(kComparators.nameOf(comparison.comparator));
    std::replace(words.begin(), words.end(), '_', ' ');
    const auto verb = comparison.comparator == Comparator::Contains ||
                              comparison.comparator == Comparator::Mentions ||
                              comparison.comparator == Comparator::Matches ||
                              comparison.comparator == Comparator::DiffersFrom
                          ? "does not pass \"" + words + "\" with "
                          : "is not " + (words == "is" ? "" : words + " ");
    return comparison.value + ", " + spoken(left) + ", " + verb + rightSide(comparison, scope);
}

}  // namespace tidewaiter::inspection
