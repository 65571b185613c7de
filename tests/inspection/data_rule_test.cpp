// Rules that stand in the policy alone: what they compare, what they leave alone, and what they say of both.
#include "firmware/inspection/data_rule.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "firmware/inspection/hs_nomenclature.h"
#include "tests/inspection/case_builder.h"

namespace tidewaiter::inspection {
namespace {

using ocr::FieldType;

/// An item of which only the declaration and the fields matter.
struct Item {
    Declaration declaration;
    std::vector<ocr::Field> fields;
    std::vector<vision::Region> regions{};
    std::vector<vision::Frame> frames{};
    std::vector<ocr::Reading> readings{};

    Item& field(FieldType type, const std::string& value, double confidence = 0.95) {
        fields.push_back({"d" + std::to_string(fields.size() + 1), type, value, confidence, {}, {}, "", ""});
        return *this;
    }
};

RuleOutcome outcomeOf(const Item& item, const Policy& policy, const std::string& rule) {
    const auto& book = tests::stagedRulebook();
    const auto outcomes = outcomesOf({item.declaration, item.frames, item.regions, item.readings, item.fields,
                                      book.catalog, book.lexicon, book.markings},
                                     policy);
    for (const auto& outcome : outcomes) {
        if (outcome.rule == rule) return outcome;
    }
    ADD_FAILURE() << "there is no rule " << rule;
    return {};
}

/// The default policy with the rule "own.rule", whose TOML after its name is given.
Policy policyWith(const std::string& rule) {
    std::ifstream in(TIDEWAITER_SOURCE_DIR "/models/data/policy.toml");
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    auto policy = Policy::parse(
        text + "\n[rules.\"own.rule\"]\nseverity = \"hold\"\nsource = \"test\"\n" + rule, "policy.toml");
    if (!policy) throw std::runtime_error(policy.error().message);
    return *policy;
}

/// What "own.rule" with this condition on fields says of an item.
RuleOutcome fieldRule(const std::string& where, const Item& item) {
    return outcomeOf(
        item, policyWith("each = \"field\"\nwhere = [" + where + "]\nmessage = \"Is {field.value}.\"\n"),
        "own.rule");
}

Declaration teaOf(double kilograms) {
    Declaration declaration{"tea", "0902", "A1"};
    declaration.grossWeightKg = kilograms;
    declaration.origin = "Sri Lanka";
    declaration.consignee = "Port Traders Sdn Bhd, Penang";
    return declaration;
}

struct Row {
    const char* where;
    const char* value;  ///< of the one field, a lot
    bool fires;
};

TEST(DataRule, EachComparisonHoldsForWhatItSays) {
    const std::vector<Row> rows = {
        {"{ value = \"field.value\", is = \"A1\" }", "A1", true},
        {"{ value = \"field.value\", is = \"A1\" }", "a1", false},
        {"{ value = \"field.value\", one_of = [\"B\", \"A1\"] }", "A1", true},
        {"{ value = \"field.value\", one_of = [\"B\"] }", "A1", false},
        {"{ value = \"field.value\", none_of = [\"B\"] }", "A1", true},
        {"{ value = \"field.value\", none_of = [\"A1\"] }", "A1", false},
        {"{ value = \"field.value\", contains = \"ab c\" }", "XABC", true},
        {"{ value = \"field.value\", contains = \"abd\" }", "XABC", false},
        {"{ value = \"field.value\", mentions = [\"B\", \"Used\"] }", "old, USED parts", true},
        {"{ value = \"field.value\", mentions = [\"used\"] }", "unused parts", false},
        {"{ value = \"field.value\", mentions = [\"used\"] }", "used-up", true},
        {"{ value = \"field.value\", mentions = [\"second hand\"] }", "Second-hand", true},
        {"{ value = \"field.value\", mentions = [\"échantillon\"] }", "ECHANTILLON", true},
        {"{ value = \"field.value\", mentions = [\"样品\"] }", "电子样品3件", true},
        {"{ value = \"field.value\", mentions = [\"样品\"] }", "样本", false},
        {"{ value = \"field.value\", mentions = [\"중고\"] }", "중고 서버", true},
        {"{ value = \"field.value\", matches = \"[0-9]+\" }", "123", true},
        {"{ value = \"field.value\", matches = \"[0-9]+\" }", "123A", false},
        {"{ value = \"field.number\", above = 12 }", "12.5", true},
        {"{ value = \"field.number\", above = 12.5 }", "12.5", false},
        {"{ value = \"field.number\", at_least = 12.5 }", "12.5", true},
        {"{ value = \"field.number\", below = 12.5 }", "12.4", true},
        {"{ value = \"field.number\", at_most = 12.4 }", "12.5", false},
        {"{ value = \"field.number\", above = 12 }", "12 kg", false},
        {"{ value = \"field.number\", above = 11 }", "3/12", true},
        {"{ value = \"field.number\", above = \"declaration.gross_weight_kg\" }", "11", true},
        {"{ value = \"field.number\", above = \"declaration.gross_weight_kg\", times = 2 }", "11", false},
        {"{ value = \"field.number\", above = \"declaration.gross_weight_kg\", plus = 0.5 }", "11", true},
        {"{ value = \"field.number\", above = \"declaration.gross_weight_kg\", plus = 1 }", "11", false},
        {"{ value = \"field.number\", above = 10, times = 2, plus = -9.5 }", "11", true},
        {"{ value = \"field.number\", above = \"declaration.value\" }", "11", false},
        {"{ value = \"declaration.value\", known = false }", "11", true},
        {"{ value = \"declaration.origin\", known = true }", "11", true},
        {"{ value = \"declaration.origin\", is = \"LK\" }", "11", true},
        {"{ value = \"declaration.family\", is = \"food\" }", "11", true},
        {"{ value = \"field.value\", same_as = \"declaration.origin\" }", "lk", true},
        {"{ value = \"field.value\", differs_from = \"declaration.origin\" }", "CN", true},
        {"{ value = \"field.value\", differs_from = \"declaration.origin\" }", "L K", false},
        {"{ value = \"field.value\", differs_from = \"declaration.shipper\" }", "CN", false},
        {"{ value = \"field.value\", unlike = \"declaration.consignee\" }", "SANDKYAN LIMITED", true},
        {"{ value = \"field.value\", unlike = \"declaration.consignee\" }", "PORT TRADERS", false},
        {"{ value = \"field.value\", unlike = \"declaration.consignee\" }", "Ltd.", false},
        {"{ value = \"field.confidence\", at_least = 0.9 }", "X", true},
        {"{ value = \"field.contradictions\", above = 0 }", "X", false},
        {"{ value = \"field.reader\", is = \"text\" }", "X", true},
        {"{ value = \"item.photos\", at_most = 0 }", "X", true},
    };
    for (const auto& row : rows) {
        Item item{teaOf(10), {}};
        item.field(FieldType::Lot, row.value);
        const auto outcome = fieldRule(row.where, item);
        EXPECT_EQ(outcome.findings.size(), row.fires ? 1U : 0U) << row.where << " on " << row.value;
        EXPECT_EQ(outcome.silence.empty(), row.fires) << outcome.silence;
    }
}

TEST(DataRule, AFindingCarriesMessageEvidenceSeverityAndSource) {
    Item item{teaOf(10), {}};
    item.field(FieldType::Lot, "<L7>", 0.9)
        .field(FieldType::Lot, "<L7>", 0.8)
        .field(FieldType::Lot, "L8", 0.3);
    const auto outcome = fieldRule("{ value = \"field.type\", is = \"lot\" }", item);
    ASSERT_EQ(outcome.findings.size(), 1U) << "two that say the same are one, a doubtful one is none";
    EXPECT_EQ(outcome.findings[0].message, "Is <L7>.");
    EXPECT_EQ(outcome.findings[0].fields, (std::vector<std::string>{"d1", "d2"}));
    EXPECT_EQ(outcome.findings[0].severity, Severity::Hold);
    EXPECT_EQ(outcome.findings[0].score, 0.9);
    EXPECT_EQ(outcome.findings[0].source, "test");
}

TEST(DataRule, SomeAndNoLookForAnotherField) {
    const std::string other =
        "where = [{ value = \"other.type\", is = \"lot\" }, "
        "{ value = \"other.value\", differs_from = \"field.value\" }] }";
    Item item{teaOf(10), {}};
    item.field(FieldType::Lot, "L7", 0.95);
    EXPECT_TRUE(fieldRule("{ some = \"field\", " + other, item).findings.empty())
        << "it is not its own other";
    EXPECT_EQ(fieldRule("{ no = \"field\", " + other, item).findings.size(), 1U);
    item.field(FieldType::Lot, "L8", 0.6);
    const auto told = fieldRule("{ some = \"field\", " + other, item);
    ASSERT_EQ(told.findings.size(), 2U);
    EXPECT_EQ(told.findings[0].fields, (std::vector<std::string>{"d1", "d2"}));
    EXPECT_EQ(told.findings[0].score, 0.6) << "no surer than what it rests on";
    EXPECT_TRUE(fieldRule("{ no = \"field\", " + other, item).findings.empty());
}

TEST(DataRule, RegionsAreSubjectsToo) {
    Item item{{}, {}};
    item.regions.push_back({"r1", "f1", vision::RegionKind::Package, {}, 0.8, {}, {}, {}});
    item.regions.push_back({"r2", "f1", vision::RegionKind::Label, {}, 0.9, {}, {}, {}});
    const auto outcome = outcomeOf(item,
                                   policyWith("each = \"region\"\nmessage = \"A {region.kind}.\"\n"
                                              "where = [{ value = \"region.kind\", is = \"label\" }]\n"),
                                   "own.rule");
    ASSERT_EQ(outcome.findings.size(), 1U);
    EXPECT_EQ(outcome.findings[0].regions, std::vector<std::string>{"r2"});
    EXPECT_EQ(outcome.findings[0].message, "A label.");
}

TEST(DataRule, SilenceNamesTheConditionThatGotFurthest) {
    Item item{teaOf(10), {}};
    item.field(FieldType::Brand, "X").field(FieldType::GrossWeight, "12");
    const auto outcome = outcomeOf(item, tests::stagedRulebook().policy, "declaration.heavier-than-declared");
    EXPECT_EQ(
        outcome.silence,
        "gross_weight 12 (d2): field.number, 12, is not above 1.5 times declaration.gross_weight_kg (10).");
    const auto nothing = outcomeOf({{}, {}}, tests::stagedRulebook().policy, "declaration.origin-differs");
    EXPECT_EQ(nothing.silence, "There is no field to look at.");
}

struct DefaultRow {
    const char* rule;
    FieldType type;
    const char* value;
    bool fires;
};

/// Each rule of the default pack on what must and must not fire it.
TEST(DataRule, TheDefaultPackFiresWhereItMust) {
    const std::vector<DefaultRow> rows = {
        {"declaration.heavier-than-declared", FieldType::GrossWeight, "30", true},
        {"declaration.heavier-than-declared", FieldType::GrossWeight, "12", false},
        {"declaration.heavier-than-declared", FieldType::NetWeight, "30", false},
        {"declaration.system-weight", FieldType::Model, "DGX H100", true},
        {"declaration.system-weight", FieldType::Model, "KETTLE 5", false},
        {"declaration.origin-differs", FieldType::CountryOfOrigin, "CN", true},
        {"declaration.origin-differs", FieldType::CountryOfOrigin, "LK", false},
        {"declaration.consignee-differs", FieldType::Consignee, "SANDKYAN TECHNOLOGY", true},
        {"declaration.consignee-differs", FieldType::Consignee, "Port Tradars, Jalan 3, Penang", false},
        {"declaration.shipper-differs", FieldType::Shipper, "ACME", false},  // none was declared
        {"declaration.packages-differ", FieldType::PackageCount, "2/3", true},
        {"declaration.packages-differ", FieldType::PackageCount, "1/1", false},
        {"label.serial-placeholder", FieldType::SerialNumber, "0123456789", true},
        {"label.serial-placeholder", FieldType::SerialNumber, "00000000", true},
        {"label.serial-placeholder", FieldType::SerialNumber, "1320921012345", false},
    };
    for (const auto& row : rows) {
        Item item{teaOf(10), {}};
        item.declaration.packages = 1;
        item.field(row.type, row.value);
        if (row.type == FieldType::Model) item.fields[0].entry = row.fires ? "nvidia-dgx-h100" : "";
        const auto outcome = outcomeOf(item, tests::stagedRulebook().policy, row.rule);
        EXPECT_EQ(outcome.findings.size(), row.fires ? 1U : 0U)
            << row.rule << " " << row.value << ": " << outcome.silence;
    }
}

struct RunRow {
    const char* goods;
    std::vector<std::string> serials;
    bool linked;
    bool fires;
};

// Units that follow one another are linked; they are not used goods.
TEST(DataRule, SerialNumbersThatFollowOneAnother) {
    const std::vector<RunRow> rows = {
        {"used servers", {"CZ3041", "CZ3042", "CZ3043"}, true, true},
        {"二手服务器", {"CZ3043", "CZ3041", "CZ3042", "CZ3099"}, true, true},
        {"servers", {"CZ3041", "CZ3042", "CZ3043"}, true, false},
        {"unused servers", {"CZ3041", "CZ3042", "CZ3043"}, true, false},
        {"used servers", {"CZ3041", "CZ3042"}, false, false},
        {"used servers", {"CZ3041", "CZ3043", "CZ3045"}, false, false},
        {"used servers", {"CZ3041", "CY3042", "CX3043"}, false, false},
        {"used servers", {"CZ3041", "CZ3041", "CZ3042"}, false, false},
    };
    for (const auto& [goods, serials, linked, fires] : rows) {
        tests::CaseBuilder item;
        item.declaredAs(Declaration{goods, "847150", ""}).photo("serials.jpg");
        for (const auto& serial : serials) item.line("S/N: " + serial);
        EXPECT_EQ(item.findings("label.serial-run").size(), linked ? 1U : 0U) << goods << item.told();
        EXPECT_EQ(item.findings("declaration.used-but-consecutive").size(), fires ? 1U : 0U)
            << goods << item.told();
    }
    tests::CaseBuilder doubtful;
    doubtful.declaredAs(Declaration{"used servers", "847150", ""}).line("S/N: CZ3041").line("S/N: CZ3042");
    doubtful.doubtfulLine("S/N: CZ3043", 10, "8");
    EXPECT_TRUE(doubtful.findings("declaration.used-but-consecutive").empty());
}

struct HsRow {
    const char* hs;
    bool fires;
};

// Codes that no edition of the Harmonized System ever had.
TEST(DataRule, HsCodesThatCannotBe) {
    const std::vector<HsRow> rows = {{"7701", true},    {"0012", true},    {"0911", true},  {"847330", false},
                                     {"09", false},     {"9801", false},   {"9950", false}, {"", false},
                                     {"090210", false}, {"8487", false},   {"8488", true},  {"9706", false},
                                     {"9707", true},    {"850440", false}, {"0100", true},  {"77", true}};
    for (const auto& [hs, fires] : rows) {
        Item item{{"tea", hs, ""}, {}};
        const auto outcome = outcomeOf(item, tests::stagedRulebook().policy, "declaration.hs-impossible");
        EXPECT_EQ(outcome.findings.size(), fires ? 1U : 0U) << hs << outcome.silence;
    }
}

// What chapter or heading the lexicon knows can be.
TEST(DataRule, EveryCodeOfTheLexiconCanBe) {
    for (const auto& row : {"0902", "9503", "6109", "6402", "8708", "9403", "8471", "8542", "3926", "2710"})
        EXPECT_EQ(hsStateOf(row), HsState::Possible) << row;
}

// A code that contradicts its own text, in the lexicon's languages; unknown words stay unknown.
TEST(DataRule, ACodeThatContradictsItsOwnText) {
    for (const auto* goods : {"toys", "玩具", "juguetes", "Spielzeug", "장난감"}) {
        const auto outcome =
            outcomeOf({{goods, "0902", ""}, {}}, tests::stagedRulebook().policy, "declaration.hs-differs");
        EXPECT_EQ(outcome.findings.size(), 1U) << goods;
    }
    for (const auto* goods : {"tea", "茶叶", "té verde", "zzyzx", "", "computer parts and tea"}) {
        const auto outcome =
            outcomeOf({{goods, "0902", ""}, {}}, tests::stagedRulebook().policy, "declaration.hs-differs");
        EXPECT_TRUE(outcome.findings.empty()) << goods;
    }
}

struct PiecesRow {
    const char* quantity;
    std::optional<int> declared;
    bool fires;
};

// Several labels add up and a label may count less: only one label that counts more than was declared speaks.
TEST(DataRule, MorePiecesThanDeclared) {
    const std::vector<PiecesRow> rows = {{"QTY: 40 PCS", 8, true},
                                         {"QTY: 8 PCS", 8, false},
                                         {"QTY: 4 PCS", 8, false},
                                         {"QTY: 40 PCS", std::nullopt, false},
                                         {"QTY: 40 KG", 8, false}};
    for (const auto& [quantity, declared, fires] : rows) {
        Declaration declaration{"adapters", "850440", ""};
        declaration.pieces = declared;
        tests::CaseBuilder item;
        item.declaredAs(declaration).line("ADAPTER 65W").line(quantity);
        EXPECT_EQ(item.findings("declaration.more-pieces").size(), fires ? 1U : 0U)
            << quantity << item.told();
        tests::CaseBuilder doubtful;
        doubtful.declaredAs(declaration).line("ADAPTER 65W").doubtfulLine("QTY: 40 PCS", 5, "9");
        EXPECT_TRUE(doubtful.findings("declaration.more-pieces").empty());
    }
    Declaration declaration{"adapters", "850440", ""};
    declaration.pieces = 8;
    tests::CaseBuilder two;
    two.declaredAs(declaration).line("QTY: 4 PCS").line("TOTAL QTY: 40");
    EXPECT_TRUE(two.findings("declaration.more-pieces").empty()) << "of what is which the number?";
}

TEST(DataRule, AServerThatIsTooLightIsTold) {
    for (const auto& [weight, fires] : {std::pair{"95", true}, std::pair{"170", false}}) {
        Item item{{"server", "8471", ""}, {}};
        item.field(FieldType::Model, "DGX H100").field(FieldType::GrossWeight, weight);
        item.fields[0].entry = "nvidia-dgx-h100";
        const auto outcome =
            outcomeOf(item, tests::stagedRulebook().policy, "declaration.lighter-than-declared");
        EXPECT_EQ(outcome.findings.size(), fires ? 1U : 0U) << weight << outcome.silence;
    }
}

TEST(DataRule, TwoOriginsOfWhichOneWasDeclaredAreNoContradiction) {
    Item item{teaOf(10), {}};
    item.field(FieldType::CountryOfOrigin, "CN").field(FieldType::CountryOfOrigin, "LK");
    const auto outcome = outcomeOf(item, tests::stagedRulebook().policy, "declaration.origin-differs");
    EXPECT_TRUE(outcome.findings.empty());
}

}  // namespace
}  // namespace tidewaiter::inspection
