#include "firmware/watchlist/serial_grammar.h"

#include <algorithm>
#include <array>

#include "models/tokens.h"
#include "ocr/fields/check_digit.h"

namespace tidewaiter::watchlist {

namespace {

constexpr std::array kGrammars = {
    SerialGrammar{"digits", "digits alone", "", '9', "none: what a list says of its own numbers", nullptr},
    SerialGrammar{"nvidia", "13 digits", "9999999999999", '9',
                  "derived from twelve serial numbers of data-centre boards in public logs", nullptr},
    SerialGrammar{"xfusion", "20 characters that begin with 21", "21XXXXXXXXXXXXXXXXXX", 'X',
                  "xFusion X6000 white paper, Huawei G5500 guide", nullptr},
    SerialGrammar{"dell-service-tag", "7 letters and digits", "XXXXXXX", 'X',
                  "Dell, service tag as a number to base 36", nullptr},
    SerialGrammar{"hpe", "10 characters, the fifth and sixth of which are digits", "XXXX99XXXX", 'X',
                  "HPE, location of serial numbers: country, site, year and week, number", nullptr},
    SerialGrammar{"imei", "15 digits, the last of which is a check digit", "999999999999999", '9',
                  "3GPP TS 23.003, annex B", ocr::luhnCheckDigitHolds},
    SerialGrammar{"mac", "12 hexadecimal digits", "HHHHHHHHHHHH", 'H', "IEEE 802, clause 8.2", nullptr},
};

bool isIn(char type, char c) {
    const bool digit = models::isDigit(c);
    const bool letter = c >= 'A' && c <= 'Z';
    if (type == '9') return models::isDigit(c);
    if (type == 'A') return letter;
    if (type == 'X') return digit || letter;
    if (type == 'H') return digit || (c >= 'A' && c <= 'F');
    return c == type;
}

}  // namespace

bool SerialGrammar::allows(std::size_t place, std::size_t length, char c) const {
    if (classes.empty()) return isIn(any, c);
    return length == classes.size() && place < length && isIn(classes[place], c);
}

bool SerialGrammar::fits(std::string_view serial) const {
    if (serial.empty()) return false;
    for (std::size_t i = 0; i < serial.size(); ++i) {
        if (!allows(i, serial.size(), serial[i])) return false;
    }
    return check == nullptr || check(serial);
}

const SerialGrammar* grammarNamed(std::string_view name) {
    const auto* found = std::find_if(kGrammars.begin(), kGrammars.end(),
                                     [&](const SerialGrammar& grammar) { return grammar.name == name; });
    return found == kGrammars.end() ? nullptr : found;
}

std::string grammarNames() {
    std::string names;
    for (const auto& grammar : kGrammars) names += (names.empty() ? "" : ", ") + std::string(grammar.name);
    return names;
}

}  // namespace tidewaiter::watchlist
