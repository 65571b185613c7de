// ListedNumbers: what the watchlists say of the numbers of an inspection, looked up once for all rules.
// Thread rule: immutable value; a pure function, safe to call from any thread.
//
// Inside firmware/inspection only.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "firmware/inspection/rules.h"
#include "firmware/watchlist/lists.h"

namespace tidewaiter::inspection {

/// Fields are borrowed from the case.
struct ListedNumbers {
    /// The fields that may be an entry, in their order, each with the likeliest one.
    std::vector<std::pair<const ocr::Field*, watchlist::ListHit>> hits;
    /// The fields that could not be looked up.
    std::vector<const ocr::Field*> unknown;
    /// Why not and what to do, the beginning of a sentence; empty where all could be.
    std::string trouble;
};

[[nodiscard]] ListedNumbers listedNumbers(const Case& item);

}  // namespace tidewaiter::inspection
