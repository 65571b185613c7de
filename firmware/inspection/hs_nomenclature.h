// HS nomenclature: which chapters and headings the Harmonized System has.
// Thread rule: pure function, safe to call from any thread.
// Source: World Customs Organization, Harmonized System, editions 2017 and 2022.
#pragma once

#include <string_view>

#include "models/name_table.h"

namespace tidewaiter::inspection {

enum class HsState {
    Possible,   ///< chapter and heading can be, as far as the number of headings tells
    National,   ///< chapters 98 and 99, which countries fill themselves
    NoChapter,  ///< 00 is none and 77 is reserved
    NoHeading   ///< the chapter never had so many headings
};

inline constexpr auto kHsStates = makeNameTable<HsState>({{HsState::Possible, "possible"},
                                                          {HsState::National, "national"},
                                                          {HsState::NoChapter, "no chapter"},
                                                          {HsState::NoHeading, "no heading"}});

/// Precondition: two digits at least.
[[nodiscard]] HsState hsStateOf(std::string_view code);

}  // namespace tidewaiter::inspection
