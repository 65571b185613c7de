// Report sections, in the order in which an officer needs them.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include "firmware/evidence/report_parts.h"

namespace tidewaiter::evidence {

[[nodiscard]] Markup verdictSection(const ReportInput& input);
[[nodiscard]] Markup declarationSection(const ReportInput& input);
[[nodiscard]] Markup reasonsSection(const ReportInput& input);
[[nodiscard]] Markup photosSection(const ReportInput& input);
[[nodiscard]] Markup fieldsSection(const ReportInput& input);
[[nodiscard]] Markup readingsSection(const ReportInput& input);
[[nodiscard]] Markup regionsSection(const ReportInput& input);
[[nodiscard]] Markup technicalSection(const ReportInput& input);

}  // namespace tidewaiter::evidence
