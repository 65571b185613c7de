#include "firmware/people/plain_text.h"

#include <unicode/normalizer2.h>

#include <stdexcept>

#include "firmware/text/visible_text.h"
#include "models/utf8.h"

namespace tidewaiter::people {

namespace {

using Form = const icu::Normalizer2* (*)(UErrorCode&);

std::string inForm(Form form, std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = form(status);
    if (U_FAILURE(status) || normalizer == nullptr)
        throw std::invalid_argument("ICU was built without its normal forms");
    const auto source = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
    std::string result;
    const auto normal = normalizer->normalize(source, status);
    return U_FAILURE(status) ? std::string(utf8) : normal.toUTF8String(result);
}

const icu::Normalizer2* formC(UErrorCode& status) {
    return icu::Normalizer2::getNFCInstance(status);
}

const icu::Normalizer2* foldedForm(UErrorCode& status) {
    return icu::Normalizer2::getNFKCCasefoldInstance(status);
}

/// Words that spaces part; the no-break space and the ideographic one are spaces, too.
std::string singleSpaced(std::string_view text) {
    std::string words;
    bool apart = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto next = models::decodeAt(text, at);
        const bool space = next.value == U' ' || next.value == U'\u00a0' || next.value == U'\u3000';
        if (!space) {
            if (apart && !words.empty()) words += ' ';
            words += text.substr(at, next.bytes);
        }
        apart = space;
        at += next.bytes;
    }
    return words;
}

}  // namespace

std::optional<std::string> composed(std::string_view text) {
    if (models::validUtf8(text) != text) return std::nullopt;
    return inForm(formC, text);
}

std::optional<std::string> tidied(std::string_view text) {
    const auto normal = composed(text);
    if (!normal || text::visibleText(*normal) != *normal) return std::nullopt;
    return singleSpaced(*normal);
}

std::string nameKey(std::string_view text) {
    return inForm(foldedForm, singleSpaced(models::validUtf8(text)));
}

}  // namespace tidewaiter::people
