#include "firmware/text/bounded_line.h"

#include <array>

namespace tidewaiter::text {

std::optional<std::string> boundedLine(std::istream& in, std::size_t most) {
    std::string line;
    std::array<char, 4096> piece{};
    while (true) {
        in.getline(piece.data(), piece.size());
        const auto got = static_cast<std::size_t>(in.gcount());
        const bool ended = in.eof();
        if (ended && got == 0 && line.empty()) return std::nullopt;
        if (in.bad()) return std::nullopt;
        const bool full = in.fail() && !ended;  // the line goes on
        line.append(piece.data(), ended || full ? got : got - 1);
        if (!full) return line;
        in.clear();
        if (line.size() > most) return line;
    }
}

}  // namespace tidewaiter::text
