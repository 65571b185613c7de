#include "firmware/manifest/number_text.h"

#include <algorithm>
#include <charconv>

#include "firmware/inspection/plain_text.h"
#include "models/tokens.h"

namespace tidewaiter::manifest {

namespace {

constexpr std::size_t kMostWhole = 12;
constexpr std::size_t kMostFraction = 6;
constexpr std::size_t kMostCount = 9;

bool isDigits(std::string_view text, std::size_t most) {
    return !text.empty() && text.size() <= most && std::all_of(text.begin(), text.end(), models::isDigit);
}

}  // namespace

Expected<double> parseDecimal(std::string_view text) {
    const auto point = std::min(text.find('.'), text.size());
    const bool whole = isDigits(text.substr(0, point), kMostWhole);
    if (!whole || (point < text.size() && !isDigits(text.substr(point + 1), kMostFraction))) {
        return failure(inspection::inQuotes(text) +
                       " is not a number that can be relied on; write digits with a decimal point, without "
                       "sign, unit or separators of thousands, as in 1234.5");
    }
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Expected<int> parseCount(std::string_view text) {
    int number = 0;
    if (isDigits(text, kMostCount)) std::from_chars(text.data(), text.data() + text.size(), number);
    if (number > 0) return number;
    return failure(inspection::inQuotes(text) + " is not a count; write a whole number from 1 on");
}

}  // namespace tidewaiter::manifest
