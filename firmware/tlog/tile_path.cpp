#include "firmware/tlog/tile_path.h"

#include <cassert>

namespace tidewaiter::tlog {

namespace {

constexpr std::uint64_t kInOneFolder = 1000;
constexpr std::size_t kDigits = 3;

std::string threeDigits(std::uint64_t number) {
    const auto digits = std::to_string(number);
    return std::string(kDigits - digits.size(), '0') + digits;
}

// 1234067 is x001/x234/067, so that no folder grows beyond a thousand names.
std::string pathOf(std::uint64_t number, std::uint64_t width) {
    assert(width >= 1 && width <= kTileWidth);
    auto path = threeDigits(number % kInOneFolder);
    for (auto rest = number / kInOneFolder; rest > 0; rest /= kInOneFolder)
        path = 'x' + threeDigits(rest % kInOneFolder) + '/' + path;
    return width == kTileWidth ? path : path + ".p/" + std::to_string(width);
}

}  // namespace

std::string tilePath(int level, std::uint64_t number, std::uint64_t width) {
    assert(level >= 0 && level < 8);
    return "tile/" + std::to_string(level) + '/' + pathOf(number, width);
}

std::string bundlePath(std::uint64_t number, std::uint64_t width) {
    return "tile/entries/" + pathOf(number, width);
}

}  // namespace tidewaiter::tlog
