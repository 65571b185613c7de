// Goods words: classes of goods named in a text, with how surely the word means them.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/lexicon.h"

namespace tidewaiter::ocr {

struct GoodsWord {
    std::string goods;    ///< id of the class
    double strength = 0;  ///< in [0, 1]: short words are found by chance
};

/// Each class named in `text` once, with its longest word.
[[nodiscard]] std::vector<GoodsWord> goodsWords(std::string_view text, const models::Lexicon& lexicon);

}  // namespace tidewaiter::ocr
