// JudgingData: which data inspections were made with, for the record.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <map>
#include <string>

#include "models/store.h"

namespace tidewaiter::models {

/// SHA-256 by name of every file of the store that inspections depend on: not of the console's page and of
/// the samples to practise on.
[[nodiscard]] std::map<std::string, std::string> judgingData(const Store& store);

}  // namespace tidewaiter::models
