#include "firmware/inspection/launch.h"

#include <algorithm>

namespace tidewaiter::inspection {

std::string dieLaunchOf(const models::CatalogEntry& entry, const models::Catalog& catalog) {
    std::string earliest;
    for (const auto& other : catalog.entries()) {
        const bool shares = std::any_of(other.dies.begin(), other.dies.end(), [&](const std::string& die) {
            return std::find(entry.dies.begin(), entry.dies.end(), die) != entry.dies.end();
        });
        // Dates of ISO 8601 are in the order of their characters.
        if (shares && !other.launch.empty() && (earliest.empty() || other.launch < earliest))
            earliest = other.launch;
    }
    return earliest;
}

}  // namespace tidewaiter::inspection
