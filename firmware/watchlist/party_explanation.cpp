#include "firmware/watchlist/party_explanation.h"

#include <algorithm>
#include <set>

#include "ocr/fields/ascii.h"

namespace tidewaiter::watchlist {

namespace {

std::string writtenOf(const std::vector<PartyToken>& words, WordRange range) {
    std::string text;
    for (std::size_t i = range.begin; i < range.begin + range.count; ++i) {
        const auto& word = words[i];
        if (i > range.begin && word.written == words[i - 1].written && word.translated) continue;
        const bool blank = !text.empty() && word.script != WordScript::Chinese;
        text += (blank ? " " : "") + word.written;
    }
    return text;
}

void addPart(std::string& text, const std::string& part, const char* divider = "; ") {
    if (!part.empty()) text += (text.empty() ? "" : divider) + part;
}

std::string pairsOf(const PartyMatch& match, const PartyName& read, const PartyName& listed) {
    std::string text;
    for (const auto& pair : match.pairs) {
        const auto one = writtenOf(read.words, pair.read);
        const auto other = writtenOf(listed.words, pair.listed);
        const bool same = ocr::upperCased(one) == ocr::upperCased(other);
        if (pair.likeness.relation == WordRelation::Same && same) continue;
        const auto how = spoken(pair.likeness.relation);
        addPart(text, one + " = " + other + (how.empty() ? "" : " (" + std::string(how) + ")"), ", ");
    }
    return text;
}

/// The words of one name that are in no pair.
template <WordRange WordPair::*side>
std::string aloneOf(const PartyMatch& match, const std::vector<PartyToken>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool paired = std::any_of(match.pairs.begin(), match.pairs.end(), [&](const WordPair& pair) {
            return i >= (pair.*side).begin && i < (pair.*side).begin + (pair.*side).count;
        });
        if (!paired) addPart(text, words[i].written, " ");
    }
    return text;
}

std::string formsOf(const PartyName& read, const PartyName& listed) {
    std::string text;
    if (read.forms == listed.forms) return text;
    std::set<std::string> told;
    for (const auto* forms : {&read.forms, &listed.forms}) {
        for (const auto& form : *forms) {
            if (told.insert(form).second) addPart(text, form, ", ");
        }
    }
    return text.empty() ? text : text + " left out";
}

}  // namespace

std::string explained(const PartyMatch& match, const PartyName& read, const PartyName& listed) {
    auto text = pairsOf(match, read, listed);
    addPart(text, formsOf(read, listed), ", ");
    if (const auto alone = aloneOf<&WordPair::read>(match, read.words); !alone.empty())
        addPart(text, "only read: " + alone);
    if (const auto alone = aloneOf<&WordPair::listed>(match, listed.words); !alone.empty())
        addPart(text, "only listed: " + alone);
    addPart(text, match.caution);
    return text.empty() ? "the same words" : text;
}

}  // namespace tidewaiter::watchlist
