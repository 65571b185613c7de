#include <algorithm>
#include <optional>
#include <utility>

#include "models/data_file.h"
#include "models/lexicon_index.h"
#include "models/tokens.h"

namespace tidewaiter::models {

namespace {

constexpr std::size_t kShortAccented = 4;  // letters; a shorter word is told from others only by its accents
constexpr std::size_t kShortCapitals = 3;

bool isAccented(std::string_view word) {
    return std::any_of(word.begin(), word.end(),
                       [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// Accents matter where little else is left: "té", "mì", and every syllable of Vietnamese.
PhraseRule ruleFor(const GoodsWord& word) {
    std::size_t letters = 0;
    for (const auto& unit : unitsOf(word.word)) letters += unit.folded.size();
    const bool shortWord = isAccented(word.word) && letters <= kShortAccented;
    const bool capitals = word.ambiguous && word.word.size() <= kShortCapitals &&
                          word.word == upperCased(word.word) && !isAccented(word.word);
    return {.exactCase = capitals, .exactAccents = shortWord || word.language == "vi"};
}

bool endsWith(std::string_view word, std::string_view end) {
    return word.ends_with(end);
}

/// Plural forms in the languages that build them by an ending.
std::vector<std::string> pluralsOf(const GoodsWord& word) {
    const auto& singular = word.word;
    const bool byEnding = word.language == "en" || word.language == "es" || word.language == "fr";
    if (!byEnding || singular.size() < 3 || endsWith(singular, "s")) return {};
    if (word.language == "en" && endsWith(singular, "y")) {
        return {singular + "s", singular.substr(0, singular.size() - 1) + "ies"};
    }
    return {singular + "s", singular + "es"};
}

std::optional<std::size_t> placeOf(const Lexicon::Index& index, const std::string& id) {
    const auto same = [&](const GoodsClass& goods) { return goods.id == id; };
    const auto found = std::find_if(index.classes.begin(), index.classes.end(), same);
    if (found == index.classes.end()) return std::nullopt;
    return static_cast<std::size_t>(found - index.classes.begin());
}

void readGoods(Lexicon::Index& index, const DataFile& file) {
    for (const auto& data : file.entries()) {
        const auto family = kGoodsFamilies.parse(data.text("family"));
        if (!family) data.reject("family", "is none of " + kGoodsFamilies.names());
        const auto place = index.classes.size();
        index.classes.push_back(
            {data.text("id"), family.value_or(GoodsFamily::Generic), data.text("name"), data.source()});
        static_cast<void>(data.confidence());
        const auto words = data.textsByName("words");
        if (words.empty()) data.reject("words", "is missing or empty");
        for (const auto& [language, list] : words) {
            for (const auto& word : list) index.add({place, word, language, false});
        }
        for (const auto& [language, list] : data.textsByName("ambiguous")) {
            for (const auto& word : list) index.add({place, word, language, true});
        }
    }
}

void readHeadings(Lexicon::Index& index, const DataFile& file) {
    for (const auto& data : file.entries()) {
        const auto hs = data.text("hs");
        const auto goods = placeOf(index, data.text("goods"));
        if (!std::all_of(hs.begin(), hs.end(), isDigit)) data.reject("hs", "is not made of digits");
        if (!goods) data.reject("goods", "is no class of lexicon/goods.json");
        static_cast<void>(data.source());
        static_cast<void>(data.confidence());
        index.headings[hs] = {data.text("description"), goods.value_or(0)};
    }
}

}  // namespace

void Lexicon::Index::add(GoodsWord word) {
    const auto rule = ruleFor(word);
    finder.add(word.word, words.size(), rule);
    for (const auto& plural : pluralsOf(word)) finder.add(plural, words.size(), rule);
    words.push_back(std::move(word));
}

Expected<Lexicon> Lexicon::load(const Store& store) {
    auto index = std::make_shared<Index>();
    const auto goods =
        DataFile::read(store, "lexicon/goods.json", {"id", "family", "name", "words", "ambiguous"});
    if (!goods) return tl::unexpected(goods.error());
    const auto headings = DataFile::read(store, "lexicon/hs.json", {"hs", "description", "goods"});
    if (!headings) return tl::unexpected(headings.error());
    readGoods(*index, *goods);
    readHeadings(*index, *headings);
    for (const auto* file : {&*goods, &*headings}) {
        if (const auto problem = file->problem()) return tl::unexpected(*problem);
    }
    return Lexicon(std::move(index));
}

}  // namespace tidewaiter::models
