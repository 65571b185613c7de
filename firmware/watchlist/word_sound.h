// WordSound: spellings of one sound that transliterations differ in, drawn together.
// Thread rule: pure function, safe to call from any thread. Inside firmware/watchlist only.
#pragma once

#include <string>
#include <string_view>

namespace tidewaiter::watchlist {

/// Of small Latin letters: "dmitriy" and "dmitry" become one. For comparing only.
[[nodiscard]] std::string soundOf(std::string_view word);

}  // namespace tidewaiter::watchlist
