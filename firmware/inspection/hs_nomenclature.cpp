#include "firmware/inspection/hs_nomenclature.h"

#include <array>
#include <cassert>

namespace tidewaiter::inspection {

namespace {

constexpr int kNationalFrom = 98;
/// The last heading of each chapter from 00 to 97 in any of the two editions; 0 where there is no chapter.
constexpr std::array<int, kNationalFrom> kLastHeading = {0,  // 00 is no chapter
                                                         6,  10, 9,  10, 11, 4,  14, 14, 10, 8,   // 01 to 10
                                                         9,  14, 2,  4,  22, 5,  4,  6,  5,  9,   // 11 to 20
                                                         6,  9,  9,  4,  30, 21, 16, 53, 42, 6,   // 21 to 30
                                                         5,  15, 7,  7,  7,  6,  7,  27, 26, 17,  // 31 to 40
                                                         15, 6,  4,  21, 4,  2,  7,  23, 11, 7,   // 41 to 50
                                                         13, 12, 11, 8,  16, 9,  5,  11, 11, 6,   // 51 to 60
                                                         17, 17, 10, 6,  7,  3,  4,  15, 14, 20,  // 61 to 70
                                                         18, 29, 26, 19, 8,  16, 0,  6,  7,  7,   // 71 to 80
                                                         13, 15, 11, 87, 49, 9,  16, 7,  8,  33,  // 81 to 90
                                                         14, 9,  7,  6,  8,  20, 6};              // 91 to 97

int twoDigits(std::string_view code, std::size_t at) {
    return (code[at] - '0') * 10 + (code[at + 1] - '0');
}

}  // namespace

HsState hsStateOf(std::string_view code) {
    assert(code.size() >= 2 && "a code has two digits at least");
    const int chapter = twoDigits(code, 0);
    if (chapter >= kNationalFrom) return HsState::National;
    const int last = kLastHeading[static_cast<std::size_t>(chapter)];
    if (last == 0) return HsState::NoChapter;
    if (code.size() < 4) return HsState::Possible;
    const int heading = twoDigits(code, 2);
    return heading >= 1 && heading <= last ? HsState::Possible : HsState::NoHeading;
}

}  // namespace tidewaiter::inspection
