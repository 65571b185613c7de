// Readers: ways to read a frame that are measured beside each other.
// Thread rule: a reader is used by one thread at a time.
#pragma once

#include <functional>
#include <vector>

#include "models/error.h"
#include "models/store.h"
#include "tests/blackbox/run_result.h"
#include "vision/frame.h"

namespace tidewaiter::blackbox {

using Reader = std::function<Expected<std::vector<ReadText>>(const vision::Frame&)>;

/// What the program does: boards, packages, text.
[[nodiscard]] Expected<Reader> ourReader(const models::Store& store);

/// The pipeline of plain_pipeline.h.
[[nodiscard]] Expected<Reader> plainReader(const models::Store& store);

}  // namespace tidewaiter::blackbox
