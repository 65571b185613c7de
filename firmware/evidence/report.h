// Report: one HTML file that stands alone (pictures inside, no script, nothing loaded), good on a screen and
// on paper. Thread rule: pure functions but for writeReport, which writes files.
#pragma once

#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "firmware/evidence/list_row.h"
#include "firmware/inspection/inspection.h"
#include "models/error.h"
#include "vision/frame.h"

namespace tidewaiter::evidence {

/// The frame with its regions drawn and numbered, evidence of findings in the colour of their severity.
[[nodiscard]] cv::Mat annotate(const inspection::Inspection& inspection, const vision::Frame& frame);

/// The report of one inspection as HTML. Everything that was read is escaped, control and bidirectional
/// characters are made visible: a label that says "<script>" is shown, never run. `decided` holds a line for
/// each decision that people made about it.
[[nodiscard]] std::string htmlReport(const inspection::Inspection& inspection,
                                     const std::vector<std::string>& decided = {});

/// Writes `DIR/<inspection id>.html` (and a CSV line to `DIR/inspections.csv`) and returns the report's path.
/// All or nothing: on a full disk or a missing permission there is no partial report, and the error says what
/// to do. `fingerprint` tells what was inspected (list_row.h).
[[nodiscard]] Expected<std::filesystem::path> writeReport(const inspection::Inspection& inspection,
                                                          const std::filesystem::path& directory,
                                                          const std::string& fingerprint = kNoFingerprint);

}  // namespace tidewaiter::evidence
