// PrintWords: words that stand on boards, chips and shipping labels again and again.
// Thread rule: immutable after load(), safe to use from any thread.
//
// A recogniser that hesitates between "Compiy" and "Comply" may be told which of the two is a word. It is
// never told more: the pixels must allow the word, and numbers, part numbers and names are left alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"
#include "models/store.h"

namespace tidewaiter::models {

class PrintWords {
  public:
    /// Reads "print_words.json".
    [[nodiscard]] static Expected<PrintWords> load(const Store& store);
    /// Builds the list from `words` as they are printed; each is also known in capitals.
    explicit PrintWords(const std::vector<std::string>& words);

    [[nodiscard]] bool contains(std::string_view word) const;
    /// Words that differ from `word` by at most one character in five (two at most), nearest first. Words
    /// shorter than four characters have no neighbours.
    [[nodiscard]] std::vector<std::string> near(std::string_view word) const;

  private:
    std::vector<std::string> words_;  ///< sorted
};

}  // namespace tidewaiter::models
