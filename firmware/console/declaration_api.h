// DeclarationApi: the declarations that officers choose from.
// Thread rule: safe to call from any thread.
#pragma once

#include <vector>

#include "firmware/console/route.h"
#include "firmware/station/declaration_book.h"

namespace tidewaiter::console {

[[nodiscard]] std::vector<Route> declarationRoutes(station::DeclarationBook& book);

}  // namespace tidewaiter::console
