#include "models/board_dies.h"

#include <algorithm>

#include "models/data_file.h"
#include "models/tokens.h"

namespace tidewaiter::models {

namespace {

constexpr std::size_t kDieName = 5;  // GH100

bool isCapital(char c) {
    return c >= 'A' && c <= 'Z';
}

bool areDigits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

/// Two capitals and three digits.
bool isDieName(std::string_view name) {
    return name.size() == kDieName && isCapital(name[0]) && isCapital(name[1]) && areDigits(name.substr(2));
}

std::vector<std::string_view> groupsOf(std::string_view word) {
    std::vector<std::string_view> groups;
    for (std::size_t begin = 0; begin <= word.size();) {
        const auto end = std::min(word.find('-', begin), word.size());
        groups.push_back(word.substr(begin, end - begin));
        begin = end + 1;
    }
    return groups;
}

/// The board code that NVIDIA's part number repeats behind the digit of its class: "PG520" of
/// 699-2G520-0200-500; empty for other words.
std::string codeInPartNumber(const std::vector<std::string_view>& groups) {
    constexpr std::size_t kAssembly = 3;
    constexpr std::size_t kMiddle = 5;
    constexpr std::size_t kVariant = 4;
    const bool fits = groups.size() >= 3 && groups[0].size() == kAssembly && areDigits(groups[0]) &&
                      groups[1].size() == kMiddle && isDigit(groups[1][0]) && groups[2].size() == kVariant;
    return fits ? "P" + std::string(groups[1].substr(1)) : std::string();
}

/// Whether `group` is the code, perhaps with the letter of a revision.
bool isCode(std::string_view group, const std::string& code) {
    if (group.substr(0, code.size()) != code) return false;
    const auto rest = group.substr(code.size());
    return rest.empty() || (rest.size() == 1 && isCapital(rest[0]));
}

/// "A02", "B1": what stands behind the dash of a code in the silkscreen.
bool isRevision(std::string_view group) {
    constexpr std::size_t kLongest = 3;
    return group.size() >= 2 && group.size() <= kLongest && isCapital(group[0]) && areDigits(group.substr(1));
}

bool names(const std::vector<std::string_view>& groups, const BoardDie& board) {
    if (codeInPartNumber(groups) == board.board) return true;
    if (board.designator || !isCode(groups[0], board.board)) return false;
    return std::all_of(groups.begin() + 1, groups.end(), isRevision);
}

}  // namespace

struct BoardDies::Index {
    std::vector<BoardDie> boards;
};

Expected<BoardDies> BoardDies::load(const Store& store) {
    const auto file =
        DataFile::read(store, "catalog/board_dies.json", {"board", "maker", "dies", "designator"});
    if (!file) return tl::unexpected(file.error());
    auto index = std::make_shared<Index>();
    for (const auto& data : file->entries()) {
        BoardDie board{data.text("board"), data.texts("dies"), data.flag("designator"), data.source(),
                       data.confidence()};
        if (data.text("maker").empty()) continue;
        const bool sound = !board.dies.empty() && std::all_of(board.dies.begin(), board.dies.end(),
                                                              [](const auto& die) { return isDieName(die); });
        if (!sound) data.reject("dies", "is no list of dies such as GH100");
        index->boards.push_back(std::move(board));
    }
    if (const auto problem = file->problem()) return tl::unexpected(*problem);
    BoardDies loaded;
    loaded.index_ = std::move(index);
    return loaded;
}

const BoardDies& BoardDies::none() {
    static const BoardDies kNone;
    return kNone;
}

std::vector<BoardCodeMatch> BoardDies::find(std::string_view text) const {
    std::vector<BoardCodeMatch> found;
    if (!index_) return found;
    for (const auto& word : tokensOf(text)) {
        const auto groups = groupsOf(word.text);
        for (const auto& board : index_->boards) {
            if (names(groups, board)) found.push_back({&board, word.begin, word.end()});
        }
    }
    return found;
}

std::vector<DieMatch> diesIn(std::string_view text) {
    std::vector<DieMatch> found;
    for (const auto& word : tokensOf(text)) {
        const auto groups = groupsOf(word.text);
        // GH100-885-A1, GA100-883AA-A1: variant with two digits at least, then the stepping.
        const bool full = groups.size() == 3 && isDieName(groups[0]) && groups[1].size() >= 2 &&
                          areDigits(groups[1].substr(0, 2)) && groups[2].size() == 2 &&
                          isCapital(groups[2][0]) && isDigit(groups[2][1]);
        if (full) found.push_back({std::string(groups[0]), word.begin, word.end()});
    }
    return found;
}

}  // namespace tidewaiter::models
