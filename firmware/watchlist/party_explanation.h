// PartyExplanation: how two names fit, in words that an officer can read out.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>

#include "firmware/watchlist/party_match.h"

namespace tidewaiter::watchlist {

/// The end of a sentence: "Huaqiang = 华强 (pinyin), Ltd left out; only listed: Robotics".
[[nodiscard]] std::string explained(const PartyMatch& match, const PartyName& read, const PartyName& listed);

}  // namespace tidewaiter::watchlist
