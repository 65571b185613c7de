// Atoms: the runs of ASCII letters and digits in a line, the pieces from which names and part numbers are
// built. Thread rule: pure functions, safe to call from any thread.
//
// Everything else separates, bytes beyond ASCII included, so a name that stands directly beside Chinese text
// is still found.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::models {

/// One run of letters and digits; the view points into the line that was split.
struct Atom {
    std::string_view text;
    std::size_t begin = 0;  ///< byte offset in the line

    [[nodiscard]] std::size_t end() const { return begin + text.size(); }
};

[[nodiscard]] std::vector<Atom> atomsOf(std::string_view line);

/// `line` in pieces of at most 512 bytes, cut at spaces where there are any: what bounds the work on one
/// reading.
[[nodiscard]] std::vector<std::string_view> windowsOf(std::string_view line);

/// Runs of letters and digits held together by "-", "/", ".", "+", "#" or "_" inside them ("CT2518-DBQ").
[[nodiscard]] std::vector<Atom> tokensOf(std::string_view line);

[[nodiscard]] bool isDigit(char c);
[[nodiscard]] bool isLetter(char c);
[[nodiscard]] std::string upperCased(std::string_view text);

/// `text` in capitals without its separators: "H100 PCIe" and "H100-PCIE" become "H100PCIE".
[[nodiscard]] std::string joinedKey(std::string_view text);

}  // namespace tidewaiter::models
