#include "firmware/evidence/file_name.h"

#include <algorithm>

namespace tidewaiter::evidence {

bool isSafeFileName(std::string_view name) {
    constexpr std::size_t kLongest = 100;
    const auto isSafe = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' ||
               c == '_';
    };
    return !name.empty() && name.size() <= kLongest && name.front() != '-' &&
           std::all_of(name.begin(), name.end(), isSafe);
}

}  // namespace tidewaiter::evidence
