#include "firmware/watchlist/serial_match.h"

#include <algorithm>
#include <optional>
#include <set>

#include "firmware/text/nearest_name.h"
#include "firmware/watchlist/look_alikes.h"
#include "firmware/watchlist/serial_grammar.h"
#include "firmware/watchlist/serial_key.h"
#include "ocr/fields/confusables.h"

namespace tidewaiter::watchlist {

namespace {

constexpr std::size_t kMostHypotheses = 64;
constexpr double kLeastHypothesis = 1e-4;
/// Shorter ones have too many neighbors.
constexpr std::size_t kShortestForEdits = 6;
constexpr std::size_t kLongest = 64;
/// Below, a character is marked as doubtful.
constexpr double kSureCharacter = 0.9;
/// One of the classes of look-alikes each, and those that look like no other.
constexpr std::string_view kFolded = "0125683479ACEFHJKMNPRTUVWXY";
constexpr std::string_view kCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Of texts that differ somewhere, those whose check digit holds all the same.
constexpr double kPassingCheck = 0.1;
/// How likely a text that the entry's grammar rules out is a number of another maker.
constexpr double kOfOtherMakers = 1e-3;
/// And one that is a character longer or shorter, a real number of any maker.
constexpr double kOfOtherLength = 1e-3;

/// The entries that are matched exactly and that the text may be, each once.
class Candidates {
  public:
    Candidates(Store& store, std::size_t length) : store_(store), length_(length) {}

    void look(std::string_view text) { lookFor(serialKey(text)); }

    /// All texts that one slip of the reader, or one character it took for any other, makes of this one.
    void lookAround(const std::string& text) {
        const auto folded = ocr::confusableKey(text);
        for (std::size_t i = 0; i <= folded.size(); ++i) {
            if (i < folded.size()) {
                auto shorter = folded;
                lookFolded(shorter.erase(i, 1));
                lookWithAnyAt(i, folded);
            }
            auto longer = folded;
            lookWithAnyAt(i, longer.insert(i, 1, '0'));
        }
    }

    /// Fails where the store could not be read.
    [[nodiscard]] Expected<std::vector<Entry>> take() {
        if (trouble_) return tl::unexpected(*trouble_);
        return std::move(found_);
    }
    [[nodiscard]] bool empty() const { return found_.empty(); }

  private:
    void lookFor(std::int64_t key) {
        if (!store_.mayHold(key) || !seen_.insert(key).second) return;
        auto entries = store_.withKey(key);
        if (!entries) {
            trouble_ = entries.error();
            return;
        }
        for (auto& entry : *entries) {
            const auto longer = std::max(entry.value.size(), length_) - std::min(entry.value.size(), length_);
            if (longer <= 1) found_.push_back(std::move(entry));
        }
    }

    void lookFolded(std::string_view text) { lookFor(foldedKey(text)); }

    void lookWithAnyAt(std::size_t place, std::string text) {
        for (const char c : kFolded) {
            text[place] = c;
            lookFolded(text);
        }
    }

    Store& store_;
    std::size_t length_;
    std::set<std::int64_t> seen_;
    std::vector<Entry> found_;
    std::optional<Error> trouble_;
};

/// How likely `c` instead of what the entry has there makes another real number.
double existing(char c, std::size_t place, const Entry& entry, const SerialGrammar* grammar,
                const Shapes& shapes) {
    if (c == entry.value[place]) return 1;
    if (grammar != nullptr && !grammar->allows(place, entry.value.size(), c)) return kOfOtherMakers;
    return shapes.existing(entry.value, place, c);
}

/// The weight of all that can stand at a place: what the reader named, and of what it did not an even share.
double weightOf(const Slot& slot, std::size_t place, const Entry& entry, const SerialGrammar* grammar,
                const Shapes& shapes) {
    double weight = 0;
    double rest = 1;
    for (const auto& [c, probability] : slot.choices) {
        weight += probability * existing(c, place, entry, grammar, shapes);
        rest -= probability;
    }
    double each = 0;
    for (const char c : kCharacters) each += existing(c, place, entry, grammar, shapes);
    return weight + std::max(rest, 0.0) * each / static_cast<double>(kCharacters.size());
}

/// By Bayes' rule, for an entry alone: other listed ones are texts that exist, which shapes count already.
double posterior(const Entry& entry, const DoubtfulText& read, const Shapes& shapes) {
    const auto text = withLookAlikes(read);
    const bool sameLength = entry.value.size() == text.size();
    const double likelihood = likelihoodOf(entry.value, text, sameLength ? 0 : 1);
    if (!sameLength) return likelihood / (likelihood + kOfOtherLength);
    const auto* grammar = grammarNamed(entry.terms.grammar);
    double all = 1;
    for (std::size_t i = 0; i < text.size(); ++i) all *= weightOf(text[i], i, entry, grammar, shapes);
    const double others = std::max(0.0, all - likelihood);
    const bool checked = grammar != nullptr && grammar->check != nullptr;
    return likelihood / (likelihood + (checked ? kPassingCheck : 1.0) * others + 1e-300);
}

std::vector<std::size_t> doubtfulPlaces(const DoubtfulText& text, const std::string& value) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool differs = value.size() == text.size() && text[i].best() != value[i];
        if (differs || text[i].choices.front().second < kSureCharacter) places.push_back(i);
    }
    return places;
}

