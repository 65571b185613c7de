// WordWeights: how much a word of a name tells, by what kind it is and how often a list holds it.
// Thread rule: const members are safe from any thread; add() needs the object alone.
//
// Inverse document frequency (K. Sparck Jones, 1972), scaled so that a word of one name weighs 1 and a word
// of all names next to nothing; a list below a thousand names says too little of how common a word is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "firmware/watchlist/party_tokens.h"

namespace tidewaiter::watchlist {

class WordWeights {
  public:
    /// Counts the words of one more name.
    void add(const PartyName& name);

    /// In (0, 1].
    [[nodiscard]] double of(const PartyToken& word) const;

  private:
    std::unordered_map<std::string, std::uint32_t> names_;  ///< how many have the word
    std::size_t count_ = 0;
};

}  // namespace tidewaiter::watchlist
