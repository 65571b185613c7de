// BoundedLine: lines of a stream that may hold anything, however long.
// Thread rule: pure function over a stream, safe to call from any thread.
#pragma once

#include <istream>
#include <optional>
#include <string>

namespace tidewaiter::text {

/// The next line without its end, nothing behind the last one. Of a line longer than `most` bytes a little
/// more than that comes, which its size tells; the rest of it stays in the stream.
[[nodiscard]] std::optional<std::string> boundedLine(std::istream& in, std::size_t most);

}  // namespace tidewaiter::text
