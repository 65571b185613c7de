// Transport codes: numbers of shipments, containers, ships and mobile devices that carry a check digit.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter::ocr {

/// UPS number: "1Z", 15 letters and digits, check digit (letters count as in the alphabet from A = 2 on,
/// every second value doubled, modulo 10; developer notes of UPS, checked against published numbers).
[[nodiscard]] std::optional<std::string> upsNumber(std::string_view text);

/// Postal item: two letters, eight digits, check digit, country (UPU standard S10, weights 8 6 4 2 3 5 9 7).
[[nodiscard]] std::optional<std::string> postalNumber(std::string_view text);

/// Container: owner's three letters, U, J or Z, six digits, check digit (ISO 6346, annex A).
[[nodiscard]] std::optional<std::string> containerNumber(std::string_view text);

/// The seven digits of a ship's IMO number, given with or without "IMO" (resolution A.1117(30): weights 7 to
/// 2).
[[nodiscard]] std::optional<std::string> imoNumber(std::string_view text);

/// IMEI: 15 digits, the last by Luhn's formula (3GPP TS 23.003, annex B).
[[nodiscard]] std::optional<std::string> imei(std::string_view text);

/// License plate without its data identifier: issuing agency, company, number; up to 35 capitals and digits
/// (ISO/IEC 15459-1, clause 5).
[[nodiscard]] std::optional<std::string> licensePlate(std::string_view text);

/// A number of a carrier that says by its form and its check digit whose it is.
struct CarrierNumber {
    std::string number;
    std::string carrier;  ///< "UPS", "post (GB)"
};
[[nodiscard]] std::optional<CarrierNumber> carrierNumber(std::string_view text);

}  // namespace tidewaiter::ocr
