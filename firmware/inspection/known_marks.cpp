#include "firmware/inspection/known_marks.h"

#include <algorithm>
#include <sstream>

#include "firmware/inspection/sure_text.h"

namespace tidewaiter::inspection {

namespace {

/// Texture read as text is below; anything above may be a brand read badly.
constexpr double kLegible = 0.2;
constexpr std::size_t kShortestName = 5;
constexpr std::size_t kShortestCode = 5;
constexpr std::size_t kShortestBrand = 4;
/// Natural logarithm of how much likelier a pattern of the grammar makes a word than the background does:
/// words that no pattern explains have -0.4, dates and lots up to 3, marks of one maker 4 and more.
constexpr double kExplained = 0.5;
constexpr double kMakersOwn = 4;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

std::vector<std::string> wordsOf(const std::string& line) {
    std::istringstream text(line);
    std::vector<std::string> words;
    for (std::string word; text >> word;) {
        while (!word.empty() && !isLetter(word.back()) && !isDigit(word.back())) word.pop_back();
        const auto begin =
            std::find_if(word.begin(), word.end(), [](char c) { return isLetter(c) || isDigit(c); });
        word.erase(word.begin(), begin);
        if (!word.empty()) words.push_back(word);
    }
    return words;
}

double explained(std::string_view word, const models::MarkingGrammar& grammar) {
    return grammar.logProbability(word) - grammar.logBackground(word);
}

/// A brand inside a word that was read with more around it: "MMOTOROLA".
bool holdsBrand(const std::string& word, const models::Markings& markings) {
    for (std::size_t begin = 0; begin + kShortestBrand <= word.size(); ++begin) {
        for (std::size_t size = kShortestBrand; begin + size <= word.size(); ++size) {
            if (!markings.brands(std::string_view(word).substr(begin, size)).empty()) return true;
        }
    }
    return false;
}

bool namesItsMaker(const std::string& line, const Case& item) {
    if (!item.catalog.match(line).empty() || !item.markings.partNumbers(line).empty() ||
        !item.markings.brands(line).empty())
        return true;
    const auto words = wordsOf(line);
    const bool isOrigin = !item.markings.origin(line).empty();
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return holdsBrand(word, item.markings) || (!isOrigin && !item.marks->words.contains(word) &&
                                                   explained(word, item.marks->grammar) >= kMakersOwn);
    });
}

void sortIn(const std::string& word, StrangeMarks& strange, const Case& item) {
    if (explained(word, item.marks->grammar) >= kExplained || item.marks->words.contains(word)) return;
    const auto digits = std::count_if(word.begin(), word.end(), isDigit);
    const auto letters = std::count_if(word.begin(), word.end(), isLetter);
    const bool isName = static_cast<std::size_t>(letters) == word.size() && word.size() >= kShortestName;
    const bool isCode = digits >= 2 && letters >= 1 && word.size() >= kShortestCode;
    if (isName && item.marks->words.near(word).empty()) strange.names.push_back(word);
    if (isCode) strange.codes.push_back(word);
}

}  // namespace

std::vector<std::string> strangeNames(const ocr::Reading& line, const Case& item) {
    StrangeMarks strange;
    if (item.marks == nullptr || !isSureOf(line, line.text) || namesItsMaker(line.text, item) ||
        !item.markings.origin(line.text).empty() || !item.markings.compliance(line.text).empty())
        return {};
    for (const auto& word : wordsOf(line.text)) sortIn(word, strange, item);
    return strange.names;
}

StrangeMarks strangeMarks(const MarkedPackage& package, const Case& item) {
    StrangeMarks strange;
    if (item.marks == nullptr) return strange;
    for (const auto* line : package.lines) {
        if (line->confidence >= kLegible && namesItsMaker(line->text, item)) return {};
    }
    for (const auto* line : package.lines) {
        if (!isSure(*line) || !item.markings.origin(line->text).empty() ||
            !item.markings.compliance(line->text).empty())
            continue;
        for (const auto& word : wordsOf(line->text)) sortIn(word, strange, item);
    }
    return strange;
}

}  // namespace tidewaiter::inspection
