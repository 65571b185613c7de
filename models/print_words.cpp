#include "models/print_words.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <numeric>
#include <utility>

namespace tidewaiter::models {

namespace {

constexpr std::size_t kShortest = 4;  // characters; shorter words are neighbours of everything

std::string inCapitals(std::string word) {
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return word;
}

/// Edit distance by V. I. Levenshtein (1966), two rows at a time.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> previous(b.size() + 1);
    std::iota(previous.begin(), previous.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::vector<std::size_t> row{i + 1};
        for (std::size_t j = 0; j < b.size(); ++j) {
            row.push_back(
                std::min({row[j] + 1, previous[j + 1] + 1, previous[j] + (a[i] == b[j] ? 0U : 1U)}));
        }
        previous = std::move(row);
    }
    return previous.back();
}

}  // namespace

PrintWords::PrintWords(const std::vector<std::string>& words) {
    for (const auto& word : words) {
        words_.push_back(word);
        words_.push_back(inCapitals(word));
    }
    std::sort(words_.begin(), words_.end());
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
}

Expected<PrintWords> PrintWords::load(const Store& store) {
    const auto text = store.read("print_words.json");
    if (!text) return tl::unexpected(text.error());
    const auto json = nlohmann::json::parse(*text, nullptr, false);
    if (!json.is_object() || !json.contains("groups") || !json["groups"].is_array()) {
        return failure("print_words.json has no list of 'groups'; restore the file");
    }
    std::vector<std::string> words;
    for (const auto& group : json["groups"]) {
        const bool whole = group.is_object() && group.contains("source") && group.contains("words") &&
                           group["words"].is_array();
        if (!whole)
            return failure("print_words.json has a group without 'source' or 'words': " +
                           group.dump().substr(0, 80));
        for (const auto& word : group["words"]) {
            if (!word.is_string())
                return failure("print_words.json lists a word that is not text: " + word.dump());
            words.push_back(word.get<std::string>());
        }
    }
    return PrintWords(words);
}

bool PrintWords::contains(std::string_view word) const {
    return std::binary_search(words_.begin(), words_.end(), word);
}

std::vector<std::string> PrintWords::near(std::string_view word) const {
    if (word.size() < kShortest) return {};
    const std::size_t most = std::min<std::size_t>(2, std::max<std::size_t>(1, word.size() / 5));
    std::vector<std::pair<std::size_t, std::string>> found;
    for (const auto& known : words_) {
        if (known.size() < kShortest || known.size() > word.size() + most ||
            word.size() > known.size() + most)
            continue;
        const std::size_t d = distance(word, known);
        if (d > 0 && d <= most) found.emplace_back(d, known);
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> words;
    for (auto& [d, known] : found) words.push_back(std::move(known));
    return words;
}

}  // namespace tidewaiter::models
