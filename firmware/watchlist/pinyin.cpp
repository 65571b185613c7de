#include "firmware/watchlist/pinyin.h"

#include <array>
#include <vector>

namespace tidewaiter::watchlist {

namespace {

constexpr auto kInitials =
    std::to_array<std::string_view>({"",  "b", "p", "m", "f", "d", "t",  "n",  "l",  "g", "k", "h",
                                     "j", "q", "x", "r", "z", "c", "zh", "ch", "sh", "s", "y", "w"});
constexpr auto kFinals = std::to_array<std::string_view>(
    {"a",  "ai",  "an",   "ang", "ao",  "e",    "ei",  "en",   "eng", "er", "i",
     "ia", "ian", "iang", "iao", "ie",  "in",   "ing", "iong", "iu",  "o",  "ong",
     "ou", "u",   "ua",   "uai", "uan", "uang", "ue",  "ui",   "un",  "uo"});

}  // namespace

bool isPinyin(std::string_view word) {
    std::vector<bool> reached(word.size() + 1, false);  // a syllable can begin there
    reached[0] = true;
    for (std::size_t at = 0; at < word.size(); ++at) {
        if (!reached[at]) continue;
        for (const auto initial : kInitials) {
            if (!word.substr(at).starts_with(initial)) continue;
            const auto begin = at + initial.size();
            for (const auto final : kFinals) {
                const bool needsInitial =
                    initial.empty() && std::string_view("iu").find(final[0]) != std::string_view::npos;
                if (!needsInitial && word.substr(begin).starts_with(final))
                    reached[begin + final.size()] = true;
            }
        }
    }
    return !word.empty() && reached[word.size()];
}

}  // namespace tidewaiter::watchlist
