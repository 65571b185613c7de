// Origin: a country as somebody wrote it, as its ISO 3166-1 alpha-2 code.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "models/markings.h"

namespace tidewaiter::inspection {

/// The code of the country `text` names by code ("CN", "CHN") or name ("China"); empty when it is not known.
[[nodiscard]] std::string countryOf(std::string_view text, const models::Markings& markings);

}  // namespace tidewaiter::inspection
