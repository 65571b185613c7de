// Printed words: what the text readings say, looked up by how it would be encoded in a barcode.
// Thread rule: immutable after construction, safe to use from any thread.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/reading.h"

namespace tidewaiter::ocr {

class PrintedWords {
  public:
    explicit PrintedWords(const std::vector<Reading>& readings);

    /// Places of the text readings that print `code`: as the whole line, as one of its words, or as all
    /// behind its first words; blanks, punctuation and case do not matter, and confusable characters pass for
    /// one another. Codes below four characters are found nowhere: they stand everywhere by chance.
    [[nodiscard]] std::vector<std::size_t> find(std::string_view code) const;

    /// The same, to the character.
    [[nodiscard]] bool holdsExactly(std::string_view code) const;

  private:
    void add(std::string_view text, std::size_t reading);

    struct Print {
        std::string squashed;
        std::size_t reading = 0;
    };
    std::map<std::string, std::vector<Print>> byKey_;
};

}  // namespace tidewaiter::ocr
