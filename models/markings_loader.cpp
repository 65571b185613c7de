#include <algorithm>
#include <utility>

#include "models/data_file.h"
#include "models/markings_index.h"
#include "models/tokens.h"

namespace tidewaiter::models {

namespace {

constexpr std::size_t kShortWord = 4;  // so short a word means something only in its own case

/// The letters and digits that every text fitting `expression` begins with; empty when there are
/// alternatives.
std::string literalHead(std::string_view expression) {
    int depth = 0;
    for (const char c : expression) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (c == '|' && depth == 0) return {};
    }
    std::size_t length = 0;
    while (length < expression.size() && (isDigit(expression[length]) || isLetter(expression[length])))
        ++length;
    const bool quantified = length < expression.size() &&
                            std::string_view("?*{").find(expression[length]) != std::string_view::npos;
    if (quantified && length > 0) --length;
    return std::string(expression.substr(0, length));
}

bool isShortWord(std::string_view word) {
    return word.size() <= kShortWord && std::all_of(word.begin(), word.end(), isLetter);
}

void readShapes(Markings::Index& index, const DataFile& file) {
    for (const auto& data : file.entries()) {
        const auto prefix = data.text("prefix");
        const auto begins = data.optionalText("begins");
        const auto whole = data.optionalText("pattern");
        const auto& expression = !whole.empty() ? whole : !begins.empty() ? begins : prefix;
        if (!whole.empty() && !begins.empty())
            data.reject("pattern", "stands beside 'begins'; give one of them");
        auto pattern = Pattern::compile(expression);
        if (!pattern) {
            data.reject(whole.empty() ? "begins" : "pattern", "cannot be used: " + pattern.error().message);
            continue;
        }
        static_cast<void>(data.confidence());
        index.add({prefix, data.text("maker"), data.text("what"), std::move(*pattern), whole.empty(),
                   data.share("strength"), data.source()},
                  expression);
    }
}

/// A brand without the note in brackets that tells entries of one brand apart: "Creative (word)".
std::string withoutNote(const std::string& brand) {
    return brand.substr(0, brand.find(" ("));
}

void readBrands(Markings::Index& index, const DataFile& file) {
    for (const auto& data : file.entries()) {
        const auto brand = withoutNote(data.text("brand"));
        auto names = data.texts("names");
        if (names.empty()) names.push_back(brand);
        for (const auto& name : names) {
            index.brandNames.add(name, index.brands.size(), {.exactCase = isShortWord(name)});
        }
        static_cast<void>(data.confidence());
        index.brands.push_back(
            {brand, data.flag("electronics"), data.share("strength").value_or(0.9), data.source()});
    }
}

void readCompliance(Markings::Index& index, const DataFile& file) {
    for (const auto& data : file.entries()) {
        const bool exactCase = data.flag("exact_case");
        const auto words = data.texts("words");
        if (words.empty()) data.reject("words", "is missing or empty");
        for (const auto& word : words)
            index.markWords.add(word, index.marks.size(), {.exactCase = exactCase});
        static_cast<void>(data.confidence());
        index.marks.push_back({data.text("mark"), data.flag("electronics"), data.source()});
    }
}

bool isMacPrefix(std::string_view text) {
    const bool length = text.size() == 6 || text.size() == 7 || text.size() == 9;
    return length && text.find_first_not_of("0123456789ABCDEF") == std::string_view::npos;
}

void readMacPrefixes(Markings::Index& index, const DataFile& file) {
    for (const auto& data : file.entries()) {
        const auto maker = data.text("maker");
        const auto prefixes = data.texts("prefixes");
        if (prefixes.empty()) data.reject("prefixes", "is missing or empty");
        for (const auto& prefix : prefixes) {
            if (!isMacPrefix(prefix))
                data.reject("prefixes", "holds '" + prefix + "', which is not 6, 7 or 9 hexadecimal digits");
            if (!index.makersByMac.emplace(prefix, maker).second)
                data.reject("prefixes", "holds '" + prefix + "', which is listed already");
        }
        static_cast<void>(data.source());
        static_cast<void>(data.confidence());
    }
}

class OriginReader {
  public:
    OriginReader(Markings::Index& index, const DataFile& file) : index_(index), file_(file) {}

    void read() {
        readPhrases();
        for (const auto& data : file_.entries()) {
            const auto code = data.text("code");
            if (code.size() != 2) data.reject("code", "is not an ISO 3166 alpha-2 code");
            const auto words = data.texts("words");
            if (words.empty()) data.reject("words", "is missing or empty");
            for (const auto& word : words) add(word, {OriginWord::Country, code, data.flag("lone", true)});
            static_cast<void>(data.source());
            static_cast<void>(data.confidence());
        }
    }

  private:
    void readPhrases() {
        const auto head = file_.head();
        const auto before = head.textsByName("before");
        const std::pair<const char*, OriginWord> claims[] = {{"made", OriginWord::Made},
                                                             {"assembled", OriginWord::Assembled},
                                                             {"diffused", OriginWord::Diffused}};
        for (const auto& [name, word] : claims) {
            const auto phrases = before.find(name);
            if (phrases == before.end()) {
                head.reject("before", std::string("has no list '") + name + "'");
                continue;
            }
            for (const auto& phrase : phrases->second) add(phrase, {word, {}, false});
        }
        for (const auto& word : head.texts("behind")) add(word, {OriginWord::Behind, {}, false});
        for (const auto& word : head.texts("ahead")) add(word, {OriginWord::Ahead, {}, false});
    }

    void add(const std::string& word, OriginPhrase phrase) {
        index_.originWords.add(word, index_.originPhrases.size(), {.exactCase = isShortWord(word)});
        index_.originPhrases.push_back(std::move(phrase));
    }

    Markings::Index& index_;
    const DataFile& file_;
};

}  // namespace

void Markings::Index::add(PartShape shape, std::string_view expression) {
    const auto head = literalHead(expression);
    auto& list = head.empty() ? headlessShapes : shapesByHead[head];
    list.push_back(shapes.size());
    longestHead = std::max(longestHead, head.size());
    shapes.push_back(std::move(shape));
}

Expected<Markings> Markings::load(const Store& store) {
    auto index = std::make_shared<Index>();
    const auto prefixes = DataFile::read(store, "markings/prefixes.json",
                                         {"prefix", "maker", "what", "begins", "pattern", "strength"});
    if (!prefixes) return tl::unexpected(prefixes.error());
    const auto brands =
        DataFile::read(store, "markings/brands.json", {"brand", "names", "electronics", "strength"});
    if (!brands) return tl::unexpected(brands.error());
    const auto marks =
        DataFile::read(store, "markings/compliance.json", {"mark", "words", "exact_case", "electronics"});
    if (!marks) return tl::unexpected(marks.error());
    const auto origins = DataFile::read(store, "markings/origins.json", {"code", "words", "lone"});
    if (!origins) return tl::unexpected(origins.error());
    const auto addresses = DataFile::read(store, "markings/mac_prefixes.json", {"maker", "prefixes"});
    if (!addresses) return tl::unexpected(addresses.error());

    readShapes(*index, *prefixes);
    readBrands(*index, *brands);
    readCompliance(*index, *marks);
    OriginReader(*index, *origins).read();
    readMacPrefixes(*index, *addresses);
    for (const auto* file : {&*prefixes, &*brands, &*marks, &*origins, &*addresses}) {
        if (const auto problem = file->problem()) return tl::unexpected(*problem);
    }
    return Markings(std::move(index));
}

}  // namespace tidewaiter::models
