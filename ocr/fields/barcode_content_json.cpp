#include <nlohmann/json.hpp>

#include "models/utf8.h"
#include "ocr/fields/barcode_content.h"

namespace tidewaiter::ocr {

using nlohmann::json;

static void to_json(json& out, const ContentElement& element) {
    out = {{"value", models::validUtf8(element.value)}};
    if (!element.id.empty()) out["id"] = models::validUtf8(element.id);
    if (!element.title.empty()) out["title"] = element.title;
    if (!element.fault.empty()) out["fault"] = models::validUtf8(element.fault);
    if (!element.maker.empty()) out["maker"] = element.maker;
}

static void to_json(json& out, const ComponentLabel& label) {
    out = {{"kind", kLabelKinds.nameOf(label.kind)}, {"missing", label.missing}};
}

void to_json(json& out, const BarcodeContent& content) {
    out = {{"form", kContentForms.nameOf(content.form)}, {"elements", content.elements}};
    if (content.envelope && !content.envelope->repairs.empty()) out["repairs"] = content.envelope->repairs;
    if (!content.faults.empty()) out["faults"] = content.faults;
    if (content.component) out["component_label"] = *content.component;
}

}  // namespace tidewaiter::ocr
