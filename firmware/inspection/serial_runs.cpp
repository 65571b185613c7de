#include "firmware/inspection/serial_runs.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "firmware/inspection/sure_text.h"

namespace tidewaiter::inspection {

using ocr::Field;
using ocr::Reading;

namespace {

/// More digits are no counter.
constexpr std::size_t kMostDigits = 9;

/// A serial number taken apart.
struct Counted {
    std::string beginning;
    std::size_t digits = 0;
    long number = 0;

    [[nodiscard]] bool isOfOneKind(const Counted& other) const {
        return beginning == other.beginning && digits == other.digits;
    }
};

std::optional<Counted> counted(const Field& field) {
    if (field.type != ocr::FieldType::SerialNumber) return std::nullopt;
    const auto& value = field.value;
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    auto begin = value.size();
    while (begin > 0 && value.size() - begin < kMostDigits && digit(value[begin - 1])) --begin;
    if (begin == value.size()) return std::nullopt;
    Counted parts{value.substr(0, begin), value.size() - begin, 0};
    std::from_chars(value.data() + begin, value.data() + value.size(), parts.number);
    return parts;
}

bool isSureField(const Field& field, const Case& item) {
    return std::any_of(item.readings.begin(), item.readings.end(), [&](const Reading& reading) {
        return std::find(field.readings.begin(), field.readings.end(), reading.id) != field.readings.end() &&
               isSureOf(reading, field.value);
    });
}

/// The sure serial numbers of the same form, by their counter.
std::map<long, const Field*> ofOneKind(const Counted& own, const Case& item) {
    std::map<long, const Field*> numbers;
    for (const auto& field : item.fields) {
        const auto other = counted(field);
        if (other && other->isOfOneKind(own) && isSureField(field, item)) numbers[other->number] = &field;
    }
    return numbers;
}

}  // namespace

std::optional<SerialRun> serialRunOf(const Field& field, const Case& item) {
    const auto own = counted(field);
    if (!own) return std::nullopt;
    const auto numbers = ofOneKind(*own, item);
    if (numbers.count(own->number) == 0) return std::nullopt;
    long first = own->number;
    long last = own->number;
    while (numbers.count(first - 1) > 0) --first;
    while (numbers.count(last + 1) > 0) ++last;
    return SerialRun{static_cast<int>(last - first + 1), numbers.at(first)->value, numbers.at(last)->value};
}

}  // namespace tidewaiter::inspection
