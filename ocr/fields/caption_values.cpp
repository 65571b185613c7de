#include "ocr/fields/caption_values.h"

#include <algorithm>
#include <array>
#include <vector>

#include "ocr/fields/ascii.h"
#include "ocr/fields/goods_words.h"
#include "ocr/fields/measures.h"
#include "ocr/fields/normalize.h"

namespace tidewaiter::ocr {

namespace {

using models::CaptionKind;

constexpr std::size_t kLongestModelWords = 5;

struct Announced {
    CaptionKind kind;
    FieldType field;
};

constexpr std::array kAnnounced = std::to_array<Announced>({
    {CaptionKind::SerialNumber, FieldType::SerialNumber},
    {CaptionKind::PartNumber, FieldType::PartNumber},
    {CaptionKind::Model, FieldType::Model},
    {CaptionKind::Goods, FieldType::Goods},
    {CaptionKind::Quantity, FieldType::Quantity},
    {CaptionKind::Origin, FieldType::CountryOfOrigin},
    {CaptionKind::Date, FieldType::DateCode},
    {CaptionKind::Lot, FieldType::Lot},
    {CaptionKind::Party, FieldType::Party},
    {CaptionKind::HsCode, FieldType::HsCode},
    {CaptionKind::MacAddress, FieldType::MacAddress},
    {CaptionKind::Gtin, FieldType::Gtin},
    {CaptionKind::Sscc, FieldType::Sscc},
    {CaptionKind::Seal, FieldType::Seal},
    {CaptionKind::Shipper, FieldType::Shipper},
    {CaptionKind::Consignee, FieldType::Consignee},
    {CaptionKind::Carton, FieldType::PackageCount},
    {CaptionKind::GrossWeight, FieldType::GrossWeight},
    {CaptionKind::NetWeight, FieldType::NetWeight},
    {CaptionKind::Power, FieldType::Power},
    {CaptionKind::Voltage, FieldType::Voltage},
    {CaptionKind::Tracking, FieldType::Tracking},
    {CaptionKind::Container, FieldType::Container},
    {CaptionKind::Imei, FieldType::Imei},
});

std::string_view withoutPunctuation(std::string_view text) {
    constexpr std::string_view kAround = " ,;:.|()[]{}'\"*_-";
    while (!text.empty() && kAround.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
    while (!text.empty() && kAround.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    return text;
}

bool endsInDash(std::string_view word) {
    return word.back() == '-' || word.back() == '/';
}

/// The first word of `text` and those that a dash at either side ties to it.
std::string_view firstCode(std::string_view text) {
    const auto all = words(text);
    if (all.empty()) return {};
    auto last = all.begin();
    while (last + 1 != all.end() && (endsInDash(*last) || last[1].front() == '-')) ++last;
    const auto begin = static_cast<std::size_t>(all.front().data() - text.data());
    const auto end = static_cast<std::size_t>(last->data() - text.data()) + last->size();
    return text.substr(begin, end - begin);
}

/// "89612548 64007261 95274590": groups of one number. "123456 REV 2" is not.
bool isNumberInGroups(std::string_view text) {
    const auto all = words(text);
    return all.size() > 1 && std::all_of(all.begin(), all.end(), [](std::string_view word) {
               return word.size() >= 3 && hasDigit(word) && std::all_of(word.begin(), word.end(), isAlnum);
           });
}

std::optional<CaptionValue> taken(FieldType type, std::string_view text) {
    auto value = normalized(type, text);
    if (!value) return std::nullopt;
    return CaptionValue{std::string(text), std::move(*value)};
}

std::optional<CaptionValue> code(FieldType type, std::string_view text) {
    if (type == FieldType::SerialNumber && isNumberInGroups(text)) return taken(type, text);
    return taken(type, withoutPunctuation(firstCode(text)));
}

/// Numbers and dates with blanks inside ("8471 50", "17 MAY 2024") are taken whole, else their first word.
std::optional<CaptionValue> number(FieldType type, std::string_view text) {
    auto whole = taken(type, withoutPunctuation(text));
    const auto all = words(text);
    if (type == FieldType::Quantity && all.size() > 1 && isPhysicalUnit(all[1])) return std::nullopt;
    return whole ? whole : taken(type, withoutPunctuation(firstCode(text)));
}

std::optional<CaptionValue> country(std::string_view text, const Knowledge& knowledge) {
    if (auto coded = taken(FieldType::CountryOfOrigin, withoutPunctuation(text))) return coded;
    auto named = knowledge.markings.origin(text);
    if (named.empty()) named = knowledge.markings.origin("MADE IN " + std::string(text));
    const auto value = normalized(FieldType::CountryOfOrigin, named);
    if (!value) return std::nullopt;
    return CaptionValue{std::string(text), *value};
}

std::optional<CaptionValue> goods(std::string_view text, const Knowledge& knowledge) {
    const auto found = goodsWords(text, knowledge.lexicon);
    if (found.empty()) return std::nullopt;
    return CaptionValue{std::string(text), found.front().goods};
}

std::optional<CaptionValue> model(std::string_view text) {
    if (words(text).size() > kLongestModelWords) return std::nullopt;
    return taken(FieldType::Model, text);
}

/// Anything that is more than punctuation.
std::optional<CaptionValue> anything(std::string_view text) {
    const bool marks =
        std::none_of(text.begin(), text.end(), [](char c) { return isAlnum(c) || isBeyondAscii(c); });
    if (marks) return std::nullopt;
    return CaptionValue{std::string(text), {}};
}

/// A value that says what it is by its form. Text without that form is explained by the caption all the same.
std::optional<CaptionValue> formed(std::string_view text, std::optional<std::string> value) {
    if (!value) return anything(text);
    return CaptionValue{std::string(text), std::move(*value)};
}

}  // namespace

std::optional<FieldType> fieldOf(CaptionKind kind) {
    const auto* const row = std::find_if(kAnnounced.begin(), kAnnounced.end(),
                                         [&](const Announced& one) { return one.kind == kind; });
    return row == kAnnounced.end() ? std::nullopt : std::optional(row->field);
}

std::optional<CaptionValue> captionValue(const models::CaptionMatch& caption, std::string_view text,
                                         const Knowledge& knowledge) {
    text = trimmed(text);
    const auto type = fieldOf(caption.kind);
    if (!type) return anything(text);
    const std::string_view unit = caption.unit;
    switch (*type) {
        case FieldType::CountryOfOrigin:
            return country(text, knowledge);
        case FieldType::Goods:
            return goods(text, knowledge);
        case FieldType::Model:
            return model(withoutPunctuation(text));
        case FieldType::Party:
        case FieldType::Shipper:
        case FieldType::Consignee:
            return taken(*type, withoutPunctuation(text));
        case FieldType::GrossWeight:
        case FieldType::NetWeight:
            return formed(text, kilograms(text, unit));
        case FieldType::Power:
            return formed(text, watts(text, unit));
        case FieldType::Voltage:
            return formed(text, volts(text, unit));
        case FieldType::PackageCount:
            return formed(text, packageCount(text));
        case FieldType::DateCode:
        case FieldType::HsCode:
        case FieldType::Quantity:
        case FieldType::Gtin:
        case FieldType::Sscc:
            return number(*type, text);
        case FieldType::Tracking:
        case FieldType::Container:
        case FieldType::Imei: {
            auto value = number(*type, text);
            return value ? value : anything(text);
        }
        default:
            return code(*type, text);
    }
}

}  // namespace tidewaiter::ocr
