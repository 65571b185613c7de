#include "tests/scene/text_block.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include <stdexcept>

#include "tests/scene/floor.h"
#include "tests/scene/label.h"

namespace tidewaiter::scene {
namespace {

const Typesetter& typesetter() {
    static const Expected<Typesetter> made = Typesetter::create();
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
}

TEST(TypesetterTest, MeasuresInProportionToTheSize) {
    for (const RequiredFont& font : requiredFonts()) {
        const Face face{font.family, false};
        const Rect small = typesetter().measure("S/N 165 型号", face, 2);
        const Rect large = typesetter().measure("S/N 165 型号", face, 20);
        EXPECT_NEAR(large.width, small.width * 10, large.width * 0.002) << font.name;
        EXPECT_GT(small.width, 5) << font.name;
        EXPECT_LT(small.y, 0) << "ink stands above the baseline";
    }
}

TEST(TypesetterTest, FamiliesLookDifferent) {
    const double sans = typesetter().measure("MODEL 1234", {Family::Sans, false}, 10).width;
    EXPECT_LT(typesetter().measure("MODEL 1234", {Family::Narrow, false}, 10).width, sans);
    EXPECT_GT(typesetter().measure("MODEL 1234", {Family::Wide, false}, 10).width, sans);
    EXPECT_GT(typesetter().measure("MODEL 1234", {Family::Sans, true}, 10).width, sans);
}

// Whatever the text, the box and the alignment: all ink lies inside the box.
TEST(TextBlockTest, KeepsAllInkInsideTheBox) {
    const std::vector<std::vector<std::string>> blocks = {
        {"STM32F407VGT6", "GH26R VQ", "CHN 2134"},
        {"W"},
        {"(1P) jgpqy,;", "型号"},
        {"i", "A very long line indeed, 900-21010-0000-000"}};
    for (const auto& lines : blocks) {
        for (const Rect& box : {Rect{0, 0, 10, 8}, Rect{-3, 5, 40, 1.5}, Rect{1, 1, 1, 20}}) {
            for (const Align align : {Align::Left, Align::Center, Align::Right}) {
                for (const Text& text :
                     setBlock(lines, {{Family::Sans, false}, 6, gray(0), 0.05}, box, align, typesetter())) {
                    const Rect ink = inkBounds(text);
                    EXPECT_GE(ink.x, box.x - 1e-6) << text.text;
                    EXPECT_GE(ink.y, box.y - 1e-6) << text.text;
                    EXPECT_LE(ink.br().x, box.br().x + 1e-6) << text.text;
                    EXPECT_LE(ink.br().y, box.br().y + 1e-6) << text.text;
                }
            }
        }
    }
}

TEST(TextBlockTest, NeverGrowsAboveTheWantedSize) {
    const auto block =
        setBlock({"A"}, {{Family::Sans, false}, 2, gray(0)}, {0, 0, 100, 100}, Align::Left, typesetter());
    EXPECT_DOUBLE_EQ(block.front().sizeMm, 2);
}

TEST(TextBlockTest, TurnedTextKeepsItsFirstCornerAtTheBeginning) {
    Text text = textAt("AB", {{Family::Sans, false}, 4, gray(0)}, {10, 10}, typesetter());
    text.turnDeg = 180;
    const std::vector<Point> corners = inkCorners(text);
    EXPECT_GT(corners[0].x, corners[1].x);
    EXPECT_GT(corners[0].y, corners[3].y);
}

TEST(LabelTest, ShrinksWhatIsTooWide) {
    LabelPlan plan;
    plan.widthMm = 40;
    plan.rows = {TextRow{{{"A line that is much too long for a label of forty millimeters", 6, true}}},
                 CodeRow{Symbology::Code128, "900-21010-0000-000-AND-MORE", 0.5, 8,
                         "caption of the code, long, long, long", 4}};
    const Item label = makeLabel(plan, typesetter());
    const Rect outline = centeredRect(label.size);
    for (const Mark& mark : label.marks) {
        Rect own;
        if (const auto* text = std::get_if<Text>(&mark)) own = inkBounds(*text);
        if (const auto* code = std::get_if<Code>(&mark)) own = code->box;
        EXPECT_GE((own & outline).area(), own.area() * 0.999);
    }
}

TEST(FloorTest, NeverGivesTheSameRoomTwice) {
    Floor floor({0, 0, 10, 10});
    Random random(1);
    std::vector<Rect> given;
    while (const auto at = floor.findRoom({3, 2}, random)) {
        const Rect own = centeredRect({3, 2}) + *at;
        EXPECT_GE(own.x, 0);
        EXPECT_LE(own.br().y, 10 + 1e-9);
        for (const Rect& other : given) EXPECT_LT((own & other).area(), 1e-9);
        given.push_back(own);
    }
    EXPECT_GE(given.size(), 6U);
    EXPECT_FALSE(floor.findRoom({11, 1}, random)) << "larger than the floor";
}

}  // namespace
}  // namespace tidewaiter::scene
