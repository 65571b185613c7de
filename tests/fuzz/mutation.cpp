#include "tests/fuzz/mutation.h"

namespace tidewaiter::fuzz {

std::string mutated(std::string text, const std::vector<std::string>& others, std::mt19937& random) {
    const auto below = [&](std::size_t bound) { return bound == 0 ? 0 : random() % bound; };
    for (auto changes = 1 + below(4); changes > 0; --changes) {
        const auto at = below(text.size() + 1);
        const auto length = below(8);
        switch (below(4)) {
            case 0:
                text.insert(at, 1, static_cast<char>(below(256)));
                break;
            case 1:
                text.erase(at, length);
                break;
            case 2:
                text.insert(at, text.substr(below(text.size() + 1), length));
                break;
            default: {
                const auto& other = others[below(others.size())];
                text.insert(at, other.substr(below(other.size()), length));
            }
        }
    }
    return text;
}

}  // namespace tidewaiter::fuzz
