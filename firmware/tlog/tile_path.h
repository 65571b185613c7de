// Tile paths: where a log's hashes and entries lie as static files.
// Thread rule: pure functions, safe to call from any thread.
//
// Source: C2SP tlog-tiles (https://c2sp.org/tlog-tiles): tile/<L>/<N>[.p/<W>], tile/entries/<N>[.p/<W>].
#pragma once

#include <cstdint>
#include <string>

namespace tidewaiter::tlog {

/// Hashes in a full tile, entries in a full bundle.
inline constexpr std::uint64_t kTileWidth = 256;

/// Precondition: `level` is below 8, `width` in [1, 256]; 256 is a full tile.
[[nodiscard]] std::string tilePath(int level, std::uint64_t number, std::uint64_t width);
/// Of a bundle of entries.
[[nodiscard]] std::string bundlePath(std::uint64_t number, std::uint64_t width);

}  // namespace tidewaiter::tlog
