// URLs: names of roles and targets as parts of addresses and as names of files.
// Thread rule: pure functions, safe to call from any thread.
//
// Source: RFC 3986, section 2.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter::tuf {

/// All but letters, digits, '-', '.', '_' and '~' as %XX. Also how a name that somebody else chose is shown:
/// nothing invisible is left in it.
[[nodiscard]] std::string percentEncoded(std::string_view name);

/// The same for a path: '/' stays.
[[nodiscard]] std::string percentEncodedPath(std::string_view path);

/// Nothing when a '%' is not followed by two hexadecimal digits.
[[nodiscard]] std::optional<std::string> percentDecoded(std::string_view text);

/// `base` with or without a '/' at its end, then `relative`.
[[nodiscard]] std::string joinedUrl(const std::string& base, const std::string& relative);

/// A name for a file that no role or target can use to leave its folder, hide, or collide with another name:
/// percent-encoded, a dot in front too; a long one becomes "%sha256-" and the hash of the name.
[[nodiscard]] std::string safeFileName(std::string_view name);

}  // namespace tidewaiter::tuf
