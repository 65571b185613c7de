#include "firmware/inspection/sure_text.h"

#include <algorithm>

namespace tidewaiter::inspection {

using ocr::Reading;

namespace {

bool areCharactersSure(const Reading& reading, std::size_t begin, std::size_t length) {
    std::size_t at = 0;
    for (const auto& character : reading.characters) {
        const auto end = at + character.text.size();
        const bool inside = at < begin + length && end > begin;
        if (inside && character.confidence < kSureCharacter) return false;
        at = end;
    }
    return at == reading.text.size() || reading.characters.empty();
}

/// A rival that holds the same part at the same place or elsewhere does not speak against it.
bool isUnrivaled(const Reading& reading, std::string_view part) {
    return std::all_of(reading.alternatives.begin(), reading.alternatives.end(), [&](const auto& other) {
        return other.confidence < kRival || other.text.find(part) != std::string::npos;
    });
}

}  // namespace

bool isSure(const Reading& reading, std::size_t begin, std::size_t length) {
    if (reading.confidence < kSureLine || begin + length > reading.text.size() || length == 0) return false;
    if (reading.kind == ocr::ReadingKind::Barcode) return true;
    return areCharactersSure(reading, begin, length) &&
           isUnrivaled(reading, std::string_view(reading.text).substr(begin, length));
}

bool isSure(const Reading& reading) {
    return isSure(reading, 0, reading.text.size());
}

}  // namespace tidewaiter::inspection
