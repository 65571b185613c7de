#include "firmware/inspection/likeness.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "firmware/text/nearest_name.h"
#include "models/folding.h"

namespace tidewaiter::inspection {

namespace {

/// A word this long is the same with one slip.
constexpr std::size_t kLongWord = 6;
constexpr double kNothingToSay = 0.5;

/// What stands in many names of firms and addresses tells none of them apart.
constexpr std::array<std::string_view, 32> kCommonWords = {
    "co",   "company", "corp",   "corporation", "ltd",    "limited", "inc",       "llc",
    "gmbh", "ag",      "sa",     "srl",         "bhd",    "sdn",     "pte",       "pty",
    "plc",  "the",     "and",    "of",          "trade",  "trading", "group",     "international",
    "intl", "import",  "export", "global",      "street", "road",    "logistics", "technology"};

bool isCommon(std::string_view word) {
    return std::find(kCommonWords.begin(), kCommonWords.end(), word) != kCommonWords.end();
}

/// Words of `text` in small letters without accents; where words stand side by side, pairs of characters.
class WordSplitter {
  public:
    explicit WordSplitter(std::string_view text) {
        for (std::size_t at = 0; at < text.size();) {
            const auto point = models::decodeAt(text, at);
            at += point.bytes;
            add(models::unaccented(models::small(models::narrow(point.value))));
        }
        close();
    }

    [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

  private:
    void add(char32_t c) {
        if (models::isMark(c)) return;
        const auto script = models::scriptOf(c);
        if (script == models::Script::None) return close();
        if (script == models::Script::Spaced || script == models::Script::Hangul) {
            previous_.clear();
            word_ += models::encode(c);
            return;
        }
        const auto character = models::encode(c);
        if (!word_.empty()) close();
        if (!previous_.empty()) words_.push_back(previous_ + character);
        previous_ = character;
    }

    void close() {
        if (word_.size() > 1 && !isCommon(word_)) words_.push_back(word_);
        word_.clear();
        previous_.clear();
    }

    std::vector<std::string> words_;
    std::string word_;
    std::string previous_;
};

bool sameWord(const std::string& a, const std::string& b) {
    if (a == b) return true;
    return std::min(a.size(), b.size()) >= kLongWord && text::editDistance(a, b) <= 1;
}

}  // namespace

double likeness(std::string_view a, std::string_view b) {
    auto few = WordSplitter(a).words();
    auto many = WordSplitter(b).words();
    if (few.size() > many.size()) std::swap(few, many);
    if (few.empty()) return kNothingToSay;
    const auto shared = std::count_if(few.begin(), few.end(), [&](const std::string& word) {
        return std::any_of(many.begin(), many.end(),
                           [&](const std::string& other) { return sameWord(word, other); });
    });
    return static_cast<double>(shared) / static_cast<double>(few.size());
}

}  // namespace tidewaiter::inspection
