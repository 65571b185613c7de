// Serial runs: units whose serial numbers follow one another: they left one line one after the other.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <optional>
#include <string>

#include "firmware/inspection/rules.h"

namespace tidewaiter::inspection {

/// Numbers that count on by one behind the same beginning.
struct SerialRun {
    int length = 1;     ///< how many different numbers
    std::string first;  ///< the lowest
    std::string last;
};

/// The run that the serial number `field` belongs to, among those of the item that are sure to the last
/// character; nothing for other fields and for numbers that do not end in a digit.
[[nodiscard]] std::optional<SerialRun> serialRunOf(const ocr::Field& field, const Case& item);

}  // namespace tidewaiter::inspection
