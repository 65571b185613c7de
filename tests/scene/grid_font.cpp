#include "tests/scene/grid_font.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string_view>
#include <vector>

namespace tidewaiter::scene {

namespace {

constexpr int kColumns = 5;
constexpr int kRows = 7;                   // over the baseline; an eighth hangs below
constexpr double kPitch = 0.74 / kRows;    // of dots, in em: capitals are as high as in the sans faces
constexpr double kRadius = 0.44 * kPitch;  // of dots, and half the width of strokes

struct Glyph {
    char character;
    std::array<unsigned char, kColumns> columns;  // bit 0 is the top row
};

constexpr Glyph kGlyphs[] = {
    {' ', {0, 0, 0, 0, 0}},
    {'&', {0x36, 0x49, 0x56, 0x20, 0x50}},
    {'(', {0x00, 0x1C, 0x22, 0x41, 0x00}},
    {')', {0x00, 0x41, 0x22, 0x1C, 0x00}},
    {'+', {0x08, 0x08, 0x3E, 0x08, 0x08}},
    {',', {0x00, 0x80, 0x60, 0x00, 0x00}},
    {'-', {0x08, 0x08, 0x08, 0x08, 0x08}},
    {'.', {0x00, 0x60, 0x60, 0x00, 0x00}},
    {'/', {0x20, 0x10, 0x08, 0x04, 0x02}},
    {'0', {0x00, 0x3E, 0x41, 0x41, 0x3E}},
    {'1', {0x00, 0x42, 0x7F, 0x40, 0x00}},
    {'2', {0x42, 0x61, 0x51, 0x49, 0x46}},
    {'3', {0x22, 0x41, 0x49, 0x49, 0x36}},
    {'4', {0x18, 0x14, 0x12, 0x7F, 0x10}},
    {'5', {0x27, 0x45, 0x45, 0x45, 0x39}},
    {'6', {0x3C, 0x4A, 0x49, 0x49, 0x30}},
    {'7', {0x01, 0x71, 0x09, 0x05, 0x03}},
    {'8', {0x36, 0x49, 0x49, 0x49, 0x36}},
    {'9', {0x06, 0x49, 0x49, 0x29, 0x1E}},
    {':', {0x00, 0x00, 0x24, 0x00, 0x00}},
    {'A', {0x7C, 0x12, 0x11, 0x12, 0x7C}},
    {'B', {0x7F, 0x49, 0x49, 0x49, 0x36}},
    {'C', {0x3E, 0x41, 0x41, 0x41, 0x22}},
    {'D', {0x7F, 0x41, 0x41, 0x22, 0x1C}},
    {'E', {0x7F, 0x49, 0x49, 0x49, 0x41}},
    {'F', {0x7F, 0x09, 0x09, 0x09, 0x01}},
    {'G', {0x3E, 0x41, 0x49, 0x49, 0x7A}},
    {'H', {0x7F, 0x08, 0x08, 0x08, 0x7F}},
    {'I', {0x00, 0x41, 0x7F, 0x41, 0x00}},
    {'J', {0x20, 0x40, 0x41, 0x3F, 0x01}},
    {'K', {0x7F, 0x08, 0x14, 0x22, 0x41}},
    {'L', {0x7F, 0x40, 0x40, 0x40, 0x40}},
    {'M', {0x7F, 0x02, 0x0C, 0x02, 0x7F}},
    {'N', {0x7F, 0x04, 0x08, 0x10, 0x7F}},
    {'O', {0x3E, 0x41, 0x41, 0x41, 0x3E}},
    {'P', {0x7F, 0x09, 0x09, 0x09, 0x06}},
    {'Q', {0x3E, 0x41, 0x51, 0x21, 0x5E}},
    {'R', {0x7F, 0x09, 0x19, 0x29, 0x46}},
    {'S', {0x46, 0x49, 0x49, 0x49, 0x31}},
    {'T', {0x01, 0x01, 0x7F, 0x01, 0x01}},
    {'U', {0x3F, 0x40, 0x40, 0x40, 0x3F}},
    {'V', {0x1F, 0x20, 0x40, 0x20, 0x1F}},
    {'W', {0x3F, 0x40, 0x38, 0x40, 0x3F}},
    {'X', {0x63, 0x14, 0x08, 0x14, 0x63}},
    {'Y', {0x07, 0x08, 0x70, 0x08, 0x07}},
    {'Z', {0x61, 0x51, 0x49, 0x45, 0x43}},
    {'a', {0x20, 0x54, 0x54, 0x54, 0x78}},
    {'b', {0x7F, 0x48, 0x44, 0x44, 0x38}},
    {'c', {0x38, 0x44, 0x44, 0x44, 0x20}},
    {'d', {0x38, 0x44, 0x44, 0x48, 0x7F}},
    {'e', {0x38, 0x54, 0x54, 0x54, 0x18}},
    {'f', {0x08, 0x7E, 0x09, 0x01, 0x02}},
    {'g', {0x18, 0xA4, 0xA4, 0xA4, 0x7C}},
    {'h', {0x7F, 0x08, 0x04, 0x04, 0x78}},
    {'i', {0x00, 0x44, 0x7D, 0x40, 0x00}},
    {'j', {0x40, 0x80, 0x84, 0x7D, 0x00}},
    {'k', {0x7F, 0x10, 0x28, 0x44, 0x00}},
    {'l', {0x00, 0x41, 0x7F, 0x40, 0x00}},
    {'m', {0x7C, 0x04, 0x18, 0x04, 0x78}},
    {'n', {0x7C, 0x08, 0x04, 0x04, 0x78}},
    {'o', {0x38, 0x44, 0x44, 0x44, 0x38}},
    {'p', {0xFC, 0x24, 0x24, 0x24, 0x18}},
    {'q', {0x18, 0x24, 0x24, 0x28, 0xFC}},
    {'r', {0x7C, 0x08, 0x04, 0x04, 0x08}},
    {'s', {0x48, 0x54, 0x54, 0x54, 0x20}},
    {'t', {0x04, 0x3F, 0x44, 0x40, 0x20}},
    {'u', {0x3C, 0x40, 0x40, 0x20, 0x7C}},
    {'v', {0x1C, 0x20, 0x40, 0x20, 0x1C}},
    {'w', {0x3C, 0x40, 0x30, 0x40, 0x3C}},
    {'x', {0x44, 0x28, 0x10, 0x28, 0x44}},
    {'y', {0x1C, 0xA0, 0xA0, 0xA0, 0x7C}},
    {'z', {0x44, 0x64, 0x54, 0x4C, 0x44}},
};

const Glyph* glyphOf(char character) {
    const auto* found = std::find_if(std::begin(kGlyphs), std::end(kGlyphs),
                                     [&](const Glyph& glyph) { return glyph.character == character; });
    return found == std::end(kGlyphs) ? nullptr : found;
}

/// Dots of a whole line: x in dots from its start, y in dots from the baseline downwards.
using Dots = std::vector<cv::Point>;

Dots dotsOf(const std::string& text) {
    Dots dots;
    int start = 0;
    for (const char character : text) {
        const Glyph* glyph = glyphOf(character);
        assert(glyph != nullptr);
        for (int x = 0; x < kColumns; ++x) {
            for (int y = 0; y <= kRows; ++y) {
                const bool set =
                    (glyph->columns[static_cast<std::size_t>(x)] >> static_cast<unsigned>(y)) & 1U;
                if (set) dots.emplace_back(start + x, y - kRows + 1);
            }
        }
        start += kColumns + 1;
    }
    return dots;
}

bool contains(const Dots& dots, const cv::Point& dot) {
    return std::find(dots.begin(), dots.end(), dot) != dots.end();
}

/// A line with round ends, turning the same way as a dot's outline, so that overlaps stay filled.
void addStroke(cairo_t* cairo, const cv::Point2d& from, const cv::Point2d& to, double radius) {
    const double turn = std::atan2(to.y - from.y, to.x - from.x);
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, to.x, to.y, radius, turn - CV_PI / 2, turn + CV_PI / 2);
    cairo_arc(cairo, from.x, from.y, radius, turn + CV_PI / 2, turn + 3 * CV_PI / 2);
    cairo_close_path(cairo);
}

/// Joins each dot to its neighbors; across corners only where no way around them leads.
void addStrokes(cairo_t* cairo, const Dots& dots, const cv::Point& dot, double pitch, double radius) {
    const auto at = [&](const cv::Point& p) { return cv::Point2d(p) * pitch; };
    for (const cv::Point& step : {cv::Point(1, 0), cv::Point(0, 1)}) {
        if (contains(dots, dot + step)) addStroke(cairo, at(dot), at(dot + step), radius);
    }
    for (const cv::Point& step : {cv::Point(1, 1), cv::Point(1, -1)}) {
        const bool around =
            contains(dots, dot + cv::Point(step.x, 0)) || contains(dots, dot + cv::Point(0, step.y));
        if (!around && contains(dots, dot + step)) addStroke(cairo, at(dot), at(dot + step), radius);
    }
}

}  // namespace

bool gridFontHas(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return glyphOf(c) != nullptr; });
}

cv::Rect2d measureGrid(const std::string& text, double size) {
    const Dots dots = dotsOf(text);
    if (dots.empty()) return {};
    const cv::Rect box = cv::boundingRect(dots);
    const double pitch = kPitch * size;
    const double radius = kRadius * size;
    return {box.x * pitch - radius, box.y * pitch - radius, (box.width - 1) * pitch + 2 * radius,
            (box.height - 1) * pitch + 2 * radius};
}

void traceGrid(cairo_t* cairo, const std::string& text, GridStyle style, double size) {
    const double pitch = kPitch * size;
    const double radius = kRadius * size;
    const Dots dots = dotsOf(text);
    for (const cv::Point& dot : dots) {
        cairo_new_sub_path(cairo);
        cairo_arc(cairo, dot.x * pitch, dot.y * pitch, radius, 0, 2 * CV_PI);
        cairo_close_path(cairo);
        if (style == GridStyle::Strokes) addStrokes(cairo, dots, dot, pitch, radius);
    }
}

}  // namespace tidewaiter::scene
