#include "firmware/manifest/hs_code.h"

#include "firmware/inspection/plain_text.h"

namespace tidewaiter::manifest {

Expected<std::string> parseHsCode(std::string_view text) {
    std::string digits;
    bool clean = true;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            digits += c;
        } else if (c != '.' && c != ' ') {
            clean = false;
        }
    }
    if (clean && digits.size() >= 2 && digits.size() <= 12) return digits;
    return failure(inspection::inQuotes(text) +
                   " is not an HS code; give 2 to 12 digits, dots and blanks between them are allowed, as in "
                   "0902.10");
}

}  // namespace tidewaiter::manifest
