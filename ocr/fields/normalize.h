// normalize: a value in the one form in which it can be compared, or nothing when it cannot be one.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ocr/field.h"

namespace tidewaiter::ocr {

/// The normal form of `raw` as a value of type `type`:
///   part, model, lot and serial numbers, parties: one blank between words; all but model and party in upper
///     case; part numbers without blanks around dashes; serial numbers without blanks
///   quantities: digits without leading zeros or unit ("1,000 PCS" is "1000"); not of kilograms or volts
///   weights, powers, voltages: the number alone, in kg, W and V (measures.h reads those with units)
///   packages: "3/12"
///   dates: as in dates.h
///   countries: ISO 3166-1 alpha-2, given by any of the three codes (names are the business of the markings)
///   HS codes: 6 to 12 digits; GTIN: 14 digits with leading zeros, SSCC: 18, check digits verified
///   MAC addresses: "28:C2:DD:7A:2E:29", neither group nor null addresses; URLs: scheme and host in lower
///     case; seals and export-control codes: upper case
///   numbers of shipments, containers, ships, mobile devices, license plates: as in transport_codes.h
/// Nothing when `raw` is too short, too long, holds characters that such a value never has, or fails its
/// check digit. Goods, brands and approval marks have no form of their own: they come from the knowledge.
[[nodiscard]] std::optional<std::string> normalized(FieldType type, std::string_view raw);

}  // namespace tidewaiter::ocr
