// Summary: an inspection in a few lines for a person at a terminal.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "firmware/inspection/inspection.h"

namespace tidewaiter::command {

/// Verdict, reasons, what was read, where the report is. What was read cannot control the terminal.
[[nodiscard]] std::string summaryOf(const inspection::Inspection& inspection,
                                    const std::optional<std::filesystem::path>& report);

}  // namespace tidewaiter::command
