#include "tests/blackbox/scoring.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <numeric>
#include <sstream>

namespace tidewaiter::blackbox {

namespace {

constexpr double kConfident = 0.9;
constexpr std::size_t kShortestReading = 4;  // characters; shorter ones almost say anything
constexpr std::array<std::string_view, 7> kMarks{"\u24C2", "\u24DC", "\u00A9", "\u00AE",
                                                 "\u2122", "\u25B3", "\u25B2"};

std::string withoutMarks(std::string text) {
    for (const auto mark : kMarks) {
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at))
            text.replace(at, mark.size(), " ");
    }
    return text;
}

/// The finish mark of JESD97 (e1 to e7) in its circle, which transcriptions spell out.
bool isFinishMark(const std::string& word) {
    return word.size() == 2 && (word[0] == 'e' || word[0] == 'E') && word[1] >= '1' && word[1] <= '7';
}

std::vector<std::string> split(const std::string& text, const std::string& separator) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0;;) {
        const auto end = text.find(separator, begin);
        parts.push_back(text.substr(begin, end - begin));
        if (end == std::string::npos) return parts;
        begin = end + separator.size();
    }
}

/// Edits from `line` to the best part of `text`; with `whole`, to all of it.
int edits(const std::string& line, const std::string& text, bool whole) {
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

void scoreLine(const std::string& line, const std::vector<std::string>& texts, Score& score) {
    const auto text = normalized(line);
    if (text.size() < 2) return;
    const auto contains = [](const std::string& part) {
        return [&part](const std::string& whole) { return whole.find(part) != std::string::npos; };
    };
    const int length = static_cast<int>(text.size());
    ++score.lines;
    score.characters += length;
    score.exact += std::find(texts.begin(), texts.end(), text) != texts.end() ? 1 : 0;
    const bool within = std::any_of(texts.begin(), texts.end(), contains(text));
    score.within += within ? 1 : 0;
    int least = within ? 0 : length;
    for (const auto& other : texts) least = std::min(least, least == 0 ? 0 : edits(text, other, false));
    score.errors += least;
    for (const auto& word : split(line, " ")) {
        const auto bare = normalized(word);
        if (bare.size() < 2) continue;
        ++score.words;
        score.wordsFound += std::any_of(texts.begin(), texts.end(), contains(bare)) ? 1 : 0;
    }
}

/// Whether a confident reading says a line (0), almost says one (1 or 2 edits), or has nothing to do with any
/// (-1).
int closeness(const std::string& text, const std::vector<std::string>& lines) {
    int best = -1;
    const int most = text.size() >= 8 ? 2 : 1;
    for (const auto& line : lines) {
        const auto other = normalized(line);
        if (other.find(text) != std::string::npos ||
            (other.size() >= kShortestReading && text.find(other) != std::string::npos))
            return 0;
        const int distance = edits(other, text, true);
        if (other.size() >= kShortestReading && distance <= most && (best < 0 || distance < best))
            best = distance;
    }
    return best;
}

}  // namespace

std::string normalized(std::string_view text) {
    std::istringstream words(withoutMarks(std::string(text)));
    std::string result;
    for (std::string word; words >> word;) {
        if (isFinishMark(word)) continue;
        for (const unsigned char c : word) {
            if (c >= 0x80 || std::isalnum(c) != 0)
                result += static_cast<char>(c >= 0x80 ? c : std::toupper(c));
        }
    }
    return result;
}

Expected<std::vector<Transcription>> readTranscriptions(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) return failure("cannot open the transcriptions " + file.string());
    std::vector<Transcription> all;
    std::string row;
    for (int number = 1; std::getline(in, row); ++number) {
        if (row.empty() || row[0] == '#') continue;
        const auto columns = split(row, "\t");
        if (columns.size() < 3) {
            return failure(file.string() + " line " + std::to_string(number) +
                           ": expected path, kind and lines, separated by tabs");
        }
        if (columns[1] != "barcode") all.push_back({columns[0], columns[1], split(columns[2], " | ")});
    }
    return all;
}

Score& Score::operator+=(const Score& other) {
    lines += other.lines;
    exact += other.exact;
    within += other.within;
    characters += other.characters;
    errors += other.errors;
    words += other.words;
    wordsFound += other.wordsFound;
    confident += other.confident;
    misread += other.misread;
    milliseconds += other.milliseconds;
    images += other.images;
    return *this;
}

Score score(const std::vector<std::string>& lines, const std::vector<ocr::Reading>& readings) {
    Score score;
    score.images = 1;
    std::vector<std::string> texts;
    for (const auto& reading : readings) texts.push_back(normalized(reading.text));
    for (const auto& line : lines) scoreLine(line, texts, score);
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (readings[i].confidence < kConfident || texts[i].size() < kShortestReading) continue;
        const int distance = closeness(texts[i], lines);
        score.confident += distance >= 0 ? 1 : 0;
        score.misread += distance > 0 ? 1 : 0;
    }
    return score;
}

}  // namespace tidewaiter::blackbox
