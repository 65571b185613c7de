#include "ocr/fields/nordic_lots.h"

#include <algorithm>

#include "ocr/fields/ascii.h"
#include "ocr/fields/dates.h"

namespace tidewaiter::ocr {

namespace {

constexpr std::size_t kLotLength = 6;
constexpr std::size_t kMostLots = 4;

}  // namespace

bool isNordicPart(std::string_view part) {
    return part.size() >= 8 && upperCased(part.substr(0, 3)) == "NRF" && allDigits(part.substr(3, 2));
}

std::vector<std::string> nordicDates(std::string_view lot) {
    std::vector<std::string> dates;
    for (std::size_t count = 0; count < kMostLots; ++count) {
        const auto slash = std::min(lot.find('/'), lot.size());
        const auto one = lot.substr(0, slash);
        const bool form = one.size() == kLotLength && isYearWeek(one.substr(0, 4)) &&
                          std::all_of(one.begin() + 4, one.end(), isAlnum);
        if (!form) return {};
        dates.emplace_back(one.substr(0, 4));
        if (slash == lot.size()) return dates;
        lot.remove_prefix(slash + 1);
    }
    return {};
}

}  // namespace tidewaiter::ocr
