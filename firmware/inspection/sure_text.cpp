#include "firmware/inspection/sure_text.h"

#include <algorithm>

#include "models/tokens.h"
#include "ocr/fields/confusables.h"

namespace tidewaiter::inspection {

using ocr::Character;
using ocr::confusableKey;
using ocr::Reading;

namespace {

/// The certainty of one character as it stands.
double alone(const Character& character) {
    return character.confidence;
}

bool isLookAlike(const std::string& one, const std::string& other) {
    return one != other && !confusableKey(one).empty() && confusableKey(one) == confusableKey(other);
}

/// The certainty that it is this one or another that is drawn alike.
double withLookAlikes(const Character& character) {
    double sum = character.confidence;
    for (const auto& other : character.alternatives) {
        if (isLookAlike(character.text, other.text)) sum += other.confidence;
    }
    return sum;
}

/// Calls `use` with the characters that lie in the bytes [begin, begin + length) and where each begins.
template <typename Use>
void forEachIn(const Reading& reading, std::size_t begin, std::size_t length, Use use) {
    std::size_t at = 0;
    for (const auto& character : reading.characters) {
        const auto end = at + character.text.size();
        if (at < begin + length && end > begin) use(character, at);
        at = end;
    }
}

bool areCharactersSure(const Reading& reading, std::size_t begin, std::size_t length,
                       double (*certainty)(const Character&)) {
    bool sure = true;
    std::size_t covered = 0;
    forEachIn(reading, begin, length, [&](const Character& character, std::size_t) {
        sure = sure && certainty(character) >= kSureCharacter;
        covered += character.text.size();
    });
    return sure && (reading.characters.empty() || covered >= length);
}

/// A rival that holds the same part at the same place or elsewhere does not speak against it.
bool isUnrivaled(const Reading& reading, std::string_view part) {
    return std::all_of(reading.alternatives.begin(), reading.alternatives.end(), [&](const auto& other) {
        return other.confidence < kRival || other.text.find(part) != std::string::npos;
    });
}

/// Nor does one that differs from it by look-alikes alone, which the characters tell as well.
bool isUnrivaledButForLookAlikes(const Reading& reading, std::string_view part) {
    return std::all_of(reading.alternatives.begin(), reading.alternatives.end(), [&](const auto& other) {
        return other.confidence < kRival ||
               confusableKey(other.text).find(confusableKey(part)) != std::string::npos;
    });
}

bool canBeJudged(const Reading& reading, std::size_t begin, std::size_t length) {
    return reading.confidence >= kSureLine && begin + length <= reading.text.size() && length > 0;
}

/// Whether the letters and digits `key` stand in the reading with each of them sure.
bool isKeySure(const Reading& reading, const std::string& key) {
    std::string letters;
    std::vector<double> certainties;
    for (const auto& character : reading.characters) {
        const auto letter = models::joinedKey(character.text);
        letters += letter;
        certainties.insert(certainties.end(), letter.size(), character.confidence);
    }
    if (reading.characters.empty()) return true;
    for (auto at = letters.find(key); at != std::string::npos; at = letters.find(key, at + 1)) {
        const auto first = certainties.begin() + static_cast<std::ptrdiff_t>(at);
        if (*std::min_element(first, first + static_cast<std::ptrdiff_t>(key.size())) >= kSureCharacter)
            return true;
    }
    return false;
}

}  // namespace

bool isSure(const Reading& reading, std::size_t begin, std::size_t length) {
    if (!canBeJudged(reading, begin, length)) return false;
    if (reading.kind == ocr::ReadingKind::Barcode) return true;
    return areCharactersSure(reading, begin, length, alone) &&
           isUnrivaled(reading, std::string_view(reading.text).substr(begin, length));
}

bool isSure(const Reading& reading) {
    return isSure(reading, 0, reading.text.size());
}

bool isSureOf(const Reading& reading, std::string_view value) {
    const auto key = models::joinedKey(value);
    if (key.empty() || models::joinedKey(reading.text).find(key) == std::string::npos) return false;
    if (reading.kind == ocr::ReadingKind::Barcode) return reading.confidence >= kSureLine;
    double support = reading.confidence;
    for (const auto& other : reading.alternatives) {
        if (models::joinedKey(other.text).find(key) != std::string::npos) support += other.confidence;
    }
    return support >= kSureLine && isKeySure(reading, key);
}

bool saysSurely(const ocr::Reading& reading, const ocr::Field& field) {
    return std::find(field.readings.begin(), field.readings.end(), reading.id) != field.readings.end() &&
           (isSure(reading) || isSureOf(reading, field.value));
}

bool differSurely(std::string_view one, std::string_view other) {
    if (one.size() != other.size()) return true;
    std::size_t count = 0;
    for (std::size_t i = 0; i < one.size(); ++i) count += one[i] != other[i] ? 1 : 0;
    return count >= 2;
}

bool isSureButForLookAlikes(const Reading& reading, std::size_t begin, std::size_t length) {
    if (!canBeJudged(reading, begin, length)) return false;
    if (reading.kind == ocr::ReadingKind::Barcode) return true;
    return areCharactersSure(reading, begin, length, withLookAlikes) &&
           isUnrivaledButForLookAlikes(reading, std::string_view(reading.text).substr(begin, length));
}

std::vector<std::string> lookAlikes(const Reading& reading, std::size_t begin, std::size_t length) {
    std::vector<std::string> texts;
    const auto part = reading.text.substr(begin, length);
    auto all = part;
    forEachIn(reading, begin, length, [&](const Character& character, std::size_t at) {
        for (const auto& other : character.alternatives) {
            // Only of the same length in bytes, so that the places of the others stand.
            if (other.confidence < kRival || other.text.size() != character.text.size() || at < begin)
                continue;
            auto one = part;
            texts.push_back(one.replace(at - begin, other.text.size(), other.text));
            all.replace(at - begin, other.text.size(), other.text);
        }
    });
    if (texts.size() > 1) texts.push_back(all);
    return texts;
}

}  // namespace tidewaiter::inspection