bool matches(const ListedEntry& listed, const std::string& read) {
    const auto& entry = listed.entry;
    switch (entry.terms.match) {
        case MatchMode::Exact:
            return read == entry.value;
        case MatchMode::Prefix:
            return read.starts_with(entry.value);
        case MatchMode::Range:
            return read.size() == entry.value.size() && entry.value <= read && read <= entry.last;
        case MatchMode::Fuzzy:
            return text::editDistance(read, entry.value) <= static_cast<std::size_t>(entry.terms.budget);
        case MatchMode::Pattern:
            return listed.pattern && listed.pattern->fits(read);
    }
    return false;
}

Expected<void> addExact(std::vector<Hit>& hits, Store& store, const DoubtfulText& text,
                        const MatchSettings& settings) {
    Candidates candidates(store, text.size());
    for (const auto& one : hypothesesOf(foldedText(text), kMostHypotheses, kLeastHypothesis))
        candidates.look(one.text);
    const auto best = bestOf(text);
    if (settings.edits && candidates.empty() && best.size() >= kShortestForEdits) candidates.lookAround(best);
    const auto entries = candidates.take();
    if (!entries) return tl::unexpected(entries.error());
    for (const auto& entry : *entries)
        hits.push_back(
            {entry, posterior(entry, text, store.shapes()), best, doubtfulPlaces(text, entry.value)});
    return {};
}

void addOthers(std::vector<Hit>& hits, const Store& store, EntryKind kind, const DoubtfulText& text,
               const std::vector<Hypothesis>& hypotheses) {
    for (const auto& listed : store.others(kind)) {
        double probability = 0;
        for (const auto& one : hypotheses) probability += matches(listed, one.text) ? one.probability : 0;
        if (probability > 0)
            hits.push_back(
                {listed.entry, probability, bestOf(text), doubtfulPlaces(text, listed.entry.value)});
    }
}

}  // namespace

Expected<std::vector<Hit>> findNumber(Store& store, EntryKind kind, const DoubtfulText& text,
                                      const MatchSettings& settings) {
    std::vector<Hit> hits;
    if (text.empty() || text.size() > kLongest) return hits;
    const auto hypotheses = hypothesesOf(text, kMostHypotheses, kLeastHypothesis);
    if (kind == EntryKind::Serial) {
        if (auto added = addExact(hits, store, text, settings); !added) return tl::unexpected(added.error());
    }
    addOthers(hits, store, kind, text, hypotheses);
    std::erase_if(hits, [&](const Hit& hit) { return hit.probability < settings.least; });
    std::stable_sort(hits.begin(), hits.end(),
                     [](const Hit& a, const Hit& b) { return a.probability > b.probability; });
    return hits;
}

std::string marked(const Hit& hit) {
    std::string text;
    for (std::size_t i = 0; i < hit.read.size(); ++i) {
        const bool doubtful = std::find(hit.doubtful.begin(), hit.doubtful.end(), i) != hit.doubtful.end();
        text += doubtful ? std::string("[") + hit.read[i] + "]" : std::string(1, hit.read[i]);
    }
    return text;
}

}  // namespace tidewaiter::watchlist
