#include "firmware/evidence/reading_markup.h"

#include <algorithm>

#include "firmware/evidence/wording.h"
#include "firmware/text/visible_text.h"

namespace tidewaiter::evidence {

using text::countCharacters;
using text::shortened;

namespace {

constexpr std::size_t kMostDoubts = 6;
constexpr std::size_t kMostAlternatives = 3;
constexpr std::size_t kLongestAlternative = 120;
constexpr double kWorthNaming = 0.01;  // rarer guesses are noise to a person; the JSON has them all
constexpr int kCutOutQuality = 88;

bool isDoubtful(const ocr::Character& character) {
    return !(character.confidence >= kDoubtBelow);  // NaN is in doubt too
}

std::string quoted(const std::string& untrusted) {
    return "\u201C" + untrusted + "\u201D";
}

// A blank between quotation marks looks like nothing at all.
std::string named(const std::string& character) {
    return character == " " ? "a blank" : quoted(character);
}

std::string mightBe(const ocr::Character& character) {
    std::string guesses;
    std::size_t shown = 0;
    for (const auto& other : character.alternatives) {
        if (!(other.confidence >= kWorthNaming) || ++shown > kMostAlternatives) continue;
        guesses += guesses.empty() ? ", might be " : " or ";
        guesses += named(other.text) + " (" + percent(other.confidence) + ')';
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
    Markup line;
    std::size_t doubts = 0;
    for (std::size_t i = 0; i < reading.characters.size(); ++i) {
        const auto& character = reading.characters[i];
        if (!isDoubtful(character) || ++doubts > kMostDoubts) continue;
        line << (line.empty() ? Literal("<li>In doubt: ") : Literal("; ")) << "character "
             << words(std::to_string(i + 1)) << ", " << text(named(character.text)) << " "
             << words(percent(character.confidence)) << text(mightBe(character));
    }
    if (doubts > kMostDoubts) {
        line << "; " << words(counted(doubts - kMostDoubts, "more character", "more characters"));
    }
    return line.empty() ? line : line << "</li>";
}

Markup wholeAlternatives(const ocr::Reading& reading) {
    Markup line;
    std::size_t shown = 0;
    for (const auto& other : reading.alternatives) {
        if (!(other.confidence >= kWorthNaming) || ++shown > kMostAlternatives) continue;
        line << (line.empty() ? Literal("<li>Might read ") : Literal(" or "))
             << text(quoted(shortened(other.text, kLongestAlternative))) << " ("
             << words(percent(other.confidence)) << ")";
    }
    return line.empty() ? line : line << "</li>";
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
