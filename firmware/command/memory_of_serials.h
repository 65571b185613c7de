// Memory of serials: what an inspection read for sure is remembered, for the inspections after it.
// Thread rule: safe to call from any thread.
#pragma once

#include "firmware/inspection/inspection.h"
#include "firmware/watchlist/seen_serials.h"

namespace tidewaiter::command {

[[nodiscard]] Expected<void> rememberSerials(const inspection::Inspection& item,
                                             const watchlist::SeenSerials& seen);

}  // namespace tidewaiter::command
