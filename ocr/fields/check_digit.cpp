#include "ocr/fields/check_digit.h"

#include "ocr/fields/ascii.h"

namespace tidewaiter::ocr {

bool gs1CheckDigitHolds(std::string_view digits) {
    if (digits.size() < 2 || !allDigits(digits)) return false;
    int sum = 0;
    int weight = 1;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        sum = (sum + weight * (*digit - '0')) % 10;
        weight = 4 - weight;
    }
    return sum == 0;
}

bool luhnCheckDigitHolds(std::string_view digits) {
    if (digits.size() < 2 || !allDigits(digits)) return false;
    int sum = 0;
    bool doubled = false;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        const int value = (*digit - '0') * (doubled ? 2 : 1);
        sum = (sum + value / 10 + value % 10) % 10;
        doubled = !doubled;
    }
    return sum == 0;
}

}  // namespace tidewaiter::ocr
