// Barcode content: what the bytes of one symbol are, element by element, with every fault and repair.
// Thread rule: immutable value and pure function, safe to use from any thread.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/name_table.h"
#include "ocr/fields/component_label.h"
#include "ocr/fields/data_identifiers.h"
#include "ocr/fields/envelope.h"
#include "ocr/reading.h"

namespace tidewaiter::ocr {

enum class ContentForm {
    Plain,       ///< text of no form that we know
    Message,     ///< ISO/IEC 15434
    Gs1,         ///< GS1 element strings
    Retail,      ///< EAN, UPC, ITF-14
    Vendor,      ///< a maker's or carrier's own grammar
    DataFields,  ///< several fields with data identifiers and no envelope
    DataField,   ///< one field with its data identifier, or plain text that begins like one
    Url,         ///< shown, never opened
};

inline constexpr auto kContentForms = makeNameTable<ContentForm>({{ContentForm::Plain, "plain"},
                                                                  {ContentForm::Message, "message"},
                                                                  {ContentForm::Gs1, "gs1"},
                                                                  {ContentForm::Retail, "retail"},
                                                                  {ContentForm::Vendor, "vendor"},
                                                                  {ContentForm::DataFields, "data fields"},
                                                                  {ContentForm::DataField, "data field"},
                                                                  {ContentForm::Url, "url"}});

struct ContentElement {
    std::string id{};     ///< "1P", "01"; empty where the form has no identifiers
    std::string title{};  ///< "item, by its supplier"; empty for an identifier that is not known
    std::string value{};  ///< raw, any bytes, also where it has a fault
    std::string fault{};  ///< what is wrong with it, one clause; empty when all is well
    std::vector<DataFieldValue> fields{};  ///< what it is worth as fields, none when it has a fault
    std::string maker{};                   ///< by a vendor's grammar, else empty
    double strength = 1;                   ///< in [0, 1]: how surely the form means that
};

struct BarcodeContent {
    ContentForm form = ContentForm::Plain;
    std::string bytes;                        ///< the raw content, kept as it came
    std::optional<Envelope> envelope;         ///< of messages, with what had to be repaired
    std::vector<ContentElement> elements;     ///< in their order; of plain content none
    std::vector<std::string> faults;          ///< what is wrong with the elements together
    std::optional<ComponentLabel> component;  ///< of data identifiers that make up a label of EIGP 114
};

/// Parses the bytes of a symbol. Any bytes are allowed; nothing is dropped without being named. Forms are
/// tried in this order: message, retail code, GS1, URL, vendor code, fields with data identifiers. Content of
/// more than 8192 bytes, which no symbology holds, is plain.
[[nodiscard]] BarcodeContent parseBarcode(std::string_view bytes, std::string_view symbology);
/// The same for what a reader saw. Precondition: it is a barcode.
[[nodiscard]] BarcodeContent parseBarcode(const Reading& barcode);

/// Whether the form is certain from the content alone and has parts worth naming: not plain text, not one
/// field whose identifier may as well be the first letter of a number, not an address.
[[nodiscard]] bool isStructured(const BarcodeContent& content);

/// Form, elements with their faults, repairs and what is missing; the bytes stand in the reading.
void to_json(nlohmann::json& json, const BarcodeContent& content);

}  // namespace tidewaiter::ocr
