#include "models/catalog.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_set>

#include "models/catalog_index.h"
#include "models/tokens.h"

namespace tidewaiter::models {

namespace {

constexpr std::size_t kWidestGap = 4;  // bytes between two pieces of one name: " - ", or a trade-mark sign
constexpr std::string_view kGapBytes = " -_/.";

constexpr std::size_t kDistinctToken = 9;  // a token of this length is unlikely to fit a pattern by chance
constexpr double kPatternStrength = 0.75;
constexpr double kShortPatternStrength = 0.35;
constexpr double kPatternStrengthInContext = 0.85;

struct Hit {
    std::size_t begin = 0;
    std::size_t end = 0;
    CatalogMatch match;

    [[nodiscard]] bool liesWithin(const Hit& other) const {
        return other.begin <= begin && end <= other.end && other.end - other.begin > end - begin;
    }
};

bool mayBridge(std::string_view gap) {
    const auto bridges = [](char c) {
        return kGapBytes.find(c) != std::string_view::npos || static_cast<unsigned char>(c) >= 0x80;
    };
    return gap.size() <= kWidestGap && std::all_of(gap.begin(), gap.end(), bridges);
}

bool isJoiner(char c) {
    return c == '-' || c == '/' || c == '.' || c == '_';
}

/// Whether the piece is tied to a neighbour by a dash or the like: part of some other number.
bool isTied(std::string_view line, std::size_t begin, std::size_t end) {
    const bool before = begin >= 2 && isJoiner(line[begin - 1]) && line[begin - 2] != ' ';
    const bool after = end + 1 < line.size() && isJoiner(line[end]) && line[end + 1] != ' ';
    return before || after;
}

/// One line being looked at.
class Matcher {
  public:
    Matcher(const Catalog::Index& index, std::string_view line)
        : index_(index), line_(line), atoms_(atomsOf(line)) {
        for (std::size_t i = 0; i < atoms_.size(); ++i) {
            words_.insert(upperCased(atoms_[i].text));
            if (i > 0) words_.insert(upperCased(atoms_[i - 1].text) + upperCased(atoms_[i].text));
        }
    }

    [[nodiscard]] std::vector<CatalogMatch> match() {
        for (std::size_t first = 0; first < atoms_.size(); ++first) matchFrom(first);
        matchPatterns();
        return outermost();
    }

  private:
    /// Looks up the pieces from `first` on, joined to longer and longer keys.
    void matchFrom(std::size_t first) {
        std::string spelling;
        std::vector<std::size_t> cuts;
        for (std::size_t last = first; last < atoms_.size(); ++last) {
            if (last > first) {
                const auto gap =
                    line_.substr(atoms_[last - 1].end(), atoms_[last].begin - atoms_[last - 1].end());
                if (!mayBridge(gap)) return;
                cuts.push_back(spelling.size());
            }
            spelling += atoms_[last].text;
            if (spelling.size() > index_.longestKey) return;
            const auto found = index_.namesByKey.find(upperCased(spelling));
            if (found == index_.namesByKey.end()) continue;
            for (const auto& name : found->second) {
                accept(name, spelling, cuts, atoms_[first].begin, atoms_[last].end());
            }
        }
    }

    void accept(const ListedName& name, const std::string& spelling, const std::vector<std::size_t>& cuts,
                std::size_t begin, std::size_t end) {
        if (!name.anyCut && !std::includes(name.cuts.begin(), name.cuts.end(), cuts.begin(), cuts.end()))
            return;
        const bool context = inContext(name.entry);
        if (name.shortName && !context && (spelling != name.spelling || isTied(line_, begin, end))) return;
        const auto* entry = &index_.entries[name.entry];
        const auto same = [&](const Hit& hit) {
            return hit.begin == begin && hit.end == end && hit.match.entry == entry;
        };
        if (std::any_of(hits_.begin(), hits_.end(), same)) return;  // two spellings of one name
        const double strength = context ? name.strength.inContext : name.strength.alone;
        hits_.push_back({begin, end, {entry, name.by, textAt(begin, end), strength, name.source}});
    }

    void matchPatterns() {
        for (const auto& token : tokensOf(line_)) {
            const auto covers = [&](const Hit& hit) {
                return hit.begin < token.end() && token.begin < hit.end;
            };
            if (std::any_of(hits_.begin(), hits_.end(), covers)) continue;
            for (const auto& listed : index_.patterns) {
                if (!listed.pattern.fits(token.text)) continue;
                const auto& entry = index_.entries[listed.entry];
                hits_.push_back({token.begin,
                                 token.end(),
                                 {&entry, listed.by, std::string(token.text), patternStrength(listed, token),
                                  entry.source}});
                break;
            }
        }
    }

    [[nodiscard]] double patternStrength(const ListedPattern& listed, const Atom& token) const {
        if (inContext(listed.entry)) return kPatternStrengthInContext;
        return token.text.size() >= kDistinctToken ? kPatternStrength : kShortPatternStrength;
    }

    [[nodiscard]] bool inContext(std::size_t entry) const {
        const auto& memory = index_.memoryByEntry[entry];
        const auto stands = [&](const std::string& key) { return words_.count(key) > 0; };
        return std::any_of(memory.begin(), memory.end(), stands) ||
               namesContext(index_.entries[entry].vendor) || namesContext("any");
    }

    [[nodiscard]] bool namesContext(const std::string& vendor) const {
        const auto known = index_.contextByVendor.find(vendor);
        if (known == index_.contextByVendor.end()) return false;
        return std::any_of(known->second.begin(), known->second.end(), [&](const std::string& word) {
            return joinedKey(word).empty() ? line_.find(word) != std::string_view::npos
                                           : words_.count(word) > 0;
        });
    }

    [[nodiscard]] std::string textAt(std::size_t begin, std::size_t end) const {
        return std::string(line_.substr(begin, end - begin));
    }

    /// The hits that are no part of a longer one.
    [[nodiscard]] std::vector<CatalogMatch> outermost() const {
        std::vector<CatalogMatch> matches;
        for (const auto& hit : hits_) {
            const auto outside = [&](const Hit& other) { return !hit.liesWithin(other); };
            if (std::all_of(hits_.begin(), hits_.end(), outside)) matches.push_back(hit.match);
        }
        return matches;
    }

    const Catalog::Index& index_;
    std::string_view line_;
    std::vector<Atom> atoms_;
    std::unordered_set<std::string> words_;  ///< single pieces and joined pairs, in capitals
    std::vector<Hit> hits_;
};

}  // namespace

std::vector<CatalogMatch> Catalog::match(std::string_view line) const {
    std::vector<CatalogMatch> matches;
    for (const auto window : windowsOf(line)) {
        auto found = Matcher(*index_, window).match();
        std::move(found.begin(), found.end(), std::back_inserter(matches));
    }
    const auto stronger = [](const CatalogMatch& a, const CatalogMatch& b) {
        return a.strength > b.strength;
    };
    std::stable_sort(matches.begin(), matches.end(), stronger);
    return matches;
}

const std::vector<CatalogEntry>& Catalog::entries() const {
    return index_->entries;
}

}  // namespace tidewaiter::models
