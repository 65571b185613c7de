#include "firmware/evidence/reading_markup.h"

#include <algorithm>

#include "firmware/evidence/visible_text.h"
#include "firmware/evidence/wording.h"

namespace tidewaiter::evidence {

namespace {

constexpr std::size_t kMostDoubts = 6;
constexpr std::size_t kMostAlternatives = 3;
constexpr std::size_t kLongestAlternative = 120;
constexpr int kCutOutQuality = 88;

bool isDoubtful(const ocr::Character& character) {
    return !(character.confidence >= kDoubtBelow);  // NaN is in doubt too
}

std::string quoted(const std::string& untrusted) {
    return "\u201C" + untrusted + "\u201D";
}

std::string mightBe(const ocr::Character& character) {
    std::string guesses;
    for (const auto& other : character.alternatives) {
        guesses += guesses.empty() ? ", might be " : " or ";
        guesses += quoted(other.text) + " (" + percent(other.confidence) + ')';
    }
    return guesses;
}

// The characters carry the marks only if they are the text.
bool spellsItsText(const ocr::Reading& reading) {
    std::string joined;
    for (const auto& character : reading.characters) joined += character.text;
    return joined == reading.text;
}

Markup doubtfulCharacter(const ocr::Character& character) {
    Markup mark;
    return mark << "<u class=\"doubt\""
                << attribute("title", percent(character.confidence) + mightBe(character)) << ">"
                << bareText(character.text) << "</u>";
}

Markup spelledOut(const ocr::Reading& reading) {
    Markup spelled;
    std::string certain;
    for (const auto& character : reading.characters) {
        if (!isDoubtful(character)) {
            certain += character.text;
            continue;
        }
        spelled << bareText(certain) << doubtfulCharacter(character);
        certain.clear();
    }
    return isolated(spelled << bareText(certain));
}

Markup doubtfulCharacters(const ocr::Reading& reading) {
    Markup items;
    std::size_t doubts = 0;
    for (std::size_t i = 0; i < reading.characters.size(); ++i) {
        const auto& character = reading.characters[i];
        if (!isDoubtful(character) || ++doubts > kMostDoubts) continue;
        items << "<li>Character " << words(std::to_string(i + 1)) << ": " << text(quoted(character.text))
              << " " << words(percent(character.confidence)) << text(mightBe(character)) << "</li>";
    }
    if (doubts > kMostDoubts) {
        items << "<li>"
              << words(counted(doubts - kMostDoubts, "more doubtful character", "more doubtful characters"))
              << "</li>";
    }
    return items;
}

Markup wholeAlternatives(const ocr::Reading& reading) {
    Markup items;
    const std::size_t shown = std::min(kMostAlternatives, reading.alternatives.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& other = reading.alternatives[i];
        items << "<li>Might read " << text(quoted(shortened(other.text, kLongestAlternative))) << " ("
              << words(percent(other.confidence)) << ")</li>";
    }
    return items;
}

}  // namespace

Markup markedText(const ocr::Reading& reading, std::size_t limit) {
    if (reading.text.empty()) return Markup() << "<em>nothing legible</em>";
    if (countCharacters(reading.text) > limit) return text(shortened(reading.text, limit));
    return spellsItsText(reading) ? spelledOut(reading) : text(reading.text);
}

Markup doubtsOf(const ocr::Reading& reading) {
    Markup items;
    items << doubtfulCharacters(reading) << wholeAlternatives(reading);
    if (items.empty()) return items;
    return Markup() << "<ul class=\"doubts\">" << items << "</ul>";
}

std::string kindOf(const ocr::Reading& reading) {
    if (reading.kind == ocr::ReadingKind::Text) return "Text";
    return reading.symbology.empty() ? "Barcode" : reading.symbology;
}

std::string cutOutUri(const ReportInput& input, const std::string& frame, const vision::Quad& quad,
                      const CutOutOptions& options) {
    const auto* shown = input.index.frame(frame);
    return shown ? jpegDataUri(cutOut(shown->pixels, quad, options), kCutOutQuality) : std::string();
}

}  // namespace tidewaiter::evidence
