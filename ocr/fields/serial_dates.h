// Serial dates: when a thing was made, as its serial number says.
// Thread rule: pure function, safe to call from any thread.
//
// Only forms whose year is certain: a year of one digit (Dell, Supermicro) says nothing about the decade.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter::ocr {

struct SerialDate {
    std::string date;   ///< in normal form (dates.h): "2218", "2022-10"
    std::string maker;  ///< whose form it is
    /// Whether the maker documents the form. Others were derived from samples: they never decide alone.
    bool documented = false;
};

/// The date in a serial number: of NVIDIA's 13 digits (site, week, year, sequence; derived from twelve
/// serials of public logs) where the site is one that was seen, of Huawei's and xFusion's 20 characters as
/// vendor_codes.h reads them. Precondition: a caption or an identifier calls it a serial number.
[[nodiscard]] std::optional<SerialDate> serialDate(std::string_view serial);

}  // namespace tidewaiter::ocr
