// Place: where something stands in a file that a person handed in.
// Thread rule: immutable values and a pure function, safe to use from any thread.
#pragma once

#include <cstddef>
#include <string>

namespace tidewaiter::text {

/// Lines and columns count from 1, columns in bytes.
struct Place {
    std::size_t line = 1;
    std::size_t column = 1;
};

struct Mistake {
    Place place;
    std::string what;
};

/// "m.csv, line 3, column 14: ".
[[nodiscard]] std::string placeIn(const std::string& file, const Place& place);

}  // namespace tidewaiter::text
