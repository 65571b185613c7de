#include "firmware/watchlist/party_tokens.h"

#include <algorithm>
#include <array>

#include "firmware/watchlist/latin_text.h"
#include "firmware/watchlist/word_sound.h"
#include "models/utf8.h"

namespace tidewaiter::watchlist {

namespace {

/// A run of characters that one script writes together.
struct Run {
    std::string text;
    bool chinese = false;
};

/// Written inside words, where it divides nothing.
bool isApostrophe(char32_t c) {
    return c == '\'' || c == '`' || c == 0x2019 || c == 0x2018 || c == 0x02B9 || c == 0x02BC || c == 0x00B4;
}

bool isHan(char32_t c) {
    return (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF);
}

bool isWordCharacter(char32_t c) {
    if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    constexpr char32_t kPunctuation = 0x2000;  // General Punctuation and symbols
    constexpr char32_t kLettersAgain = 0x2C00;
    const bool latinPunctuation = c < 0xC0 || c == 0xD7 || c == 0xF7;
    const bool symbols = c >= kPunctuation && c < kLettersAgain;
    const bool cjkPunctuation = (c >= 0x3000 && c <= 0x303F) || c == 0x30FB;
    const bool marks = c == 0x060C || c == 0x061B || c == 0x061F;
    return !latinPunctuation && !symbols && !cjkPunctuation && !marks && c < 0xFFF0;
}

std::vector<Run> runsOf(std::string_view text) {
    std::vector<Run> runs;
    bool open = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = models::decodeAt(text, at);
        const auto bytes = text.substr(at, point.bytes);
        at += point.bytes;
        if (isApostrophe(point.value)) continue;
        if (!isWordCharacter(point.value)) {
            open = false;
            continue;
        }
        const bool chinese = isHan(point.value);
        if (!open || runs.back().chinese != chinese) runs.push_back({"", chinese});
        runs.back().text += bytes;
        open = true;
    }
    return runs;
}

WordScript scriptOf(std::string_view word) {
    const auto first = models::decodeAt(word, 0).value;
    constexpr char32_t kLatinEnd = 0x250;
    if (first < kLatinEnd || (first >= 0x1E00 && first < 0x1F00)) return WordScript::Latin;
    return first >= 0x0590 && first <= 0x08FF ? WordScript::Unvoweled : WordScript::Other;
}

/// Letters and digits alone: what is left of soft signs and the like divides no words.
std::string lettersOf(const std::string& latin) {
    std::string letters;
    std::copy_if(latin.begin(), latin.end(), std::back_inserter(letters),
                 [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
    return letters;
}

/// A word for each of the row's; without a meaning of its own what was written.
void addRow(std::vector<PartyToken>& tokens, const PartyWord& row, PartyToken token) {
    token.kind = row.kind;
    if (row.meaning.empty() || row.kind == WordKind::Form || row.kind == WordKind::Filler) {
        tokens.push_back(std::move(token));
        return;
    }
    token.translated = token.script != WordScript::Latin;
    for (std::size_t at = 0; at < row.meaning.size();) {
        const auto end = std::min(row.meaning.find(' ', at), row.meaning.size());
        token.text = row.meaning.substr(at, end - at);
        tokens.push_back(token);
        at = end + 1;
    }
}

void addChinese(std::vector<PartyToken>& tokens, std::string_view text) {
    while (!text.empty()) {
        const auto* row = chineseWordAt(text);
        const auto point = models::decodeAt(text, 0);
        const auto bytes = row == nullptr ? point.bytes : row->written.size();
        PartyToken token;
        token.written = text.substr(0, bytes);
        token.script = WordScript::Chinese;
        if (row == nullptr) {
            token.text = lettersOf(syllableOf(point.value));
            if (!token.text.empty()) tokens.push_back(std::move(token));
        } else {
            addRow(tokens, *row, std::move(token));
        }
        text.remove_prefix(bytes);
    }
}

void addWord(std::vector<PartyToken>& tokens, const std::string& run) {
    PartyToken token;
    token.written = run;
    token.script = scriptOf(run);
    const auto* row = partyWord(smallLetters(run));
    token.text = lettersOf(latinText(run));
    if (row == nullptr) row = partyWord(token.text);
    if (row != nullptr) return addRow(tokens, *row, std::move(token));
    if (!token.text.empty()) tokens.push_back(std::move(token));
}

/// The same with words that are a phrase together as one.
std::vector<PartyToken> withPhrases(std::vector<PartyToken> tokens) {
    std::vector<PartyToken> all;
    for (std::size_t at = 0; at < tokens.size();) {
        std::vector<std::string_view> words;
        for (auto i = at; i < std::min(at + kLongestPhrase, tokens.size()); ++i)
            words.push_back(tokens[i].text);
        const auto* phrase = phraseAt(words);
        if (phrase == nullptr) {
            all.push_back(std::move(tokens[at++]));
            continue;
        }
        auto token = tokens[at++];
        const auto blanks = std::count(phrase->written.begin(), phrase->written.end(), ' ');
        for (auto i = 0; i < blanks; ++i) token.written += " " + tokens[at++].written;
        token.text = phrase->meaning;
        token.kind = phrase->kind;
        all.push_back(std::move(token));
    }
    return all;
}

/// Forms that are a name where they stand first: "AS Roma", "Private Jets".
bool isNameInFront(std::string_view written) {
    constexpr auto kNames = std::to_array<std::string_view>(
        {"ab", "ad", "ag", "as", "co", "est", "kg", "lp", "nv", "private", "sa", "sas", "spa", "ug"});
    return std::find(kNames.begin(), kNames.end(), smallLetters(written)) != kNames.end();
}

}  // namespace

bool PartyToken::isNumber() const {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

std::vector<PartyToken> partyTokens(std::string_view text) {
    std::vector<PartyToken> tokens;
    for (const auto& run : runsOf(plainForm(text))) {
        if (run.chinese)
            addChinese(tokens, run.text);
        else
            addWord(tokens, run.text);
    }
    tokens = withPhrases(std::move(tokens));
    for (auto& token : tokens) token.sound = soundOf(token.text);
    return tokens;
}

PartyName partyName(const std::vector<PartyToken>& tokens) {
    PartyName name;
    for (const auto& token : tokens) {
        const bool first = name.words.empty() && name.forms.empty();
        const bool form =
            token.kind == WordKind::Form && !(first && tokens.size() > 1 && isNameInFront(token.written));
        if (form)
            name.forms.push_back(token.written);
        else if (token.kind != WordKind::Filler)
            name.words.push_back(token);
    }
    if (name.words.empty() && !tokens.empty()) name.words.push_back(tokens.front());
    for (auto& word : name.words) {
        if (word.kind == WordKind::Form || word.kind == WordKind::Filler) word.kind = WordKind::Own;
    }
    return name;
}

PartyName partyName(std::string_view name) {
    return partyName(partyTokens(name));
}

}  // namespace tidewaiter::watchlist
