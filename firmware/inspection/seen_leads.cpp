#include "firmware/inspection/seen_leads.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace tidewaiter::inspection {

namespace {

/// Leads on a side from which one more or less is no difference: on photos such rows are fine combs, and no
/// two packages of this length differ by one.
constexpr int kLongRow = 17;

}  // namespace

std::optional<SeenLeads> seenLeads(const vision::Region& package, const models::PackageCodes& codes) {
    if (!package.leads) return std::nullopt;
    const auto& leads = *package.leads;
    const SeenLeads seen{
        std::accumulate(leads.begin(), leads.end(), 0),
        static_cast<int>(std::count_if(leads.begin(), leads.end(), [](int n) { return n > 0; }))};
    const auto& outlines = codes.outlines();
    const bool known = std::any_of(outlines.begin(), outlines.end(), [&](const auto& outline) {
        return outline.pins == seen.total && outline.leadSides == seen.sides;
    });
    return known ? std::optional(seen) : std::nullopt;
}

bool differSurely(const SeenLeads& one, const SeenLeads& other) {
    if (one.sides != other.sides) return true;
    const int row = std::max(one.total, other.total) / std::max(1, one.sides);
    const int least = row >= kLongRow ? 2 : 1;
    return std::abs(one.total - other.total) >= least * one.sides;
}

std::string described(const SeenLeads& leads) {
    const std::string sides = leads.sides == 2 ? "two sides" : "four sides";
    const auto total = std::to_string(leads.total) + " leads";
    if (leads.sides == 0 || leads.total % leads.sides != 0) return total + " on " + sides;
    return total + ", " + std::to_string(leads.total / leads.sides) + " on each of " + sides;
}

}  // namespace tidewaiter::inspection
