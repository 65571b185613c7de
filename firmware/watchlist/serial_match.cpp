#include "firmware/watchlist/serial_match.h"

#include <algorithm>
#include <set>

#include "firmware/watchlist/serial_grammar.h"
#include "firmware/watchlist/serial_key.h"

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
/// How much rarer than a number of the entry's grammar one of another maker stands there.
constexpr double kOtherMakers = 0.1;
/// Of all texts of a shape at least so many are real ones, whatever the list's density says.
constexpr double kLeastExisting = 1e-3;

/// The entries that are matched exactly and that the text may be, each once.
class Candidates {
  public:
    Candidates(Store& store, std::size_t length) : store_(store), length_(length) {}

    void look(std::string_view text) {
        const auto key = serialKey(text);
        if (!store_.mayHold(key) || !seen_.insert(key).second) return;
        for (auto& entry : store_.withKey(key)) {
            const auto longer = std::max(entry.value.size(), length_) - std::min(entry.value.size(), length_);
            if (longer <= 1) found_.push_back(std::move(entry));
        }
    }

    /// All texts that one slip of the reader, or one character it took for any other, makes of this one.
    void lookAround(const std::string& text) {
        for (std::size_t i = 0; i <= text.size(); ++i) {
            auto other = text;
            if (i < text.size()) {
                look(std::string(text).erase(i, 1));
                for (const char c : kFolded) {
                    other[i] = c;
                    look(other);
                }
                other[i] = text[i];
            }
            other.insert(i, 1, '0');
            for (const char c : kFolded) {
                other[i] = c;
                look(other);
            }
        }
    }

    [[nodiscard]] std::vector<Entry> take() { return std::move(found_); }
    [[nodiscard]] bool empty() const { return found_.empty(); }

  private:
    Store& store_;
    std::size_t length_;
    std::set<std::int64_t> seen_;
    std::vector<Entry> found_;
};

/// How likely the text is one that the grammar allows; 1 where none is named.
double shareOf(const std::string& grammarName, const DoubtfulText& text,
               const std::vector<Hypothesis>& hypotheses) {
    const auto* grammar = grammarNamed(grammarName);
    if (grammar == nullptr) return 1;
    if (grammar->check != nullptr) {  // a check digit joins the places: texts one by one
        double share = 0;
        for (const auto& one : hypotheses) share += grammar->fits(one.text) ? one.probability : 0;
        return share;
    }
    double share = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        double here = 0;
        for (const auto& [c, probability] : text[i].choices)
            here += grammar->allows(i, text.size(), c) ? probability : 0;
        share *= here;
    }
    return share;
}

/// Probabilities of the listed ones among all that the text can be.
std::vector<double> posteriors(const std::vector<Entry>& entries, const DoubtfulText& text,
                               const std::vector<Hypothesis>& hypotheses, double existing) {
    std::vector<double> likelihoods;
    std::set<std::string_view> counted;
    double listed = 0;
    for (const auto& entry : entries) {
        likelihoods.push_back(likelihoodOf(entry.value, text, entry.value.size() == text.size() ? 0 : 1));
        if (counted.insert(entry.value).second) listed += likelihoods.back();
    }
    std::vector<double> result;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const double fits = shareOf(entries[i].terms.grammar, text, hypotheses);
        const double others =
            std::max(0.0, fits - listed) + kOtherMakers * std::max(0.0, 1 - std::max(fits, listed));
        result.push_back(likelihoods[i] / (listed + existing * others + 1e-300));
    }
    return result;
}

std::vector<std::size_t> doubtfulPlaces(const DoubtfulText& text, const std::string& value) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool differs = value.size() == text.size() && text[i].best() != value[i];
        if (differs || text[i].choices.front().second < kSureCharacter) places.push_back(i);
    }
    return places;
}

std::size_t distance(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = i;
    for (std::size_t k = 0; k < one.size(); ++k) {
        auto diagonal = row[0]++;
        for (std::size_t i = 1; i < row.size(); ++i) {
            const auto replaced = diagonal + (one[k] == other[i - 1] ? 0 : 1);
            diagonal = row[i];
            row[i] = std::min({replaced, row[i] + 1, row[i - 1] + 1});
        }
    }
    return row.back();
}

bool matches(const ListedEntry& listed, const std::string& text) {
    const auto& entry = listed.entry;
    switch (entry.terms.match) {
        case MatchMode::Exact:
            return text == entry.value;
        case MatchMode::Prefix:
            return text.starts_with(entry.value);
        case MatchMode::Range:
            return text.size() == entry.value.size() && entry.value <= text && text <= entry.last;
        case MatchMode::Fuzzy:
            return distance(text, entry.value) <= static_cast<std::size_t>(entry.terms.budget);
        case MatchMode::Pattern:
            return listed.pattern && listed.pattern->fits(text);
    }
    return false;
}

void addExact(std::vector<Hit>& hits, Store& store, const DoubtfulText& text,
              const std::vector<Hypothesis>& hypotheses, const MatchSettings& settings) {
    Candidates candidates(store, text.size());
    for (const auto& one : hypothesesOf(foldedText(text), kMostHypotheses, kLeastHypothesis))
        candidates.look(one.text);
    const auto best = bestOf(text);
    if (settings.edits && candidates.empty() && best.size() >= kShortestForEdits) candidates.lookAround(best);
    const auto entries = candidates.take();
    const double existing = std::clamp(store.summary().density / settings.baseRate, kLeastExisting, 1.0);
    const auto probabilities = posteriors(entries, text, hypotheses, existing);
    for (std::size_t i = 0; i < entries.size(); ++i)
        hits.push_back({entries[i], probabilities[i], best, doubtfulPlaces(text, entries[i].value)});
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

std::vector<Hit> findNumber(Store& store, EntryKind kind, const DoubtfulText& text,
                            const MatchSettings& settings) {
    std::vector<Hit> hits;
    if (text.empty() || text.size() > kLongest) return hits;
    const auto hypotheses = hypothesesOf(text, kMostHypotheses, kLeastHypothesis);
    if (kind == EntryKind::Serial) addExact(hits, store, text, hypotheses, settings);
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
