#include "firmware/records/index_query.h"

#include <algorithm>

#include "ocr/fields/confusables.h"

namespace tidewaiter::records {

namespace {

constexpr std::size_t kTrigram = 3;  // characters

std::size_t charactersIn(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<std::string> wordsIn(const std::string& text) {
    std::vector<std::string> words;
    std::size_t begin = 0;
    while (begin < text.size()) {
        const auto end = std::min(text.find(' ', begin), text.size());
        if (end > begin) words.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

/// As a phrase of FTS5: whatever it holds is text.
std::string phrase(const std::string& word) {
    std::string quoted = "\"";
    for (const char c : word) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

/// For LIKE ... ESCAPE '\'.
std::string pattern(const std::string& part) {
    std::string escaped = "%";
    for (const char c : part) {
        if (c == '%' || c == '_' || c == '\\') escaped += '\\';
        escaped += c;
    }
    return escaped + "%";
}

/// Words of two letters, as many Chinese ones are, have no trigram: all texts are looked through for them.
void addText(Conditions& where, const std::string& text) {
    std::string query;
    for (const auto& word : wordsIn(text)) {
        if (charactersIn(word) >= kTrigram)
            query += (query.empty() ? "" : " AND ") + phrase(word);
        else
            where.add("i.rowid IN (SELECT rowid FROM words WHERE text LIKE ? ESCAPE '\\')", pattern(word));
    }
    if (!query.empty()) where.add("i.rowid IN (SELECT rowid FROM words WHERE words MATCH ?)", query);
}

}  // namespace

void Conditions::add(const std::string& condition, std::string value) {
    sql += " AND " + condition;
    values.push_back(std::move(value));
}

Conditions conditionsOf(const Search& search) {
    Conditions where;
    addText(where, search.text);
    if (!search.serial.empty())
        where.add("i.id IN (SELECT id FROM serials WHERE folded = ?)", ocr::confusableKey(search.serial));
    if (!search.part.empty()) where.add("i.parts LIKE ? ESCAPE '\\'", pattern(search.part));
    if (!search.declaration.empty())
        where.add("(i.item || char(10) || i.goods) LIKE ? ESCAPE '\\'", pattern(search.declaration));
    if (search.verdict)
        where.add("i.verdict = ?", std::string(inspection::kVerdicts.nameOf(*search.verdict)));
    if (!search.from.empty()) where.add("substr(i.time, 1, 10) >= ?", search.from);
    if (!search.to.empty()) where.add("substr(i.time, 1, 10) <= ?", search.to);
    if (!search.before.empty()) where.add("i.id < ?", search.before);
    return where;
}

}  // namespace tidewaiter::records
