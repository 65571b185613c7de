// Measures: weights, powers and voltages as labels print them.
// Thread rule: pure functions, safe to call from any thread.
//
// A number may have thousands parted ("1,250.5", "1.250,5"). "1,250" alone is nothing: in one country it is a
// thousand times what it is in another. What follows the measure ("30.4 KGS / 67 LBS") is left aside.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter::ocr {

/// Kilograms, to the gram, of the weight at the front of `text`: "30.4" of "30.4 KGS", "13.608" of "30 lb".
/// `unit` stands in where the text has none ("KGS" of the caption "G.W.(KGS)"); without one either, or
/// for a weight of nothing or of more than a thousand tonnes, there is no value.
[[nodiscard]] std::optional<std::string> kilograms(std::string_view text, std::string_view unit = {});

/// The same for watts: "700" of "700W" and of "0.7 kW".
[[nodiscard]] std::optional<std::string> watts(std::string_view text, std::string_view unit = {});

/// The same for volts, where a range is usual: "100-240" of "AC 100-240V~ 50/60Hz", "12" of "+12VDC".
[[nodiscard]] std::optional<std::string> volts(std::string_view text, std::string_view unit = {});

/// "3/12" of "3/12", "3 of 12", "Carton 03 OF 12" and "第3箱共12箱". Nothing where the first is 0 or above
/// the second, or either has more than four digits.
[[nodiscard]] std::optional<std::string> packageCount(std::string_view text);

/// Whether `word` is a unit of weight, power, voltage, current, frequency or length: what it stands behind
/// is no count of pieces.
[[nodiscard]] bool isPhysicalUnit(std::string_view word);

/// Normal forms as fields keep them, without unit; nothing for anything that is no such number.
[[nodiscard]] std::optional<std::string> decimalNumber(std::string_view text);
[[nodiscard]] std::optional<std::string> decimalRange(std::string_view text);

}  // namespace tidewaiter::ocr
