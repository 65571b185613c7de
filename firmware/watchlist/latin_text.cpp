#include "firmware/watchlist/latin_text.h"

#include <unicode/locid.h>
#include <unicode/translit.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

#include "models/utf8.h"

namespace tidewaiter::watchlist {

namespace {

/// One of ICU's transliterators, which serve one thread at a time.
class Script {
  public:
    explicit Script(const char* id) {
        UErrorCode status = U_ZERO_ERROR;
        script_.reset(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
        if (U_FAILURE(status) || script_ == nullptr)
            throw std::invalid_argument(std::string("ICU was built without ") + id);
    }

    [[nodiscard]] std::string write(std::string_view text) {
        auto written = icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
        script_->transliterate(written);
        std::string result;
        return written.toUTF8String(result);
    }

  private:
    std::unique_ptr<icu::Transliterator> script_;
};

/// The transliterators and what they said of Chinese characters, each of which takes them 70 us.
struct Scripts {
    std::mutex turns;
    Script plain{"NFKC; Traditional-Simplified"};
    Script latin{"Russian-Latin/BGN; Any-Latin; Latin-ASCII; Lower"};
    std::unordered_map<char32_t, std::string> syllables;
};

Scripts& scripts() {
    static Scripts all;
    return all;
}

bool isAscii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string small(std::string_view ascii) {
    std::string text(ascii);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

}  // namespace

std::string plainForm(std::string_view text) {
    if (isAscii(text)) return std::string(text);
    const std::lock_guard turn(scripts().turns);
    return scripts().plain.write(text);
}

std::string smallLetters(std::string_view text) {
    if (isAscii(text)) return small(text);
    std::string result;
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())})
        .toLower(icu::Locale::getRoot())
        .toUTF8String(result);
}

std::string latinText(std::string_view text) {
    if (isAscii(text)) return small(text);
    const std::lock_guard turn(scripts().turns);
    return scripts().latin.write(text);
}

std::string syllableOf(char32_t character) {
    const std::lock_guard turn(scripts().turns);
    auto& all = scripts();
    const auto known = all.syllables.find(character);
    if (known != all.syllables.end()) return known->second;
    return all.syllables.emplace(character, all.latin.write(models::encode(character))).first->second;
}

}  // namespace tidewaiter::watchlist
