#include "tests/blackbox/scoring.h"

#include <glib.h>

#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <sstream>

#include "models/utf8.h"

namespace tidewaiter::blackbox {

namespace {

using Text = std::u32string;

constexpr std::size_t kShortestReading = 4;  // characters; shorter ones almost say anything
constexpr std::size_t kEditsPer = 3;  // a reading with one edit in so many characters says another line
constexpr std::array<std::string_view, 7> kMarks{"\u24C2", "\u24DC", "\u00A9", "\u00AE",
                                                 "\u2122", "\u25B3", "\u25B2"};

std::string withoutMarks(std::string text) {
    for (const auto mark : kMarks) {
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
            text.replace(at, mark.size(), 1, ' ');
    }
    return text;
}

/// The finish mark of JESD97 (e1 to e7) in its circle, which transcriptions spell out.
bool isFinishMark(const std::string& word) {
    return word.size() == 2 && (word[0] == 'e' || word[0] == 'E') && word[1] >= '1' && word[1] <= '7';
}

std::vector<std::string> wordsOf(std::string_view text) {
    std::istringstream in(withoutMarks(std::string(text)));
    std::vector<std::string> words;
    for (std::string word; in >> word;) {
        if (!isFinishMark(word)) words.push_back(std::move(word));
    }
    return words;
}

void appendNormalized(const std::string& word, Text& text) {
    const auto valid = models::validUtf8(word);
    const std::unique_ptr<char, decltype(&g_free)> composed(
        g_utf8_normalize(valid.c_str(), -1, G_NORMALIZE_NFKC), &g_free);
    const std::unique_ptr<char, decltype(&g_free)> upper(g_utf8_strup(composed.get(), -1), &g_free);
    for (const char* c = upper.get(); *c != 0; c = g_utf8_next_char(c)) {
        const auto point = g_utf8_get_char(c);
        if (g_unichar_isalnum(point) != 0) text += static_cast<char32_t>(point);
    }
}

/// Edits from `line` to the best part of `text`; with `whole`, to all of it.
int edits(const Text& line, const Text& text, bool whole) {
    std::vector<int> previous(text.size() + 1, 0);
    if (whole) std::iota(previous.begin(), previous.end(), 0);
    for (std::size_t i = 0; i < line.size(); ++i) {
        std::vector<int> row{static_cast<int>(i) + 1};
        for (std::size_t j = 0; j < text.size(); ++j) {
            row.push_back(
                std::min({row[j] + 1, previous[j + 1] + 1, previous[j] + (line[i] == text[j] ? 0 : 1)}));
        }
        previous = std::move(row);
    }
    return whole ? previous.back() : *std::min_element(previous.begin(), previous.end());
}

bool contains(const Text& whole, const Text& part) {
    return whole.find(part) != Text::npos;
}

struct NormalizedReading {
    Text text;
    double confidence;
};

void scoreLine(const std::string& line, const std::vector<NormalizedReading>& readings, Score& score) {
    const auto text = normalized(line);
    if (text.size() < 2) return;
    const auto any = [&readings](auto&& holds) {
        return std::any_of(readings.begin(), readings.end(), holds) ? 1 : 0;
    };
    const int length = static_cast<int>(text.size());
    ++score.lines;
    score.characters += length;
    score.exact += any([&](const auto& r) { return r.text == text; });
    const int within = any([&](const auto& r) { return contains(r.text, text); });
    score.within += within;
    score.confidentLines +=
        any([&](const auto& r) { return r.confidence >= kConfident && contains(r.text, text); });
    int least = within != 0 ? 0 : length;
    for (const auto& reading : readings)
        least = least == 0 ? 0 : std::min(least, edits(text, reading.text, false));
    score.errors += least;
    for (const auto& word : wordsOf(line)) {
        const auto bare = normalized(word);
        if (bare.size() < 2) continue;
        ++score.words;
        score.wordsFound += any([&](const auto& r) { return contains(r.text, bare); });
    }
}

}  // namespace

Text normalized(std::string_view text) {
    Text result;
    for (const auto& word : wordsOf(text)) appendNormalized(word, result);
    return result;
}

Score& Score::operator+=(const Score& other) {
    lines += other.lines;
    exact += other.exact;
    within += other.within;
    confidentLines += other.confidentLines;
    characters += other.characters;
    errors += other.errors;
    words += other.words;
    wordsFound += other.wordsFound;
    confident += other.confident;
    misread += other.misread;
    milliseconds.insert(milliseconds.end(), other.milliseconds.begin(), other.milliseconds.end());
    return *this;
}

std::optional<bool> verdictOn(const std::string& text, const PhotoResult& photo) {
    const auto reading = normalized(text);
    if (reading.size() < kShortestReading) return std::nullopt;
    const int most = std::max(1, static_cast<int>(reading.size() / kEditsPer));
    bool alike = photo.complete;
    Text rest = reading;  // what no line explains
    for (const auto& line : photo.lines) {
        const auto truth = normalized(line);
        if (contains(truth, reading)) return true;
        if (truth.size() < kShortestReading) continue;
        if (!photo.complete && contains(reading, truth)) return true;
        if (const auto at = rest.find(truth); at != Text::npos) rest.erase(at, truth.size());
        alike = alike || edits(truth, reading, true) <= most;
    }
    if (photo.complete && rest.size() <= 1) return true;
    return alike ? std::optional(false) : std::nullopt;
}

Score score(const PhotoResult& photo) {
    Score score;
    score.milliseconds = {photo.milliseconds};
    std::vector<NormalizedReading> readings;
    for (const auto& reading : photo.readings)
        readings.push_back({normalized(reading.text), reading.confidence});
    for (const auto& line : photo.lines) scoreLine(line, readings, score);
    for (const auto& reading : photo.readings) {
        if (reading.confidence < kConfident) continue;
        const auto right = verdictOn(reading.text, photo);
        score.confident += right ? 1 : 0;
        score.misread += right && !*right ? 1 : 0;
    }
    return score;
}

}  // namespace tidewaiter::blackbox
