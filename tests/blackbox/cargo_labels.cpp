#include "tests/blackbox/cargo_labels.h"

#include <cmath>

#include "tests/scene/words.h"

namespace tidewaiter::blackbox {

using scene::CartonContent;
using scene::CodeRow;
using scene::LabelPlan;
using scene::LabelText;
using scene::Random;
using scene::Symbology;
using scene::TextRow;

namespace {

struct Device {
    const char* brand;
    const char* name;
    const char* part;  ///< pattern
    const char* hs;
    double kilograms;
};

const std::vector<Device>& devices() {
    static const std::vector<Device> all = {
        {"NORTHGATE", "ETHERNET SWITCH 24 PORT", "NG-SW24-####", "851762", 4.2},
        {"VOLTERRA", "USB-C CHARGER 65W", "VT65-C##", "850440", 6.5},
        {"KEYBRIDGE", "WIRELESS KEYBOARD", "KB-###-US", "847160", 9.1},
        {"CLEARVUE", "LED MONITOR 27 INCH", "CV27-####", "852852", 7.4},
        {"TONEFIELD", "BLUETOOTH SPEAKER", "TF-S###", "851822", 8.3},
    };
    return all;
}

LabelPlan labelWith(double widthMm, const std::vector<LabelText>& lines) {
    LabelPlan plan;
    plan.name = "product label";
    plan.widthMm = widthMm;
    for (const auto& line : lines) plan.rows.emplace_back(TextRow{{line}});
    return plan;
}

void addTwin(LabelPlan& plan, const std::string& caption, const std::string& printed,
             const std::string& coded) {
    plan.rows.emplace_back(TextRow{{{caption + ": " + printed, 4.8, true}}});
    plan.rows.emplace_back(CodeRow{Symbology::Code128, coded, 0.42, 10, "", 0});
}

std::string weightText(double kilograms) {
    const long tenths = std::lround(kilograms * 10);
    return "G.W.: " + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " KG";
}

/// Another number of the same form, as an edited label has it: its last digits are others.
std::string edited(std::string part) {
    constexpr int kOther = 4;
    int left = 3;
    for (auto c = part.rbegin(); c != part.rend() && left > 0; ++c) {
        if (*c < '0' || *c > '9') continue;
        *c = static_cast<char>('0' + (*c - '0' + kOther) % 10);
        --left;
    }
    return part;
}

/// As labels of the supply chain have it: the code begins with its data identifier, the print with it in
/// brackets.
void addIdentifiedTwin(LabelPlan& plan, const std::string& identifier, const std::string& caption,
                       const std::string& printed, const std::string& coded) {
    plan.rows.emplace_back(TextRow{{{"(" + identifier + ") " + caption + ": " + printed, 4.8, true}}});
    plan.rows.emplace_back(CodeRow{Symbology::Code128, identifier + coded, 0.42, 10, "", 0});
}

}  // namespace

DeviceCarton deviceCarton(Random random, const std::string& serial, bool tampered) {
    const auto& device = random.pick(devices());
    DeviceCarton carton;
    auto& content = carton.content;
    const auto part = scene::fromPattern(device.part, random);
    const auto own = serial.empty() ? scene::fromPattern("{K|M|T}#######", random) : serial;
    content.goods = device.name;
    content.kilograms = device.kilograms;
    content.parts = {part};
    content.serials = {own};
    auto plan = labelWith(118, {{device.brand, 6.4, true}, {device.name, 5.4, true}});
    addIdentifiedTwin(plan, "1P", "P/N", tampered ? edited(part) : part, part);
    addIdentifiedTwin(plan, "S", "S/N", own, own);
    plan.rows.emplace_back(TextRow{{{"QTY: 1 PCS", 4.6}, {weightText(device.kilograms), 4.6}}});
    plan.rows.emplace_back(TextRow{{{"MADE IN CHINA", 4.6, true}}});
    content.labels.push_back(std::move(plan));
    scene::addCarrierLabel(content, random.fork("carrier"));
    content.prints.push_back({device.brand, 14, true});
    carton.declaration = {device.name, device.hs, "A1"};
    carton.declaration.origin = "CN";
    carton.declaration.shipper = content.shipper;
    carton.declaration.consignee = content.consignee;
    carton.declaration.grossWeightKg = content.kilograms;
    return carton;
}

DeviceCarton boardCarton(Random random, const BoardLabel& label) {
    DeviceCarton carton;
    auto& content = carton.content;
    content.goods = "graphics cards";
    content.kilograms = std::round(random.real(2, 9) * 10) / 10;
    content.parts = {label.part};
    content.serials = label.serials;
    auto plan = labelWith(118, {{"NVIDIA " + label.product, 6, true}});
    if (!label.part.empty()) addTwin(plan, "P/N", label.part, label.part);
    for (const auto& serial : label.serials) addTwin(plan, "S/N", serial, serial);
    if (!label.date.empty()) plan.rows.emplace_back(TextRow{{{"MFG DATE: " + label.date, 4.6}}});
    plan.rows.emplace_back(TextRow{{{"QTY: " + std::to_string(label.pieces) + " PCS", 4.6}}});
    content.labels.push_back(std::move(plan));
    scene::addCarrierLabel(content, random.fork("carrier"));
    carton.declaration = {"NVIDIA graphics cards", "847330", "A1"};
    carton.declaration.shipper = content.shipper;
    carton.declaration.consignee = content.consignee;
    carton.declaration.pieces = label.pieces;
    return carton;
}

CartonContent serverCarton(Random random) {
    static const std::vector<std::vector<std::string>> models = {
        {"DELL", "PowerEdge XE9680"}, {"SUPERMICRO", "SYS-821GE-TNHR"}, {"NVIDIA", "DGX H100"}};
    const auto& model = random.pick(models);
    CartonContent content;
    content.kilograms = std::round(random.real(110, 160));
    auto plan = labelWith(126, {{model[0], 7, true}, {"MODEL: " + model[1], 5.6, true}});
    const auto serial = scene::fromPattern("{7|9|C}{B|H|K}#####", random);
    content.serials = {serial};
    addTwin(plan, "SERIAL NO.", serial, serial);
    plan.rows.emplace_back(TextRow{{{"QTY: 1 SET", 4.6}, {weightText(content.kilograms), 4.6}}});
    content.labels.push_back(std::move(plan));
    return content;
}

CartonContent baseboardCarton(Random random) {
    static const std::vector<std::string> parts = {"935-24287-0000-000", "935-26287-0000-000",
                                                   "935-24287-A510-300"};
    CartonContent content;
    content.parts = {random.pick(parts)};
    content.kilograms = random.real(26, 40);
    auto plan = labelWith(110, {{"BASEBOARD ASSY", 5.4, true}});
    addTwin(plan, "P/N", content.parts.front(), content.parts.front());
    plan.rows.emplace_back(TextRow{{{"QTY: 1", 4.6}, {weightText(content.kilograms), 4.6}}});
    content.labels.push_back(std::move(plan));
    return content;
}

CartonContent customsCodeCarton(Random random) {
    CartonContent content;
    auto plan = labelWith(
        104, {{"SPARE PARTS", 6, true}, {"LOT " + scene::fromPattern("{A|B|C}######", random), 4.6}});
    const bool export49 = random.chance(0.5);
    const auto telling = export49 ? std::string("49PUS3A090") : std::string("27P8471.80");
    plan.side = scene::SideCode{
        Symbology::DataMatrix,
        scene::format06({"1P" + scene::fromPattern("ZX-#####", random), "Q1", telling}), 0.8, 0};
    plan.rows.emplace_back(TextRow{{{"QTY: 1 PCS", 4.6}}});
    plan.rows.emplace_back(TextRow{{{"KEEP DRY", 4.6}}});
    plan.rows.emplace_back(TextRow{{{"MADE IN CHINA", 4.6}}});
    content.labels.push_back(std::move(plan));
    return content;
}

CartonContent inventedBrandCarton(const CartonContent& made) {
    CartonContent content;
    content.parts = made.parts;
    content.serials = {made.serials.front()};
    auto plan = labelWith(120, {{"SANDKYAN", 7, true}, {"MODEL: SK-762", 5.2, true}});
    addTwin(plan, "P/N", content.parts.front(), content.parts.front());
    addTwin(plan, "S/N", content.serials.front(), content.serials.front());
    plan.rows.emplace_back(TextRow{{{"QTY: 1 PCS", 4.6}, {"MADE IN CHINA", 4.6}}});
    content.labels.push_back(std::move(plan));
    return content;
}

}  // namespace tidewaiter::blackbox
