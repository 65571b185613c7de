// KeyFile as JSON: the parts that sealing and reading agree on.
// Thread rule: pure functions, safe to call from any thread.
//
// Inside firmware/publisher only.
#pragma once

#include <string>

#include "firmware/publisher/key_file.h"

namespace tidewaiter::publisher {

/// Everything but what is sealed, as canonical JSON: what the seal also proves unchanged.
[[nodiscard]] std::string headerOf(const KeyFile& file);

}  // namespace tidewaiter::publisher
