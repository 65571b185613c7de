#include "ocr/fields/barcode_content.h"

#include <algorithm>
#include <iterator>

#include "ocr/fields/ascii.h"
#include "ocr/fields/candidate.h"
#include "ocr/fields/gs1_fields.h"
#include "ocr/fields/nordic_lots.h"
#include "ocr/fields/retail_codes.h"
#include "ocr/fields/urls.h"
#include "ocr/fields/vendor_codes.h"

namespace tidewaiter::ocr {

namespace {

using Elements = std::vector<ContentElement>;

constexpr std::size_t kLongestContent = 8192;
constexpr int kGs1Format = 5;
constexpr int kDataIdentifierFormat = 6;
constexpr double kInEnvelope = 0.98;
constexpr double kHeaderless = 0.9;
constexpr double kRetail = 0.98;
constexpr double kUrl = 0.95;

void append(Elements& all, Elements more) {
    std::move(more.begin(), more.end(), std::back_inserter(all));
}

ContentElement raw(std::string_view value, std::string fault) {
    ContentElement element;
    element.value = value;
    element.fault = std::move(fault);
    return element;
}

ContentElement fromDataField(std::string_view field, double strength) {
    const auto split = splitDataField(field);
    if (!split) return raw(field, "no data identifier begins it, or its value is empty or not printable");
    ContentElement element;
    element.id = split->di;
    if (split->identifier != nullptr) element.title = split->identifier->title;
    element.value = split->value;
    element.fault = split->fault;
    if (auto value = fieldValueOf(*split)) element.fields.push_back(std::move(*value));
    element.strength = strength;
    return element;
}

Elements fromDataFields(const std::vector<std::string>& fields, double strength) {
    Elements found;
    for (const auto& field : fields) found.push_back(fromDataField(field, strength));
    return found;
}

/// The elements of a GS1 message; the first fault ends it, and names what is left.
Elements fromGs1(const Gs1Message& message) {
    Elements found;
    for (const auto& part : message.elements) {
        ContentElement element;
        element.id = part.ai;
        element.title = part.identifier->title;
        element.value = part.value;
        element.fields = fieldValuesOf(part);
        element.strength = strengthOf(message);
        found.push_back(std::move(element));
    }
    if (!message.fault.empty()) found.push_back(raw(message.rest, message.fault));
    return found;
}

Gs1Message gs1Of(const EnvelopePart& part) {
    std::string joined;
    for (const auto& field : part.fields) joined += '\x1D' + field;
    return parseGs1(joined);
}

void takeGs1(const Gs1Message& message, BarcodeContent& content) {
    append(content.elements, fromGs1(message));
    const auto faults = associationFaults(message);
    content.faults.insert(content.faults.end(), faults.begin(), faults.end());
}

void takePart(const EnvelopePart& part, BarcodeContent& content) {
    if (part.format == kDataIdentifierFormat)
        return append(content.elements, fromDataFields(part.fields, kInEnvelope));
    if (part.format == kGs1Format) return takeGs1(gs1Of(part), content);
    for (const auto& field : part.fields) content.elements.push_back(raw(field, {}));
}

bool isUnreadable(const ContentElement& element) {
    return element.id.empty() || element.title.empty();
}

/// The fields between separators, empty ones and an end of transmission left out.
std::vector<std::string> separated(std::string_view content) {
    std::vector<std::string> fields;
    while (!content.empty()) {
        const auto end = std::min(content.find_first_of("\x1D\x1E"), content.size());
        const auto field = content.substr(0, end);
        if (!field.empty() && field != "\x04") fields.emplace_back(field);
        content.remove_prefix(std::min(end + 1, content.size()));
    }
    return fields;
}

/// Several data fields with separators and no header: some printers encode them so, and so end macro code
/// words (Data Matrix 236 and 237) that a decoder did not expand.
bool takeHeaderless(BarcodeContent& content) {
    if (content.bytes.find_first_of("\x1D\x1E") == std::string::npos) return false;
    auto elements = fromDataFields(separated(content.bytes), kHeaderless);
    if (elements.empty() || std::any_of(elements.begin(), elements.end(), isUnreadable)) return false;
    content.form = ContentForm::DataFields;
    content.elements = std::move(elements);
    return true;
}

bool takeRetail(std::string_view symbology, BarcodeContent& content) {
    auto gtin = retailGtin(symbology, content.bytes);
    if (!gtin) return false;
    auto element = raw(content.bytes, {});
    element.fields = {{FieldType::Gtin, std::move(*gtin)}};
    element.strength = kRetail;
    content.form = ContentForm::Retail;
    content.elements = {std::move(element)};
    return true;
}

bool takeUrl(BarcodeContent& content) {
    auto url = wholeUrl(content.bytes);
    if (!url) return false;
    auto element = raw(content.bytes, {});
    element.fields = {{FieldType::Url, std::move(*url)}};
    element.strength = kUrl;
    content.form = ContentForm::Url;
    content.elements = {std::move(element)};
    return true;
}

bool takeVendorCode(BarcodeContent& content) {
    for (auto& part : vendorCode(content.bytes)) {
        auto element = raw(part.value, {});
        element.fields = {{part.type, std::move(part.value)}};
        element.maker = std::move(part.maker);
        element.strength = part.strength;
        content.elements.push_back(std::move(element));
    }
    if (content.elements.empty()) return false;
    content.form = ContentForm::Vendor;
    return true;
}

/// The lot codes of Nordic's labels are date codes as well.
void addNordicDates(Elements& elements) {
    const bool nordic = std::any_of(elements.begin(), elements.end(), [](const ContentElement& element) {
        return element.id == "1P" && isNordicPart(element.value);
    });
    if (!nordic) return;
    for (auto& element : elements) {
        if (element.id != "1T") continue;
        for (auto& date : nordicDates(element.value))
            element.fields.push_back({FieldType::DateCode, std::move(date)});
    }
}

/// EIGP 114.2018, clause 5: a linear symbol carries one data identifier and its value.
void takeDataField(BarcodeContent& content) {
    auto element = fromDataField(content.bytes, 1);
    if (isUnreadable(element)) return;
    content.form = ContentForm::DataField;
    content.elements = {std::move(element)};
}

void takeAny(std::string_view symbology, BarcodeContent& content) {
    if ((content.envelope = parseEnvelope(content.bytes))) {
        content.form = ContentForm::Message;
        for (const auto& part : content.envelope->parts) takePart(part, content);
        return;
    }
    if (takeRetail(symbology, content)) return;
    if (const auto message = parseGs1(content.bytes); isCredible(message)) {
        content.form = ContentForm::Gs1;
        return takeGs1(message, content);
    }
    if (takeUrl(content) || takeVendorCode(content) || takeHeaderless(content)) return;
    takeDataField(content);
}

}  // namespace

BarcodeContent parseBarcode(std::string_view bytes, std::string_view symbology) {
    BarcodeContent content;
    content.bytes = bytes;
    if (bytes.empty() || bytes.size() > kLongestContent) return content;
    takeAny(symbology, content);
    if (content.form == ContentForm::Message || content.form == ContentForm::DataFields) {
        std::vector<std::string> identifiers;
        for (const auto& element : content.elements) identifiers.push_back(element.id);
        content.component = componentLabel(identifiers);
        addNordicDates(content.elements);
    }
    return content;
}

bool isStructured(const BarcodeContent& content) {
    switch (content.form) {
        case ContentForm::Plain:
        case ContentForm::DataField:
        case ContentForm::Url:
            return false;
        case ContentForm::Message:
        case ContentForm::Gs1:
        case ContentForm::Retail:
        case ContentForm::Vendor:
        case ContentForm::DataFields:
            return true;
    }
    return false;
}

BarcodeContent parseBarcode(const Reading& barcode) {
    return parseBarcode(contentOf(barcode), barcode.symbology);
}

}  // namespace tidewaiter::ocr
