#include <array>
#include <optional>
#include <string>
#include <utility>

#include "models/data_file.h"
#include "models/marking_grammar_index.h"
#include "models/tokens.h"
#include "models/utf8.h"

namespace tidewaiter::models {

namespace {

// Weights of one pattern beside one of grammar.json, which has up to 1: shapes in prefixes.json often fix
// little, and names are many.
constexpr double kUsualForm = 0.2;
constexpr double kPrefixShape = 0.1;
constexpr double kName = 0.1;
constexpr double kOften = 0.9;   // a sign is read as this character wherever it is not seen as a sign
constexpr double kSeldom = 0.1;  // it happens
constexpr double kUnseen = 0.5;  // of a sign that is nothing to the network
constexpr const char* kUsualTail = "[-A-Z0-9/.+#]*";  // versions, packages and packing behind a number
constexpr const char* kMarks = "(?:®|™)?";

/// A trade mark is read as one character or as two; a space that must be there is sometimes not seen.
std::string withReadings(std::string_view pattern) {
    constexpr std::string_view kTradeMark = "™";
    std::string text;
    bool inClass = false;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        const char c = pattern[at];
        inClass = c == '[' || (inClass && c != ']');
        if (pattern.substr(at, kTradeMark.size()) == kTradeMark) {
            text += "(?:™|ᵀ?ᴹ)";
            at += kTradeMark.size() - 1;
        } else if (c == ' ' && !inClass && pattern.substr(at + 1, 1) != "?") {
            text += "(?: |␣)";
        } else {
            text += c;
        }
    }
    return text;
}

std::string literal(std::string_view word) {
    std::string pattern;
    for (const char c : word) {
        const bool plain =
            isLetter(c) || isDigit(c) || c == ' ' || (static_cast<unsigned char>(c) & 0x80) != 0;
        if (!plain) pattern += '\\';
        pattern += c;
    }
    return pattern;
}

std::string inSmallLetters(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

std::string withoutNote(const std::string& brand) {
    return brand.substr(0, brand.find(" ("));
}

class GrammarReader {
  public:
    explicit GrammarReader(MarkingGrammar::Index& index) : index_(index) {}

    void forms(const DataFile& file) {
        for (const auto& data : file.entries()) {
            static_cast<void>(data.text("what"));
            add(data, "pattern", data.text("pattern"), data.share("weight").value_or(kUsualForm));
        }
        for (const auto& data : file.head().objects("signs", {"sign", "shown", "often", "seldom", "unseen"}))
            sign(data);
    }

    void prefixes(const DataFile& file) {
        for (const auto& data : file.entries()) {
            const auto whole = data.optionalText("pattern");
            const auto begins = data.optionalText("begins");
            const auto& head = begins.empty() ? data.text("prefix") : begins;
            add(data, "prefix", whole.empty() ? "(?:" + head + ")" + kUsualTail : whole, kPrefixShape);
        }
    }

    void brands(const DataFile& file) {
        for (const auto& data : file.entries()) {
            auto names = data.texts("names");
            if (names.empty()) names.push_back(withoutNote(data.text("brand")));
            names.push_back(withoutNote(data.text("brand")));
            for (const auto& name : names) add(data, "names", literal(name) + kMarks, kName);
            if (names.front().find(' ') == std::string::npos)  // as a logo has it: "winbond"
                add(data, "brand", literal(inSmallLetters(names.front())) + kMarks, kName);
        }
    }

    void origins(const DataFile& file) {
        for (const auto& data : file.entries()) {
            for (const auto& word : data.texts("words")) add(data, "words", literal(word), kName);
        }
    }

  private:
    void add(const DataEntry& data, std::string_view key, const std::string& pattern, double weight) {
        if (pattern.empty()) return;  // told by the entry already
        const auto added = index_.patterns.add(withReadings(pattern), weight);
        if (!added) data.reject(key, "cannot be used: " + added.error().message);
        static_cast<void>(data.source());
        static_cast<void>(data.confidence());
    }

    void sign(const DataEntry& data) {
        MarkingSign sign{0, data.optionalText("shown"), {}};
        const auto name = data.text("sign");
        if (!name.empty()) sign.sign = decodeAt(name, 0).value;
        if (name.empty() || decodeAt(name, 0).bytes != name.size())
            data.reject("sign", "is not one character");
        for (const auto& [key, share] : {std::pair("often", kOften), std::pair("seldom", kSeldom)}) {
            for (const auto& seen : data.texts(key)) sign.likenesses.push_back({seen, share});
        }
        if (data.flag("unseen")) sign.likenesses.push_back({"", kUnseen});
        if (sign.likenesses.empty()) data.reject("often", "is missing or empty");
        index_.signs.push_back(std::move(sign));
    }

    MarkingGrammar::Index& index_;
};

/// The two classes that `context` names: "start", "digit", "digit capital".
std::optional<std::pair<SymbolClass, SymbolClass>> contextOf(const std::string& context) {
    const auto space = context.find(' ');
    const auto last = kSymbolClasses.parse(space == std::string::npos ? context : context.substr(space + 1));
    const auto before =
        space == std::string::npos ? SymbolClass::Start : kSymbolClasses.parse(context.substr(0, space));
    if (!last || !before) return std::nullopt;
    return std::pair(*before, *last);
}

void readClasses(MarkingBackground& background, const DataFile& file) {
    for (const auto& data : file.entries()) {
        const auto context = contextOf(data.text("after"));
        if (!context) {
            data.reject("after", "is not one or two classes of characters");
            continue;
        }
        auto& next =
            background
                .classes[static_cast<std::size_t>(context->first)][static_cast<std::size_t>(context->second)];
        for (const auto& [cls, name] : kSymbolClasses.rows) {
            if (cls == SymbolClass::Start) continue;
            const auto share = data.share(name);
            if (!share) data.reject(name, "is missing");
            next[static_cast<std::size_t>(cls)] = share.value_or(0);
        }
        static_cast<void>(data.source());
        static_cast<void>(data.confidence());
    }
}

void readSymbols(MarkingBackground& background, const DataFile& file) {
    for (const auto& data : file.entries()) {
        const auto symbol = data.text("symbol");
        const auto inWord = data.share("in_word");
        const auto inCode = data.share("in_code");
        if (symbol.size() != 1 || static_cast<unsigned char>(symbol[0]) >= PlaceCharacters::kAscii ||
            !inWord || !inCode) {
            data.reject("symbol", "needs one ASCII character with 'in_word' and 'in_code'");
            continue;
        }
        background.inWord[static_cast<unsigned char>(symbol[0])] = *inWord;
        background.inCode[static_cast<unsigned char>(symbol[0])] = *inCode;
        static_cast<void>(data.source());
        static_cast<void>(data.confidence());
    }
}

}  // namespace

Expected<MarkingGrammar> MarkingGrammar::load(const Store& store) {
    enum { Forms, Prefixes, Brands, Origins, Classes, Symbols };
    const std::array files{
        DataFile::read(store, "markings/grammar.json", {"form", "what", "pattern", "weight"}),
        DataFile::read(store, "markings/prefixes.json",
                       {"prefix", "maker", "what", "begins", "pattern", "strength"}),
        DataFile::read(store, "markings/brands.json", {"brand", "names", "electronics", "strength"}),
        DataFile::read(store, "markings/origins.json", {"code", "words", "lone"}),
        DataFile::read(store, "markings/classes.json",
                       {"after", "digit", "capital", "small", "sign", "other", "end"}),
        DataFile::read(store, "markings/symbols.json", {"symbol", "in_word", "in_code"})};
    for (const auto& file : files) {
        if (!file) return tl::unexpected(file.error());
    }
    auto index = std::make_shared<Index>();
    GrammarReader reader(*index);
    reader.forms(*files[Forms]);
    reader.prefixes(*files[Prefixes]);
    reader.brands(*files[Brands]);
    reader.origins(*files[Origins]);
    readClasses(index->background, *files[Classes]);
    readSymbols(index->background, *files[Symbols]);
    for (const auto& file : files) {
        if (const auto problem = file->problem()) return tl::unexpected(*problem);
    }
    return MarkingGrammar(std::move(index));
}

}  // namespace tidewaiter::models
