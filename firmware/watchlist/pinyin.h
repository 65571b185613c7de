// Pinyin: which words can be Chinese ones in Latin letters.
// Thread rule: pure function, safe to call from any thread. Inside firmware/watchlist only.
//
// Source: ISO 7098:2015, initials and finals; every initial is allowed with every final, none with those in
// a, e, o.
#pragma once

#include <string_view>

namespace tidewaiter::watchlist {

/// Whether small letters are a row of syllables: "huaqiang".
[[nodiscard]] bool isPinyin(std::string_view word);

}  // namespace tidewaiter::watchlist
