// Launch: since when there are dies of a kind.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>

#include "models/catalog.h"

namespace tidewaiter::inspection {

/// The earliest launch of any product of the catalogue that carries one of the entry's dies, as a date; empty
/// when none is known. Dies are sorted after they were made: the die of a later product can be as old as that
/// of the first one.
[[nodiscard]] std::string dieLaunchOf(const models::CatalogEntry& entry, const models::Catalog& catalog);

}  // namespace tidewaiter::inspection
