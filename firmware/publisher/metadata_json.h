// Metadata as JSON: what a publisher says, in the form that it is signed and served in.
// Thread rule: pure functions, safe to call from any thread.
//
// Source: The Update Framework 1.0.34, section 4.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "firmware/publisher/signing_key.h"
#include "firmware/tuf/metadata.h"

namespace tidewaiter::publisher {

[[nodiscard]] nlohmann::json keyJson(const tuf::Key& key);
[[nodiscard]] nlohmann::json rootJson(const tuf::Root& root);
[[nodiscard]] nlohmann::json targetsJson(const tuf::Targets& targets);
[[nodiscard]] nlohmann::json snapshotJson(const tuf::Snapshot& snapshot);
[[nodiscard]] nlohmann::json timestampJson(const tuf::Timestamp& timestamp);

/// The file of a role: `content` and the signatures of all `signers` over its canonical form. Precondition:
/// all numbers in it are integers and all texts UTF-8.
[[nodiscard]] std::string signedFile(const nlohmann::json& content,
                                     const std::vector<const SigningKey*>& signers);

}  // namespace tidewaiter::publisher
