// Heat picture: where on a package's upper side the signs lie that its surface was judged by.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>

#include "firmware/evidence/report_parts.h"

namespace tidewaiter::evidence {

/// The heat of a package's surface in false colors, dark to bright, as a data URI; empty for other regions,
/// intact or unknown surfaces, and without pixels.
[[nodiscard]] std::string heatUri(const ReportInput& input, const vision::Region& region);

}  // namespace tidewaiter::evidence
