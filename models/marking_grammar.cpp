#include "models/marking_grammar.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/marking_grammar_index.h"
#include "models/utf8.h"

namespace tidewaiter::models {

namespace {

// Shares of a line's ways to go on. Of the transcribed markings about every third word is a part number, a
// date or a lot code of a known shape.
constexpr double kPatternShare = 0.3;
constexpr double kSpaceShare = 0.5;  // a word ends before a space, or the line ends
// A pattern that ends before a sign ("W25Q64JV.") may be a misread one: rarely.
constexpr double kSignBehind = 0.02;
// Signs and the ends of words weigh the same wherever they stand: the pixels alone decide about them. A sign
// weighs what a character does on the average, exp(-kUsualCost); one beyond ASCII is rare on markings.
constexpr double kSignWeight = 0.027;
constexpr double kOtherWeight = 0.0025;
constexpr double kEndWeight = 0.15;
constexpr double kNever = -std::numeric_limits<double>::infinity();

bool opens(char32_t c) {
    return c < PlaceCharacters::kAscii &&
           std::string_view(":(/,'\"[#").find(static_cast<char>(c)) != std::string_view::npos;
}

bool closes(char32_t c) {
    return c < PlaceCharacters::kAscii &&
           std::string_view(".,;:)'\"]*`").find(static_cast<char>(c)) != std::string_view::npos;
}

void addPlace(std::vector<std::pair<std::uint32_t, double>>& places, std::uint32_t place, double weight) {
    const auto at = std::lower_bound(places.begin(), places.end(), place,
                                     [](const auto& entry, std::uint32_t p) { return entry.first < p; });
    if (at != places.end() && at->first == place)
        at->second += weight;
    else
        places.insert(at, {place, weight});
}

/// Keeps the weights near one, so that long lines do not run out of numbers.
void rescale(MarkingGrammar::State& state) {
    double total = state.background + state.start;
    for (const auto& [place, weight] : state.places) total += weight;
    if (total <= 0) {
        state.scale = kNever;
        return;
    }
    state.scale += std::log(total);
    state.background /= total;
    state.start /= total;
    for (auto& [place, weight] : state.places) weight /= total;
}

}  // namespace

SymbolClass symbolClassOf(char32_t c) {
    if (c >= '0' && c <= '9') return SymbolClass::Digit;
    if (c >= 'A' && c <= 'Z') return SymbolClass::Capital;
    if (c >= 'a' && c <= 'z') return SymbolClass::Small;
    return c < PlaceCharacters::kAscii ? SymbolClass::Sign : SymbolClass::Other;
}

double MarkingBackground::next(const MarkingGrammar::State& state, char32_t c) const {
    const auto next = symbolClassOf(c);
    if (next == SymbolClass::Sign) return kSignWeight;
    if (next == SymbolClass::Other) return kOtherWeight;
    return classes[state.before][state.last][static_cast<std::size_t>(next)] *
           (state.code ? inCode : inWord)[c];
}

void MarkingBackground::move(MarkingGrammar::State& state, char32_t c) {
    constexpr auto kStart = static_cast<std::uint8_t>(SymbolClass::Start);
    if (c == ' ') {
        state.before = state.last = kStart;
        state.code = false;
        return;
    }
    const auto next = symbolClassOf(c);
    state.before = state.last;
    state.last = static_cast<std::uint8_t>(next);
    state.code = state.code || next == SymbolClass::Digit;
}

MarkingGrammar::State MarkingGrammar::begin() const {
    State state;
    MarkingBackground::move(state, ' ');
    state.background = 1 - kPatternShare;
    state.start = kPatternShare;
    return state;
}

/// The weight of all explanations by which a word may end here.
double MarkingGrammar::endsHere(const State& state) const {
    double ends = state.background * kEndWeight;
    for (const auto& [place, weight] : state.places) {
        const auto& at = index_->patterns[place];
        if (at.last) ends += weight * at.step();
    }
    return ends;
}

MarkingGrammar::State MarkingGrammar::after(const State& state, char32_t c, bool asked) const {
    const auto& patterns = index_->patterns;
    State next{state.before, state.last, state.code, state.scale, 0, 0, {}};
    double ended = 0;  // weight of patterns that end before c
    for (const auto& [place, weight] : state.places) {
        const auto& at = patterns[place];
        if (at.last) ended += weight * at.step();
        for (const auto following : at.next) {
            const auto& characters = patterns[following].characters;
            if (characters.has(c)) addPlace(next.places, following, weight * at.step() * characters.share());
        }
    }
    if (c == ' ') {
        const double ends = endsHere(state) * kSpaceShare;
        next.background = ends * (1 - kPatternShare);
        next.start = ends * kPatternShare;
    } else {
        for (const auto& start : patterns.startsWith(c)) {
            const double share = start.weight / patterns.totalWeight();
            addPlace(next.places, start.place,
                     state.start * share * patterns[start.place].characters.share());
        }
        if (!asked) next.background = state.background * index_->background.next(state, c);
        if (closes(c)) next.background += ended * kSignBehind;
        if (opens(c)) {
            next.start = next.background * kPatternShare;
            next.background -= next.start;
        }
    }
    MarkingBackground::move(next, c);
    rescale(next);
    return next;
}

double MarkingGrammar::logBeginning(const State& state) {
    return state.scale;  // after() keeps the sum of the weights at one
}

double MarkingGrammar::logWhole(const State& state) const {
    const double ends = endsHere(state) * (1 - kSpaceShare);
    return ends > 0 ? state.scale + std::log(ends) : kNever;
}

double MarkingGrammar::logProbability(std::string_view text) const {
    auto state = begin();
    for (std::size_t at = 0; at < text.size();) {
        const auto point = decodeAt(text, at);
        state = after(state, point.value);
        at += point.bytes;
    }
    return logWhole(state);
}

double MarkingGrammar::logBackground(std::string_view text) const {
    const auto& background = index_->background;
    auto state = begin();
    double sum = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = decodeAt(text, at);
        const bool space = point.value == ' ';
        sum += std::log(space ? kEndWeight * kSpaceShare : background.next(state, point.value));
        MarkingBackground::move(state, point.value);
        at += point.bytes;
    }
    return sum + std::log(kEndWeight * (1 - kSpaceShare));
}

const std::vector<MarkingSign>& MarkingGrammar::signs() const {
    return index_->signs;
}

}  // namespace tidewaiter::models
