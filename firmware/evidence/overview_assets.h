// The style sheet and the script of the overview: overview.css and overview.js, put into the program by the
// build. Thread rule: immutable, safe to read from any thread.
#pragma once

#include <string_view>

namespace tidewaiter::evidence {

extern const std::string_view kOverviewCss;     ///< follows the report's
extern const std::string_view kOverviewScript;  ///< sorts and filters

}  // namespace tidewaiter::evidence
