#include "firmware/records/canonical_json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <stdexcept>
#include <vector>

namespace tidewaiter::records {

namespace {

using nlohmann::json;

/// Whether `a` comes first by UTF-16 code units. In UTF-8 only characters beyond U+FFFF (lead bytes from F0
/// on) stand elsewhere: their surrogates come before U+E000 (lead byte EE).
bool comesBefore(const std::string& a, const std::string& b) {
    const auto place = [](char c) {
        const int byte = static_cast<unsigned char>(c);
        return byte >= 0xF0 ? 0xED * 256 + byte : byte * 256;
    };
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                        [&](char x, char y) { return place(x) < place(y); });
}

/// ECMAScript's Number::toString (ECMA-262, 6.1.6.1.20): the fewest digits that tell the number from all
/// others, with an exponent from 1e21 on and below 1e-6.
std::string numberText(double number) {
    if (!std::isfinite(number)) throw std::invalid_argument("a number in a record is not finite");
    if (number == 0) return "0";
    char buffer[32];
    const auto end =
        std::to_chars(std::begin(buffer), std::end(buffer), std::abs(number), std::chars_format::scientific)
            .ptr;
    const std::string shortest(std::begin(buffer), end);
    const auto mark = shortest.find('e');
    std::string digits = shortest.substr(0, mark);
    std::erase(digits, '.');
    const int exponent = std::stoi(shortest.substr(mark + 1));
    const int point = exponent + 1;  // digits before the decimal point
    const int count = static_cast<int>(digits.size());
    constexpr int kLongest = 21;
    constexpr int kSmallest = -6;
    std::string text;
    if (point > kLongest || point <= kSmallest) {
        text = digits.substr(0, 1) + (count > 1 ? "." + digits.substr(1) : "") + "e" +
               (exponent > 0 ? "+" : "") + std::to_string(exponent);
    } else if (point <= 0) {
        text = "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    } else if (count <= point) {
        text = digits + std::string(static_cast<std::size_t>(point - count), '0');
    } else {
        text = digits.insert(static_cast<std::size_t>(point), ".");
    }
    return (number < 0 ? "-" : "") + text;
}

class Writer {
  public:
    void write(const json& value) {  // NOLINT(misc-no-recursion)
        switch (value.type()) {
            case json::value_t::object:
                return writeObject(value);
            case json::value_t::array:
                return writeArray(value);
            case json::value_t::number_float:
                text_ += numberText(value.get<double>());
                return;
            default:
                text_ += dumped(value);
        }
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

  private:
    static std::string dumped(const json& value) {
        return value.dump(-1, ' ', false, json::error_handler_t::replace);
    }

    void writeObject(const json& value) {  // NOLINT(misc-no-recursion)
        std::vector<const json::object_t::value_type*> members;
        for (const auto& member : value.get_ref<const json::object_t&>()) members.push_back(&member);
        std::sort(members.begin(), members.end(),
                  [](const auto* a, const auto* b) { return comesBefore(a->first, b->first); });
        text_ += '{';
        const char* separator = "";
        for (const auto* member : members) {
            text_ += separator + dumped(member->first) + ':';
            write(member->second);
            separator = ",";
        }
        text_ += '}';
    }
    void writeArray(const json& value) {  // NOLINT(misc-no-recursion)
        text_ += '[';
        const char* separator = "";
        for (const auto& element : value) {
            text_ += separator;
            write(element);
            separator = ",";
        }
        text_ += ']';
    }

    std::string text_;
};

}  // namespace

std::string canonicalJson(const json& value) {
    Writer writer;
    writer.write(value);
    return writer.take();
}

}  // namespace tidewaiter::records
