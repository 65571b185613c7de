// Typesetter: text in real fonts, by Pango and Cairo.
// Thread rule: one object per thread.
//
// Hinting and rounding to whole pixels are off, so that a line has the same proportions at every scale and
// what was measured in millimeters is what is drawn.
#pragma once

#include <cairo.h>

#include <memory>
#include <opencv2/core/types.hpp>
#include <string>
#include <vector>

#include "models/error.h"

namespace tidewaiter::scene {

/// Typefaces that all scenes are set in; missing glyphs (Chinese) come from Chinese. Dots and Strokes are the
/// built-in ones of grid_font.h; a line with characters that they lack is set in Mono.
enum class Family { Sans, Narrow, Mono, Wide, Chinese, Dots, Strokes };

struct Face {
    Family family = Family::Sans;
    bool bold = false;
};

/// One font family that must be installed, and the Debian package that brings it.
struct RequiredFont {
    Family family;
    const char* name;
    const char* package;
};

/// All of them, in the order of Family up to Chinese.
[[nodiscard]] const std::vector<RequiredFont>& requiredFonts();

class Typesetter {
  public:
    /// Fails, naming the family and the package to install, when a font is missing: a substitute would
    /// change every scene in silence.
    [[nodiscard]] static Expected<Typesetter> create();
    Typesetter(Typesetter&&) noexcept;
    Typesetter& operator=(Typesetter&&) noexcept;
    ~Typesetter();

    /// The ink of `text` at `size` (em; any unit), relative to the start of its baseline, in the same unit.
    [[nodiscard]] cv::Rect2d measure(const std::string& text, Face face, double size) const;

    /// Adds the outlines of `text` to the current path, its baseline starting at the origin of `cairo`.
    void trace(cairo_t* cairo, const std::string& text, Face face, double size) const;

  private:
    struct Impl;
    explicit Typesetter(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tidewaiter::scene
