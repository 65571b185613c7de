// MadeInspection: an inspection that was never made, with a listed serial number.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include "firmware/inspection/inspection.h"

namespace tidewaiter::station::tests {

/// Two frames; on the second a serial number "1320O22018877" that a watchlist names, and a part number.
[[nodiscard]] inspection::Inspection listedInspection();

}  // namespace tidewaiter::station::tests
