// Shared serials: serial numbers that stand on several items of one list.
// Thread rule: pure function, safe to call from any thread.
//
// A serial number belongs to one unit for its lifetime (ANS MH10.8.2, data identifier S): on two items it was
// copied, or one unit was declared twice. Photos of one item that show one label again are one row.
#pragma once

#include <vector>

#include "firmware/evidence/list_row.h"

namespace tidewaiter::batch {

/// Fills the column `same_serial` of every row anew: "1654123038646 on B2, C3", several with "; " between
/// them; empty where no other item has one of its serial numbers.
void tellSharedSerials(std::vector<evidence::ListRow>& rows);

}  // namespace tidewaiter::batch
