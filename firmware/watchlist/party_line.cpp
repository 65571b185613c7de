#include "firmware/watchlist/party_line.h"

#include <algorithm>

#include "firmware/watchlist/party_tokens.h"
#include "ocr/fields/ascii.h"

namespace tidewaiter::watchlist {

namespace {

/// More commas belong to an address.
constexpr std::size_t kMostNameParts = 3;

/// Where what stands at `at` divides parts: how many bytes it takes, 0 where it does not.
std::size_t dividerAt(std::string_view line, std::size_t at) {
    for (const std::string_view divider : {",", ";", "\n", "|", "，", "；", "、"}) {
        if (line.substr(at, divider.size()) == divider) return divider.size();
    }
    return 0;
}

/// Where each part ends.
std::vector<std::size_t> partEnds(std::string_view line) {
    std::vector<std::size_t> ends;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (dividerAt(line, at) > 0) ends.push_back(at);
    }
    ends.push_back(line.size());
    return ends;
}

bool isForm(std::string_view part) {
    const auto tokens = partyTokens(part);
    return !tokens.empty() && std::all_of(tokens.begin(), tokens.end(), [](const PartyToken& token) {
        return token.kind == WordKind::Form;
    });
}

/// The line without what divides at its beginning.
std::string_view afterDivider(std::string_view line) {
    line = ocr::trimmed(line);
    while (!line.empty() && dividerAt(line, 0) > 0) line = ocr::trimmed(line.substr(dividerAt(line, 0)));
    return line;
}

/// Where the word that begins at or behind `at` ends.
std::size_t wordEnd(std::string_view line, std::size_t at) {
    const auto begin = line.find_first_not_of(" .", at);
    return begin == std::string_view::npos ? line.size() : std::min(line.find(' ', begin), line.size());
}

/// Behind the last of the first legal forms in a row, where more than a form stands before them; the line's
/// size without one.
std::size_t formEnd(std::string_view line) {
    constexpr std::string_view kChineseForm = "公司";
    if (const auto form = line.rfind(kChineseForm); form != std::string_view::npos)
        return form + kChineseForm.size();
    bool named = false;
    bool formed = false;
    for (std::size_t at = 0; at < line.size();) {
        const auto end = wordEnd(line, at);
        const bool form = isForm(line.substr(at, end - at));
        if (formed && !form) return at;
        formed = form && named;
        named = named || !form;
        at = end;
    }
    return line.size();
}

/// Before the first word of digits, unless it is the name's first or is numbered as names are ("No. 5").
std::size_t numberBegin(std::string_view line) {
    for (auto at = wordEnd(line, 0); at < line.size(); at = wordEnd(line, at)) {
        const auto begin = line.find_first_not_of(' ', at);
        if (begin != std::string_view::npos && line[begin] >= '0' && line[begin] <= '9') return at;
    }
    return line.size();
}

void add(std::vector<PartyLine>& lines, std::string_view line, std::size_t end) {
    const PartyLine one{std::string(ocr::trimmed(line.substr(0, end))),
                        std::string(afterDivider(line.substr(std::min(end, line.size()))))};
    if (!one.name.empty() && std::find(lines.begin(), lines.end(), one) == lines.end()) lines.push_back(one);
}

}  // namespace

std::vector<PartyLine> partyLines(std::string_view line) {
    line = afterDivider(line);
    std::vector<PartyLine> lines;
    const auto ends = partEnds(line);
    std::size_t parts = 0;
    for (std::size_t i = 0; i < ends.size() && parts < kMostNameParts; ++i) {
        const auto end = ends[i];
        const bool formNext =
            i + 1 < ends.size() && isForm(afterDivider(line.substr(end, ends[i + 1] - end)));
        if (formNext) continue;
        if (++parts == 1) {
            const auto first = line.substr(0, end);
            if (const auto form = formEnd(first); form < first.size()) add(lines, line, form);
            add(lines, line, end);
            if (const auto number = numberBegin(first); number < first.size()) add(lines, line, number);
        } else {
            add(lines, line, end);
        }
    }
    return lines;
}

}  // namespace tidewaiter::watchlist
