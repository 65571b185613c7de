#include "models/markings.h"

#include <algorithm>

#include "models/markings_index.h"
#include "models/tokens.h"

namespace tidewaiter::models {

namespace {

constexpr std::size_t kFullToken = 6;  // shorter tokens are too common to be strong
constexpr std::size_t kLongToken = 7;
constexpr double kShortTokenLimit = 0.35;

/// How unlikely a token is by chance: by the letters that the maker gave, the digits, and what follows them.
double shapeStrength(std::string_view token, std::size_t prefixLength) {
    constexpr double byPrefix[] = {0, 0, 0.15, 0.35, 0.5, 0.6};
    const auto digits = static_cast<std::size_t>(std::count_if(token.begin(), token.end(), isDigit));
    const auto firstDigit = token.find_first_of("0123456789");
    const auto behind = token.find_first_not_of("0123456789", firstDigit);
    double strength = byPrefix[std::min<std::size_t>(prefixLength, 5)];
    strength += 0.05 * static_cast<double>(std::min<std::size_t>(digits, 5));
    if (behind != std::string_view::npos) strength += 0.1;
    if (token.size() >= kLongToken) strength += 0.05;
    if (token.find('-') != std::string_view::npos) strength += 0.05;
    if (token.size() < kFullToken) strength = std::min(strength, kShortTokenLimit);
    return std::min(strength, 0.95);
}

/// What makers put behind a number: versions, packages, packing.
bool isUsualTail(std::string_view tail) {
    return tail.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/.+#") == std::string_view::npos;
}

bool fits(const PartShape& shape, std::string_view token) {
    if (!shape.open) return shape.pattern.fits(token);
    const auto length = shape.pattern.fitLength(token);
    return length > 0 && isUsualTail(token.substr(length));
}

bool mayBePart(std::string_view token) {
    return token.size() >= 4 && std::any_of(token.begin(), token.end(), isDigit) &&
           std::any_of(token.begin(), token.end(), isLetter);
}

template <class Match>
void strongestFirst(std::vector<Match>& matches) {
    std::stable_sort(matches.begin(), matches.end(),
                     [](const Match& a, const Match& b) { return a.strength > b.strength; });
}

/// The longest phrases of `finder` in `text`, each value once.
std::vector<std::size_t> valuesIn(const PhraseFinder& finder, std::string_view text) {
    std::vector<std::size_t> values;
    for (const auto& hit : outermost(finder.find(text, unitsOf(text)))) {
        if (std::find(values.begin(), values.end(), hit.value) == values.end()) values.push_back(hit.value);
    }
    return values;
}

/// Numbers and single letters may stand beside a lone country, on chips they do; words may not.
bool isNoWord(const TextUnit& unit) {
    return unit.folded.size() <= 1 || std::any_of(unit.folded.begin(), unit.folded.end(), isDigit);
}

/// One line read for its origin.
class OriginFinder {
  public:
    OriginFinder(const Markings::Index& index, std::string_view line)
        : index_(index), units_(unitsOf(line)), hits_(outermost(index.originWords.find(line, units_))) {}

    [[nodiscard]] std::string country() const {
        for (const auto claim : {OriginWord::Made, OriginWord::Ahead, OriginWord::Behind,
                                 OriginWord::Assembled, OriginWord::Diffused}) {
            for (const auto& hit : hits_) {
                if (phrase(hit).word != OriginWord::Country) continue;
                if (claims(claim, hit)) return phrase(hit).country;
            }
        }
        return loneCountry();
    }

  private:
    [[nodiscard]] const OriginPhrase& phrase(const PhraseHit& hit) const {
        return index_.originPhrases[hit.value];
    }

    /// Whether a phrase of the kind `claim` stands beside the country.
    [[nodiscard]] bool claims(OriginWord claim, const PhraseHit& country) const {
        return std::any_of(hits_.begin(), hits_.end(), [&](const PhraseHit& hit) {
            if (phrase(hit).word != claim) return false;
            if (claim == OriginWord::Behind) return hit.begin == country.end;
            return hit.end == country.begin ||
                   (hit.end + 1 == country.begin && units_[hit.end].folded.empty());
        });
    }

    [[nodiscard]] std::string loneCountry() const {
        std::string country;
        std::vector<bool> named(units_.size(), false);
        for (const auto& hit : hits_) {
            if (phrase(hit).word != OriginWord::Country || !phrase(hit).lone) return {};
            if (!country.empty() && country != phrase(hit).country) return {};
            country = phrase(hit).country;
            std::fill(named.begin() + static_cast<std::ptrdiff_t>(hit.begin),
                      named.begin() + static_cast<std::ptrdiff_t>(hit.end), true);
        }
        for (std::size_t i = 0; i < units_.size(); ++i) {
            if (!named[i] && !isNoWord(units_[i])) return {};
        }
        return country;
    }

    const Markings::Index& index_;
    std::vector<TextUnit> units_;
    std::vector<PhraseHit> hits_;
};

}  // namespace

const PartShape* Markings::Index::shapeOf(std::string_view token) const {
    const PartShape* best = nullptr;
    const auto consider = [&](const std::vector<std::size_t>& places) {
        for (const auto place : places) {
            const auto& shape = shapes[place];
            const bool moreSpecific = !best || shape.prefix.size() > best->prefix.size();
            if (moreSpecific && fits(shape, token)) best = &shape;
        }
    };
    for (std::size_t length = std::min(longestHead, token.size()); length > 0; --length) {
        const auto listed = shapesByHead.find(std::string(token.substr(0, length)));
        if (listed != shapesByHead.end()) consider(listed->second);
    }
    consider(headlessShapes);
    return best;
}

std::vector<PartNumberMatch> Markings::partNumbers(std::string_view line) const {
    std::vector<PartNumberMatch> matches;
    for (const auto& token : tokensOf(line)) {
        if (!mayBePart(token.text)) continue;
        const auto* shape = index_->shapeOf(token.text);
        if (!shape) continue;
        const double strength = shape->strength.value_or(shapeStrength(token.text, shape->prefix.size()));
        matches.push_back({std::string(token.text), shape->maker, shape->what, strength, shape->source});
    }
    strongestFirst(matches);
    return matches;
}

std::vector<BrandMatch> Markings::brands(std::string_view line) const {
    std::vector<BrandMatch> matches;
    for (const auto value : valuesIn(index_->brandNames, line)) matches.push_back(index_->brands[value]);
    strongestFirst(matches);
    return matches;
}

std::vector<ComplianceMatch> Markings::compliance(std::string_view line) const {
    std::vector<ComplianceMatch> matches;
    for (const auto value : valuesIn(index_->markWords, line)) matches.push_back(index_->marks[value]);
    return matches;
}

std::string Markings::origin(std::string_view line) const {
    return OriginFinder(*index_, line).country();
}

std::string Markings::macMaker(std::string_view address) const {
    const auto digits = joinedKey(address);
    for (const std::size_t length : {9U, 7U, 6U}) {
        const auto known = index_->makersByMac.find(digits.substr(0, length));
        if (known != index_->makersByMac.end()) return known->second;
    }
    return {};
}

}  // namespace tidewaiter::models
