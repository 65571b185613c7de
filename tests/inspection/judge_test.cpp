// What was read on an item, held against its declaration: verdict and reasons, row by row. Everything but the
// eyes is the real thing: readings are given as lines of text and board scores.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "firmware/inspection/inspector.h"
#include "tests/inspection/case_builder.h"

namespace tidewaiter::inspection {
namespace {

struct Line {
    std::string text;
    double confidence = 0.97;
};

struct Item {
    std::string goods;
    std::string hs;
    std::vector<Line> lines;
    double board = 0;  // score of a board region, 0 without one
};

vision::Region regionAt(std::size_t row, vision::RegionKind kind, double score) {
    vision::Region region;
    region.kind = kind;
    region.quad = vision::quadOf({10, 40.0F * static_cast<float>(row), 400, 30});
    region.score = score;
    return region;
}

ocr::TextResult textOf(const std::vector<Line>& lines) {
    ocr::TextResult result;
    for (const auto& line : lines) {
        ocr::Reading reading;
        reading.region = std::to_string(result.regions.size());
        reading.text = line.text;
        reading.confidence = line.confidence;
        reading.reader = "test";
        result.regions.push_back(regionAt(result.regions.size(), vision::RegionKind::Text, 0.9));
        reading.quad = result.regions.back().quad;
        result.readings.push_back(std::move(reading));
    }
    return result;
}

Readers eyesFor(const Item& item) {
    return {.findBoards =
                [&item](const vision::Frame&) {
                    std::vector<vision::Region> boards;
                    if (item.board > 0) boards.push_back(regionAt(0, vision::RegionKind::Board, item.board));
                    return boards;
                },
            .findPackages = [](const vision::Frame&,
                               const std::vector<vision::Region>&) { return std::vector<vision::Region>{}; },
            .findLabels = [](const vision::Frame&,
                             const std::vector<vision::Region>&) { return std::vector<vision::Region>{}; },
            .judgeSurfaces = [](const std::vector<vision::Frame>&, const std::vector<vision::LitSet>&,
                                std::vector<vision::Region> regions) { return regions; },
            .readBarcodes = [](const vision::Frame&) { return ocr::BarcodeResult{}; },
            .readText =
                [&item](const vision::Frame&, const std::vector<vision::Region>&) {
                    return Expected<ocr::TextResult>(textOf(item.lines));
                }};
}

vision::Frame frameNamed(const std::string& source) {
    vision::Frame frame;
    frame.source = source;
    frame.width = 1000;
    frame.height = 1000;
    return frame;
}

Inspection inspected(const Item& item, std::vector<vision::Frame> frames = {frameNamed("a.jpg")}) {
    const Inspector inspector(eyesFor(item), tests::stagedRulebook(), {"test", {}});
    double now = 0;
    auto result = inspector.inspect({"id", "time", {item.goods, item.hs, ""}, std::move(frames), 5},
                                    [&now] { return now += 1; });
    EXPECT_TRUE(result);
    return result.value();
}

std::vector<std::string> rulesOf(const Inspection& inspection) {
    std::vector<std::string> rules;
    for (const auto& finding : inspection.findings) rules.push_back(finding.rule);
    return rules;
}

std::string told(const Inspection& inspection) {
    std::string all;
    for (const auto& finding : inspection.findings) {
        all += finding.rule + " " + std::string(kSeverities.nameOf(finding.severity)) + " " +
               std::to_string(finding.score) + ": " + finding.message + "\n";
    }
    for (const auto& field : inspection.fields) {
        all += "  " + std::string(ocr::kFieldTypes.nameOf(field.type)) + " " + field.value + " " +
               std::to_string(field.confidence) + " " + field.entry + "\n";
    }
    return all;
}

struct Row {
    Item item;
    Verdict verdict;
    std::string rule;  // must be among the findings; empty: nothing above info
};

void expectRows(const std::vector<Row>& rows) {
    for (const auto& row : rows) {
        const auto inspection = inspected(row.item);
        const auto name = row.item.goods + " " + row.item.hs + " / " +
                          (row.item.lines.empty() ? "" : row.item.lines.front().text);
        EXPECT_EQ(kVerdicts.nameOf(inspection.verdict), kVerdicts.nameOf(row.verdict)) << name << "\n"
                                                                                       << told(inspection);
        const auto rules = rulesOf(inspection);
        const bool found = row.rule.empty() || std::find(rules.begin(), rules.end(), row.rule) != rules.end();
        EXPECT_TRUE(found) << name << "\n" << told(inspection);
    }
}

const std::vector<Line> kSoundCard = {
    {"TDA1517P"}, {"CREATIVE"}, {"Tested To Comply"}, {"With FCC Standards"}, {"FOR HOME OR OFFICE USE"}};

TEST(Judge, ElectronicsWhereOtherGoodsWereDeclared) {
    expectRows({
        {{"green tea", "", kSoundCard, 0.8}, Verdict::Hold, "declaration.electronics-in-food"},
        {{"绿茶", "", kSoundCard, 0.8}, Verdict::Hold, "declaration.electronics-in-food"},
        {{"Spielzeug", "", {{"NVIDIA H100 80GB"}, {"900-21010-0000-000"}}, 0},
         Verdict::Hold,
         "declaration.electronics-in-toys"},
        {{"", "0902", kSoundCard, 0.8}, Verdict::Hold, "declaration.electronics-in-food"},
        {{"chips", "2005", kSoundCard, 0.8}, Verdict::Hold, "declaration.electronics-in-food"},
        {{"T-shirts", "6109", kSoundCard, 0.8}, Verdict::Hold, "declaration.electronics-in-clothing"},
        {{"books", "4901", kSoundCard, 0.8}, Verdict::Hold, "declaration.electronics-in-paper"},
        {{"green tea", "", {{"R66"}, {"C82"}, {"C63"}, {"R18"}, {"U3"}, {"J2"}}, 0.7},
         Verdict::Hold,
         "declaration.electronics-in-food"},
        {{"green tea", "", kSoundCard, 0}, Verdict::Hold, "declaration.electronics-in-food"},
    });
}

TEST(Judge, OneWeakThingNeverHolds) {
    expectRows({
        {{"green tea", "", {{"CREATIVE"}}, 0}, Verdict::Clear, ""},
        {{"green tea", "", {{"TDA1517P"}}, 0}, Verdict::Inspect, "declaration.electronics-in-food"},
        {{"green tea", "", {{"TDA1517P", 0.6}}, 0}, Verdict::Clear, ""},
        {{"vitamins", "", {{"D3"}, {"K2"}, {"B12"}}, 0}, Verdict::Clear, ""},
        {{"green tea", "", {{"R66"}, {"C82"}, {"C63"}, {"R18"}, {"U3"}, {"J2"}, {"C1"}, {"C2"}, {"C3"}}, 0},
         Verdict::Inspect,
         "declaration.electronics-in-food"},
        {{"green tea", "", {}, 0.95}, Verdict::Inspect, "declaration.electronics-in-food"},
        {{"green tea", "", {}, 0.5}, Verdict::Clear, ""},
        {{"green tea", "", {{"FCC"}}, 0}, Verdict::Clear, ""},
        {{"green tea", "", {{"computer"}}, 0}, Verdict::Clear, ""},
        {{"green tea", "", {{"A100"}}, 0}, Verdict::Inspect, ""},
    });
}

TEST(Judge, HarmlessItemsAreClear) {
    expectRows({
        {{"basmati rice", "", {{"BASMATI RICE"}, {"NET WEIGHT 1 KG"}, {"PRODUCT OF INDIA"}}, 0},
         Verdict::Clear,
         ""},
        {{"basmati rice", "1006", {{"BASMATI RICE"}, {"COMPUTER VISION"}}, 0.2}, Verdict::Clear, ""},
        {{"books", "", {{"COMPUTER VISION"}, {"Algorithms and Applications"}, {"Springer"}}, 0},
         Verdict::Clear,
         ""},
        {{"books", "", {{"Programming NVIDIA GPU servers"}}, 0}, Verdict::Clear, ""},
        {{"potato chips", "2005", {{"CHIPS"}, {"SALTED"}, {"200 g"}}, 0}, Verdict::Clear, ""},
        {{"chips", "2005", {{"POTATO CHIPS"}}, 0}, Verdict::Clear, ""},
        {{"chips", "", {{"POTATO CHIPS"}}, 0}, Verdict::Clear, ""},
        {{"chips", "8542", {{"TDA1517P"}}, 0}, Verdict::Clear, ""},
        {{"toys", "9503", {{"CE"}, {"MADE IN CHINA"}, {"AGES 3+"}}, 0}, Verdict::Clear, ""},
        {{"toys", "9503", {{"CE"}, {"FCC"}, {"RoHS"}}, 0.3}, Verdict::Clear, ""},
        {{"apples", "", {}, 0}, Verdict::Clear, ""},
        {{"apples", "", {{"Apple"}, {"Gala"}, {"4017"}}, 0}, Verdict::Clear, ""},
        {{"sound cards", "8473", kSoundCard, 0.9}, Verdict::Clear, ""},
        {{"", "", kSoundCard, 0.9}, Verdict::Clear, ""},
        {{"T-shirts", "", {{"100 % COTTON"}, {"SIZE M"}, {"RN 12345"}, {"40 C WASH"}}, 0},
         Verdict::Clear,
         ""},
        {{"tea", "0902", {{"EARL GREY TEA"}, {"25 TEA BAGS"}, {"Best before 10 2027"}, {"LOT L2419B"}}, 0},
         Verdict::Clear,
         ""},
    });
}

TEST(Judge, ToysMayContainSimpleElectronics) {
    expectRows({
        {{"toys", "", {{"CE"}, {"TDA1517P"}}, 0.8}, Verdict::Inspect, "declaration.electronics-in-toys"},
        {{"toys", "", {}, 0.9}, Verdict::Clear, ""},
        {{"toys", "", {{"RADEON"}, {"AMD"}}, 0}, Verdict::Inspect, "declaration.electronics-in-toys"},
        {{"toys", "", {{"AMD"}}, 0}, Verdict::Clear, ""},
        {{"toys", "", {{"H100 SXM5 80GB"}, {"NVIDIA"}}, 0}, Verdict::Hold, ""},
        {{"toys", "", {{"GRAPHICS CARD"}, {"TDA1517P"}, {"NVIDIA"}}, 0.8},
         Verdict::Hold,
         "declaration.electronics-in-toys"},
    });
}

TEST(Judge, ControlledProductsAreNamed) {
    expectRows({
        {{"green tea", "", {{"900-21010-0000-000"}}, 0}, Verdict::Hold, "catalog.controlled"},
        {{"network cable", "", {{"900-21010-0000-000"}}, 0}, Verdict::Hold, "catalog.controlled"},
        {{"graphics cards", "", {{"900-21010-0000-000"}}, 0}, Verdict::Inspect, "catalog.controlled"},
        {{"GPU server", "", {{"NVIDIA H100 80GB PCIe"}}, 0}, Verdict::Inspect, "catalog.controlled"},
        {{"", "", {{"900-21010-0000-000"}}, 0}, Verdict::Hold, "catalog.controlled"},
        {{"computer parts", "", {{"900-21010-0000-000"}}, 0}, Verdict::Hold, "declaration.generic"},
        {{"computer parts", "", {{"TDA1517P"}}, 0}, Verdict::Clear, ""},
        {{"accessories", "", {{"NVIDIA H100 80GB PCIe"}}, 0}, Verdict::Hold, "declaration.generic"},
        {{"green tea", "", {{"H1000"}}, 0}, Verdict::Clear, ""},
    });
}

TEST(Judge, WordsAndCodesThatDiffer) {
    expectRows({
        {{"green tea", "8471", {}, 0}, Verdict::Inspect, "declaration.hs-differs"},
        {{"toys", "0902", {}, 0}, Verdict::Inspect, "declaration.hs-differs"},
        {{"green tea", "0902", {}, 0}, Verdict::Clear, ""},
        {{"green tea", "21", {}, 0}, Verdict::Clear, ""},
        {{"green tea", "", {{"PLUSH TOYS"}}, 0}, Verdict::Inspect, "declaration.goods-differ"},
        {{"green tea", "", {{"PLUSH TOYS"}, {"GREEN TEA"}}, 0}, Verdict::Clear, ""},
        {{"green tea", "", {{"PLUSH TOYS", 0.6}}, 0}, Verdict::Clear, ""},
        {{"machine parts", "", {{"PLUSH TOYS"}}, 0}, Verdict::Clear, ""},
        {{"xyzzy", "", {{"PLUSH TOYS"}}, 0}, Verdict::Clear, "declaration.unknown"},
    });
}

TEST(Judge, LampsThatDoNotWorkTogetherAreTold) {
    std::vector<vision::Frame> frames;
    for (const std::string name : {"north", "east", "south"}) {
        frames.push_back(frameNamed("ring/" + name + ".png"));
        frames.back().light = vision::LightDirection{90.0 * static_cast<double>(frames.size()), 25};
        frames.back().pixels = cv::Mat(8, 8, CV_8UC3, cv::Scalar());
    }
    const auto inspection = inspected({"green tea", "", {}, 0}, frames);
    EXPECT_EQ(inspection.verdict, Verdict::Clear);
    ASSERT_EQ(inspection.findings.size(), 1U);
    EXPECT_EQ(inspection.findings[0].rule, "quality.lights");
    EXPECT_EQ(
        inspection.findings[0].message,
        "Photo ring/north.png and those under other lights beside it were not taken together: 3 lights do "
        "not tell a slope from a shadow; use 4 or more.");
}

TEST(Judge, UnreadablePhotosAskForAnother) {
    auto dark = frameNamed("dark\x1b[1m.jpg");
    dark.quality.readable = false;
    dark.quality.hint = "too dark to read; add light.";
    const Item tea{"green tea", "", {}, 0};
    const auto inspection = inspected(tea, {frameNamed("a.jpg"), dark});
    EXPECT_EQ(inspection.verdict, Verdict::Inspect);
    ASSERT_EQ(inspection.findings.size(), 1U);
    EXPECT_EQ(inspection.findings[0].rule, "quality.unreadable");
    EXPECT_EQ(inspection.findings[0].message,
              "Photo dark[1m.jpg cannot be relied on: too dark to read; add light. Take another photo.");
    auto fair = frameNamed("b.jpg");
    fair.quality.hint = "glare hides part of the picture";
    EXPECT_EQ(inspected(tea, {fair}).verdict, Verdict::Clear);
}

TEST(Judge, TheSentenceNamesWhatWasReadAndWhatWasDeclared) {
    const auto inspection = inspected({"green tea \x1b[2J", "", kSoundCard, 0.8});
    ASSERT_FALSE(inspection.findings.empty());
    const auto& finding = inspection.findings.front();
    EXPECT_EQ(finding.message.find("Declared as \"green tea [2J\", but the item shows electronics: "), 0U)
        << finding.message;
    for (const auto* part : {"part number TDA1517P", "Creative", "FCC", "circuit board"}) {
        EXPECT_NE(finding.message.find(part), std::string::npos) << finding.message;
    }
    EXPECT_FALSE(finding.fields.empty());
    EXPECT_FALSE(finding.regions.empty());
    EXPECT_FALSE(finding.source.empty());
    EXPECT_GE(finding.score, 0.8);
    EXPECT_LE(finding.score, 1);
}

TEST(Judge, EveryFindingPointsToWhatIsThere) {
    const auto inspection = inspected({"green tea", "8471", kSoundCard, 0.8});
    for (const auto& finding : inspection.findings) {
        for (const auto& id : finding.fields) {
            EXPECT_TRUE(std::any_of(inspection.fields.begin(), inspection.fields.end(),
                                    [&](const auto& field) { return field.id == id; }));
        }
        for (const auto& id : finding.regions) {
            EXPECT_TRUE(std::any_of(inspection.regions.begin(), inspection.regions.end(),
                                    [&](const auto& region) { return region.id == id; }));
        }
    }
    EXPECT_TRUE(std::is_sorted(inspection.findings.begin(), inspection.findings.end(),
                               [](const auto& a, const auto& b) { return a.severity > b.severity; }));
}

TEST(Judge, TheSameInputGivesTheSameInspection) {
    const Item item{"green tea", "8471", kSoundCard, 0.8};
    const std::vector frames = {frameNamed("a.jpg"), frameNamed("b.jpg")};
    const auto first = inspected(item, frames);
    EXPECT_EQ(nlohmann::json(first).dump(), nlohmann::json(inspected(item, frames)).dump());
    EXPECT_EQ(first.frames[1].id, "f2");
    EXPECT_EQ(first.timings.find, 1);
    EXPECT_EQ(first.timings.total, 9);  // 5 of decoding and four laps
}

TEST(Judge, AReaderThatFailsIsAnError) {
    const Item item;
    auto eyes = eyesFor(item);
    eyes.readText = [](const vision::Frame&,
                       const std::vector<vision::Region>&) -> Expected<ocr::TextResult> {
        return failure("out of memory");
    };
    const Inspector inspector(std::move(eyes), tests::stagedRulebook(), {});
    const auto result = inspector.inspect({"", "", {}, {frameNamed("a.jpg")}, 0}, [] { return 0.0; });
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message, "out of memory");
}

TEST(Judge, ThePolicyNamesOnlyGoodsThatTheLexiconKnows) {
    const auto& [catalog, lexicon, markings, captions, policy, packages, boardDies, marks, lists, seen] =
        tests::stagedRulebook();
    auto ids = policy.vagueGoods();
    for (const auto& [kind, name] : models::kEntryKinds.rows)
        ids.insert(ids.end(), policy.declaredAs(kind).begin(), policy.declaredAs(kind).end());
    for (const auto& id : ids) EXPECT_NE(lexicon.byId(id), nullptr) << id;
}

}  // namespace
}  // namespace tidewaiter::inspection
