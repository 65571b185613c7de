// The style sheet of the report: report.css, put into the program by the build.
// Thread rule: immutable, safe to read from any thread.
#pragma once

#include <string_view>

namespace tidewaiter::evidence {

extern const std::string_view kReportCss;

}  // namespace tidewaiter::evidence
