// Grid font: letters of five by seven dots, as dots or joined to single strokes, as laser markers write them.
// Thread rule: pure functions, safe to call from any thread.
//
// The letters are the usual ones of dot-matrix printers; a nought is narrower than an O.
#pragma once

#include <cairo.h>

#include <opencv2/core/types.hpp>
#include <string>

namespace tidewaiter::scene {

enum class GridStyle { Dots, Strokes };

/// Whether the font has every character of `text` (printable ASCII without rare signs).
[[nodiscard]] bool gridFontHas(const std::string& text);

/// The ink of `text` at `size` (em), relative to the start of its baseline. Precondition: gridFontHas(text).
[[nodiscard]] cv::Rect2d measureGrid(const std::string& text, double size);

/// Adds the outlines of `text` to the current path, its baseline starting at the origin.
void traceGrid(cairo_t* cairo, const std::string& text, GridStyle style, double size);

}  // namespace tidewaiter::scene
