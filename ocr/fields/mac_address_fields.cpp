#include "ocr/fields/line_extractors.h"
#include "ocr/fields/mac_address.h"

namespace tidewaiter::ocr {

namespace {

constexpr double kWithSeparators = 0.95;

}  // namespace

std::vector<Candidate> macAddressFields(const Reading& line, const Knowledge& /*knowledge*/) {
    std::vector<Candidate> found;
    for (auto& address : separatedMacAddresses(line.text)) {
        found.push_back({FieldType::MacAddress, std::move(address), trustIn(line) * kWithSeparators});
    }
    return found;
}

}  // namespace tidewaiter::ocr
