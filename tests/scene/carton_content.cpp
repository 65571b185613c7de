#include "tests/scene/carton_content.h"

#include <cmath>
#include <stdexcept>

#include "tests/scene/words.h"

namespace tidewaiter::scene {

namespace {

std::string kilogramText(double kilograms) {
    const long tenths = std::lround(kilograms * 10);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " KG";
}

LabelPlan plainLabel(const std::string& name, double widthMm, Random& random) {
    static const std::vector<Family> families = {Family::Sans, Family::Sans, Family::Wide, Family::Narrow};
    LabelPlan plan;
    plan.name = name;
    plan.widthMm = widthMm;
    plan.family = random.pick(families);
    plan.framed = random.chance(0.35);
    if (plan.framed) plan.paddingMm = 5;
    plan.ink = gray(random.real(0.05, 0.17));
    return plan;
}

/// A printed line and its barcode twin: either the bare value or with its MH10.8.2 data identifier.
void addTwin(LabelPlan& plan, const std::string& caption, const std::string& identifier,
             const std::string& value, bool withIdentifier) {
    if (withIdentifier) {
        plan.rows.emplace_back(CodeRow{Symbology::Code128, identifier + value, 0.42, 11,
                                       "(" + identifier + ") " + caption + ": " + value, 4.2});
    } else {
        plan.rows.emplace_back(TextRow{{{caption + ": " + value, 4.8, true}}});
        plan.rows.emplace_back(CodeRow{Symbology::Code128, value, 0.42, 10, "", 0});
    }
}

struct AcceleratorFacts {
    std::string serial;
    std::string origin;
    std::string date;  ///< YYWW
    int quantity = 1;
};

LabelPlan productLabel(const AcceleratorWords& card, const AcceleratorFacts& facts, Random& random) {
    const bool chinese = random.chance(0.4);
    const bool identifiers = random.chance(0.4);
    LabelPlan plan = plainLabel("product label", 132, random);
    plan.rows.emplace_back(TextRow{{{"NVIDIA CORPORATION", 6.4, true}}});
    plan.rows.emplace_back(RuleRow{});
    plan.rows.emplace_back(
        TextRow{{{(chinese ? "型号 MODEL: NVIDIA " : "MODEL: NVIDIA ") + card.model, 5.2, true}}});
    plan.rows.emplace_back(TextRow{{{"DESC: " + random.pick(words().descriptions), 4.6}}});
    addTwin(plan, chinese ? "料号 P/N" : "P/N", "1P", card.part, identifiers);
    addTwin(plan, chinese ? "序列号 S/N" : "S/N", "S", facts.serial, identifiers);
    plan.rows.emplace_back(RuleRow{});
    const std::string quantity = "QTY: " + std::to_string(facts.quantity) + " PCS";
    const std::string weight = "G.W.: " + kilogramText(card.kilograms * facts.quantity + 0.9);
    plan.rows.emplace_back(
        TextRow{{{(chinese ? "数量 " : "") + quantity, 4.6}, {(chinese ? "毛重 " : "") + weight, 4.6}}});
    plan.rows.emplace_back(TextRow{{{"MADE IN " + facts.origin, 4.6, true}, {"D/C: " + facts.date, 4.6}}});
    const std::string country = facts.origin == "TAIWAN" ? "TW" : "CN";
    plan.side = SideCode{Symbology::DataMatrix,
                         format06({"1P" + card.part, "S" + facts.serial, "Q" + std::to_string(facts.quantity),
                                   "9D" + facts.date, "4L" + country}),
                         0.72, 2};
    return plan;
}

/// The list of serial numbers that stands on a carton of several cards.
LabelPlan serialList(const std::vector<std::string>& serials, Random& random) {
    LabelPlan plan = plainLabel("serial list", 124, random);
    plan.rows.emplace_back(TextRow{{{"SERIAL NUMBERS", 4.6, true}}});
    for (const std::string& serial : serials) {
        plan.rows.emplace_back(CodeRow{Symbology::Code39, serial, 0.4, 8, "S/N " + serial, 4.2});
    }
    return plan;
}

/// Four data characters of a shipping label's stacked code, separated as carriers do.
std::string shipmentRecord(const std::string& tracking, double kilograms) {
    return "PRT01|" + tracking + "|" + kilogramText(kilograms) + "|1/1";
}

LabelPlan itemLabel(const BenignWords& goods, const ProductWords& product, const std::string& brand,
                    double kilograms, Random& random) {
    LabelPlan plan = plainLabel("item label", 118, random);
    const bool chinese = random.chance(0.5);
    plan.rows.emplace_back(TextRow{{{brand, 6.4, true}}});
    plan.rows.emplace_back(TextRow{{{product.english, 5.6, true}}});
    if (chinese) plan.rows.emplace_back(TextRow{{{"品名: " + product.chinese, 5.2}}});
    plan.rows.emplace_back(RuleRow{});
    for (const std::string& detail : goods.details) {
        if (random.chance(0.75)) plan.rows.emplace_back(TextRow{{{detail, 4.4}}});
    }
    const int count = random.between(2, 12) * 10;
    plan.rows.emplace_back(TextRow{{{"QTY: " + std::to_string(count) + " " + goods.unit, 4.4},
                                    {"G.W.: " + kilogramText(kilograms), 4.4}}});
    const int carton = random.between(1, 40);
    plan.rows.emplace_back(
        TextRow{{{"C/NO. " + std::to_string(carton) + "/40", 4.4}, {"MADE IN CHINA", 4.4, true}}});
    const std::string gtin = withCheckDigit(fromPattern(goods.gtin + "#####", random));
    plan.rows.emplace_back(CodeRow{Symbology::Ean13, gtin, 0.5, 17, gtin, 4.4});
    if (random.chance(0.5)) {
        plan.side = SideCode{Symbology::QrCode, "https://www.example.com/item/" + gtin, 0.8,
                             static_cast<std::size_t>(chinese ? 4 : 3)};
    }
    return plan;
}

void addHandlingPrints(CartonContent& content, Random& random) {
    std::vector<std::string> left = words().handling;
    const int count = random.between(1, 3);
    for (int i = 0; i < count; ++i) {
        const std::uint32_t index = random.below(static_cast<std::uint32_t>(left.size()));
        content.prints.push_back({left[index], random.real(8, 13), true});
        left.erase(left.begin() + index);
    }
}

}  // namespace

void addCarrierLabel(CartonContent& content, Random random) {
    LabelPlan plan = plainLabel("carrier label", 102, random);
    plan.column = 1;
    const PartyWords from = random.pick(words().senders);
    const PartyWords to = random.pick(words().receivers);
    const std::string tracking = fromPattern("PX##########NL", random);
    plan.rows.emplace_back(TextRow{{{random.pick(words().carriers), 6.2, true}}});
    plan.rows.emplace_back(RuleRow{});
    plan.rows.emplace_back(TextRow{{{"FROM: " + from.english, 3.8}}});
    if (!from.chinese.empty()) plan.rows.emplace_back(TextRow{{{from.chinese, 3.8}}});
    plan.rows.emplace_back(TextRow{{{from.street + ", " + from.city, 3.8}}});
    plan.rows.emplace_back(RuleRow{});
    plan.rows.emplace_back(TextRow{{{"SHIP TO:", 4.2, true}}});
    for (const std::string& line : {to.english, to.street, to.city}) {
        plan.rows.emplace_back(TextRow{{{line, 4.8, true}}});
    }
    plan.rows.emplace_back(RuleRow{});
    plan.rows.emplace_back(TextRow{{{"WEIGHT: " + kilogramText(content.kilograms), 4.4}, {"1 OF 1", 4.4}}});
    plan.rows.emplace_back(TextRow{{{"TRACKING: " + tracking, 4.6, true}}});
    plan.rows.emplace_back(CodeRow{Symbology::Code128, tracking, 0.42, 12, "", 0});
    const std::string sscc = withCheckDigit(fromPattern("{1|2|3}0614141#########", random));
    plan.rows.emplace_back(CodeRow{Symbology::Gs1_128, "00" + sscc, 0.46, 14, "(00) " + sscc, 4.4});
    if (random.chance(0.5)) {
        plan.rows.emplace_back(
            CodeRow{Symbology::Pdf417, shipmentRecord(tracking, content.kilograms), 0.42, 0, "", 0});
    }
    content.shipper = from.english;
    content.consignee = to.english;
    content.labels.push_back(std::move(plan));
}

CartonContent acceleratorCarton(Random random) {
    CartonContent content;
    const AcceleratorWords card = random.pick(words().accelerators);
    AcceleratorFacts facts;
    facts.quantity = random.chance(0.6) ? 1 : random.between(2, 4);
    for (int i = 0; i < facts.quantity; ++i) {
        content.serials.push_back(boardSerial(card.site, card.firstYear, card.lastYear, random));
    }
    facts.serial = content.serials.front();
    facts.date = facts.serial.substr(5, 2) + facts.serial.substr(3, 2);
    facts.origin = random.chance(0.6) ? "TAIWAN" : "CHINA";
    content.parts = {card.part};
    content.goods = "NVIDIA " + card.model;
    content.kilograms = card.kilograms * facts.quantity + 0.9;
    content.labels.push_back(productLabel(card, facts, random));
    if (facts.quantity > 1) content.labels.push_back(serialList(content.serials, random));
    if (random.chance(0.65)) addCarrierLabel(content, random.fork("carrier"));
    if (random.chance(0.4)) content.prints.push_back({"NVIDIA", 16, true});
    addHandlingPrints(content, random);
    return content;
}

CartonContent benignCarton(Goods goods, Random random) {
    const auto known = words().benign.find(std::string(kGoods.nameOf(goods)));
    if (known == words().benign.end()) {
        throw std::invalid_argument("'" + std::string(kGoods.nameOf(goods)) + "' is no benign kind of goods");
    }
    CartonContent content;
    const std::string brand = random.pick(known->second.brands);
    const ProductWords product = random.pick(known->second.products);
    content.goods = product.english;
    content.kilograms = random.real(4, 18);
    content.labels.push_back(itemLabel(known->second, product, brand, content.kilograms, random));
    if (random.chance(0.6)) addCarrierLabel(content, random.fork("carrier"));
    content.prints.push_back({brand, random.real(11, 16), true});
    if (random.chance(0.6)) content.prints.push_back({product.english, random.real(8, 11), true});
    addHandlingPrints(content, random);
    return content;
}

}  // namespace tidewaiter::scene
