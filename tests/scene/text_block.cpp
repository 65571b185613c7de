#include "tests/scene/text_block.h"

#include <algorithm>
#include <cassert>

namespace tidewaiter::scene {

namespace {

constexpr double kLeading = 1.22;    // distance of baselines, in em
constexpr double kAscent = 0.74;     // of capitals and digits, in em
constexpr double kDescent = 0.22;    // of commas and small letters, in em
constexpr double kTallestInk = 0.9;  // of Chinese characters, in em

bool fits(const std::vector<Text>& block, const Rect& box) {
    return std::all_of(block.begin(), block.end(), [&](const Text& text) {
        const Rect ink = inkBounds(text);
        return ink.x >= box.x - 1e-9 && ink.y >= box.y - 1e-9 && ink.br().x <= box.br().x + 1e-9 &&
               ink.br().y <= box.br().y + 1e-9;
    });
}

std::vector<Text> setAt(const std::vector<std::string>& lines, const Style& style, const Rect& box,
                        Align align, const Typesetter& typesetter) {
    const auto gaps = static_cast<double>(lines.size() - 1);
    const double height = style.sizeMm * (gaps * kLeading + kAscent);
    double baseline = box.y + (box.height - height) / 2 + style.sizeMm * kAscent;
    double x = box.x;
    if (align == Align::Center) x += box.width / 2;
    if (align == Align::Right) x += box.width;
    std::vector<Text> block;
    for (const std::string& line : lines) {
        block.push_back(textOnBaseline(line, style, {x, baseline}, align, typesetter));
        baseline += style.sizeMm * kLeading;
    }
    return block;
}

}  // namespace

Text textAt(const std::string& text, const Style& style, const Point& center, const Typesetter& typesetter) {
    Text made;
    made.text = text;
    made.face = style.face;
    made.sizeMm = style.sizeMm;
    made.center = center;
    made.ink = typesetter.measure(text, style.face, style.sizeMm);
    made.weightMm = style.weightMm;
    made.color = style.color;
    return made;
}

Text textOnBaseline(const std::string& text, const Style& style, const Point& start, Align align,
                    const Typesetter& typesetter) {
    Text made = textAt(text, style, start, typesetter);
    double left = start.x;
    if (align == Align::Center) left -= made.ink.width / 2;
    if (align == Align::Right) left -= made.ink.width;
    made.center = {left + made.ink.width / 2, start.y + made.ink.y + made.ink.height / 2};
    return made;
}

double fittingSize(const std::string& text, Face face, double sizeMm, double widthMm,
                   const Typesetter& typesetter) {
    const double width = typesetter.measure(text, face, sizeMm).width;
    return width <= widthMm ? sizeMm : sizeMm * widthMm / width;
}

Rect inkBounds(const Text& text) {
    const Rect ink = centeredRect(text.ink.size()) + text.center;
    return grown(ink, text.weightMm / 2);
}

std::vector<Text> setBlock(const std::vector<std::string>& lines, const Style& style, const Rect& box,
                           Align align, const Typesetter& typesetter) {
    assert(!lines.empty() && style.sizeMm > 0);
    const Rect inside = grown(box, -style.weightMm / 2);
    assert(inside.width > 0 && inside.height > 0);
    const double room = static_cast<double>(lines.size() - 1) * kLeading + kAscent + kDescent;
    Style fitted = style;
    fitted.sizeMm = std::min(style.sizeMm, inside.height / std::max(room, kTallestInk));
    for (const std::string& line : lines) {
        fitted.sizeMm =
            std::min(fitted.sizeMm, fittingSize(line, style.face, fitted.sizeMm, inside.width, typesetter));
    }
    std::vector<Text> block = setAt(lines, fitted, inside, align, typesetter);
    while (!fits(block, box)) {
        fitted.sizeMm *= 0.96;
        block = setAt(lines, fitted, inside, align, typesetter);
    }
    return block;
}

}  // namespace tidewaiter::scene
