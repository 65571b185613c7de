#include "firmware/watchlist/word_sound.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tidewaiter::watchlist {

namespace {

/// The longest first.
constexpr auto kSounds = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"shch", "s"}, {"sch", "s"}, {"tch", "c"}, {"kh", "h"}, {"zh", "z"}, {"ch", "c"}, {"sh", "s"},
     {"ts", "c"},   {"tz", "c"},  {"ph", "f"},  {"ck", "k"}, {"ks", "x"}, {"iy", "i"}, {"yy", "i"},
     {"ij", "i"},   {"ye", "e"},  {"je", "e"},  {"yo", "e"}, {"yu", "u"}, {"iu", "u"}, {"ju", "u"},
     {"ya", "a"},   {"ia", "a"},  {"ja", "a"},  {"ou", "u"}, {"oo", "u"}, {"ue", "u"}, {"ae", "a"},
     {"oe", "o"},   {"w", "v"},   {"y", "i"},   {"j", "i"}});

}  // namespace

std::string soundOf(std::string_view word) {
    std::string sound;
    while (!word.empty()) {
        const auto row = std::find_if(kSounds.begin(), kSounds.end(),
                                      [&](const auto& one) { return word.starts_with(one.first); });
        const auto letters = row == kSounds.end() ? word.substr(0, 1) : row->second;
        if (sound.empty() || sound.back() != letters[0]) sound += letters;
        word.remove_prefix(row == kSounds.end() ? 1 : row->first.size());
    }
    return sound;
}

}  // namespace tidewaiter::watchlist
