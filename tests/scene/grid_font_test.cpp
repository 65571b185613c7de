#include "tests/scene/grid_font.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>
#include <set>
#include <stdexcept>

#include "tests/scene/mark_painter.h"

namespace tidewaiter::scene {
namespace {

const Typesetter& typesetter() {
    static const Expected<Typesetter> made = Typesetter::create();
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
}

/// `text` at 20 pixels, its baseline starting at (10, 30).
cv::Mat1b drawn(const std::string& text, Family family) {
    cv::Mat1b canvas(40, 200, static_cast<unsigned char>(0));
    const CairoSurface surface = surfaceOf(canvas);
    const CairoContext cairo(cairo_create(surface.get()), &cairo_destroy);
    cairo_translate(cairo.get(), 10, 30);
    cairo_new_path(cairo.get());
    typesetter().trace(cairo.get(), text, {family, false}, 20);
    cairo_fill(cairo.get());
    cairo_surface_flush(surface.get());
    return canvas;
}

TEST(GridFontTest, HasLettersAndDigits) {
    for (const char* text :
         {"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789-./+ &"}) {
        EXPECT_TRUE(gridFontHas(text)) << text;
    }
    for (const char* text : {"茶", "A\tB", "100µ", "A~B", "\"Q\""}) EXPECT_FALSE(gridFontHas(text)) << text;
}

TEST(GridFontTest, InkIsWhereItIsMeasured) {
    for (const Family family : {Family::Dots, Family::Strokes}) {
        for (const char* text : {"STM32F407", "gq,", "1", "X-."}) {
            const Rect ink = typesetter().measure(text, {family, false}, 20);
            const cv::Mat1b canvas = drawn(text, family);
            cv::Mat points;
            cv::findNonZero(canvas > 127, points);
            ASSERT_FALSE(points.empty());
            double low = 0;
            double high = 0;
            std::vector<cv::Mat> xy;
            cv::split(points, xy);
            cv::minMaxLoc(xy[0], &low, &high);
            EXPECT_NEAR(low, 10 + ink.x, 1.2) << text;
            EXPECT_NEAR(high + 1, 10 + ink.br().x, 1.2) << text;
            cv::minMaxLoc(xy[1], &low, &high);
            EXPECT_NEAR(low, 30 + ink.y, 1.2) << text;
            EXPECT_NEAR(high + 1, 30 + ink.br().y, 1.2) << text;
        }
    }
}

// No two characters look the same: a reader that confuses them cannot blame the font.
TEST(GridFontTest, CharactersDiffer) {
    const std::string all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-./+&(),:";
    std::set<std::vector<unsigned char>> seen;
    for (const char character : all) {
        const cv::Mat1b canvas = drawn(std::string(1, character), Family::Dots);
        seen.insert(std::vector<unsigned char>(canvas.begin(), canvas.end()));
    }
    EXPECT_EQ(seen.size(), all.size());
}

TEST(GridFontTest, StrokesCoverMoreThanDots) {
    EXPECT_GT(cv::sum(drawn("EH10", Family::Strokes))[0], 1.15 * cv::sum(drawn("EH10", Family::Dots))[0]);
}

TEST(GridFontTest, OtherCharactersAreSetInMono) {
    EXPECT_EQ(typesetter().measure("100µ", {Family::Dots, false}, 10),
              typesetter().measure("100µ", {Family::Mono, false}, 10));
}

}  // namespace
}  // namespace tidewaiter::scene
