// BoardDies: which GPU dies sit on which boards, by the board codes in silkscreen and part numbers.
// Data: catalog/board_dies.json (FORMAT.md). Thread rule: immutable after load(), safe to use from any
// thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"
#include "models/store.h"

namespace tidewaiter::models {

/// One board and the dies it is made for.
struct BoardDie {
    std::string board;              ///< "PG520"
    std::vector<std::string> dies;  ///< "GH100", all that are known, never empty
    bool designator = false;        ///< the code alone may be a connector's designator ("P1001")
    std::string source;
    double confidence = 0;  ///< in [0, 1]: how well the source supports it
};

struct BoardCodeMatch {
    const BoardDie* board = nullptr;  ///< owned by the table, never null in a result
    std::size_t begin = 0;            ///< bytes of the text that name it
    std::size_t end = 0;
};

class BoardDies {
  public:
    /// Knows no board.
    BoardDies() = default;
    [[nodiscard]] static Expected<BoardDies> load(const Store& store);
    /// One that knows no board, for callers that do without.
    [[nodiscard]] static const BoardDies& none();

    /// Board codes in `text`: as a word of its own with or without a revision ("PG520", "PG136C",
    /// "PG132-A02"), or as the middle group of a part number ("699-2G520-0200-500", "900-21010-0000-000").
    [[nodiscard]] std::vector<BoardCodeMatch> find(std::string_view text) const;

  private:
    struct Index;
    std::shared_ptr<const Index> index_;
};

/// The die that a marking names, "GH100" of "GH100-885-A1", or empty where the text holds none in full;
/// `begin` and `end` as above.
struct DieMatch {
    std::string die;
    std::size_t begin = 0;
    std::size_t end = 0;
};
[[nodiscard]] std::vector<DieMatch> diesIn(std::string_view text);

}  // namespace tidewaiter::models
