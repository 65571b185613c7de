#include "firmware/watchlist/party_alignment.h"

#include <algorithm>
#include <optional>

namespace tidewaiter::watchlist {

namespace {

using Words = std::vector<PartyToken>;

/// More words than this side by side are not taken as one.
constexpr std::size_t kLongestRun = 6;

/// The words of one name that are in no pair yet.
struct Side {
    const Words& words;
    std::vector<bool> used = std::vector<bool>(words.size(), false);

    [[nodiscard]] bool isFree(std::size_t at) const { return at < words.size() && !used[at]; }
    void use(WordRange range) {
        for (std::size_t i = 0; i < range.count; ++i) used[range.begin + i] = true;
    }
};

class Aligner {
  public:
    Aligner(const Words& read, const Words& listed) : read_{read}, listed_{listed} {}

    void pairEqualWords() {
        for (std::size_t i = 0; i < read_.words.size(); ++i) {
            for (std::size_t k = 0; k < listed_.words.size() && read_.isFree(i); ++k) {
                if (!listed_.isFree(k) || read_.words[i].text != listed_.words[k].text) continue;
                add({{i, 1}, {k, 1}, equalWords(read_.words[i], listed_.words[k])});
            }
        }
    }

    /// Words that are divided at other places, as pinyin is: "Shenzhen" and "Shen Zhen".
    void pairRuns() {
        for (std::size_t i = 0; i < read_.words.size(); ++i) {
            for (std::size_t k = 0; k < listed_.words.size() && read_.isFree(i); ++k) {
                if (const auto pair = runAt(i, k)) add(*pair);
            }
        }
    }

    /// The likest words first.
    void pairLikeWords() {
        std::vector<WordPair> likes;
        for (std::size_t i = 0; i < read_.words.size(); ++i) {
            for (std::size_t k = 0; k < listed_.words.size(); ++k) {
                if (!read_.isFree(i) || !listed_.isFree(k)) continue;
                const auto likeness = likenessOf(read_.words[i], listed_.words[k]);
                if (likeness.share > 0) likes.push_back({{i, 1}, {k, 1}, likeness});
            }
        }
        std::stable_sort(likes.begin(), likes.end(), [](const WordPair& a, const WordPair& b) {
            return a.likeness.share > b.likeness.share;
        });
        for (const auto& pair : likes) {
            if (read_.isFree(pair.read.begin) && listed_.isFree(pair.listed.begin)) add(pair);
        }
    }

    [[nodiscard]] std::vector<WordPair> take() {
        std::sort(pairs_.begin(), pairs_.end(),
                  [](const WordPair& a, const WordPair& b) { return a.read.begin < b.read.begin; });
        return std::move(pairs_);
    }

  private:
    void add(const WordPair& pair) {
        read_.use(pair.read);
        listed_.use(pair.listed);
        pairs_.push_back(pair);
    }

    /// The shortest words from `i` and `k` on that are the same letters together.
    [[nodiscard]] std::optional<WordPair> runAt(std::size_t i, std::size_t k) const {
        if (!read_.isFree(i) || !listed_.isFree(k)) return std::nullopt;
        std::string one = read_.words[i].text;
        std::string other = listed_.words[k].text;
        WordRange read{i, 1};
        WordRange listed{k, 1};
        while (one.size() != other.size()) {
            const bool grow = one.size() < other.size();
            if (grow ? !other.starts_with(one) : !one.starts_with(other)) return std::nullopt;
            auto& range = grow ? read : listed;
            const auto& side = grow ? read_ : listed_;
            const auto next = range.begin + range.count;
            if (!side.isFree(next) || ++range.count > kLongestRun) return std::nullopt;
            (grow ? one : other) += side.words[next].text;
        }
        if (one != other) return std::nullopt;
        return WordPair{read, listed, equalWords(read_.words[i], listed_.words[k])};
    }

    Side read_;
    Side listed_;
    std::vector<WordPair> pairs_;
};

}  // namespace

std::vector<WordPair> aligned(const Words& read, const Words& listed, bool exact) {
    Aligner aligner(read, listed);
    aligner.pairEqualWords();
    aligner.pairRuns();
    if (!exact) aligner.pairLikeWords();
    return aligner.take();
}

}  // namespace tidewaiter::watchlist
