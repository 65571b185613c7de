// Wrapped captions: captions that a narrow cell of a table breaks into two lines, "Gross" above "Weight
// (kg)". Thread rule: pure function, safe to call from any thread.
#pragma once

#include <cstddef>
#include <vector>

#include "ocr/fields/layout.h"
#include "ocr/fields/understand.h"

namespace tidewaiter::ocr {

struct WrappedCaption {
    models::CaptionMatch match;
    std::size_t upper = 0;  ///< places among the readings
    std::size_t lower = 0;
    Line line;  ///< both lines as one; its reading is the upper one's
};

/// Pairs of lines, the lower one directly below and beginning where the upper one does, that are a caption
/// only when read as one, and nothing but it. An upper line that ends its own caption (':') is left alone.
[[nodiscard]] std::vector<WrappedCaption> wrappedCaptions(const std::vector<Reading>& readings,
                                                          const std::vector<Line>& lines,
                                                          const models::Captions& captions);

}  // namespace tidewaiter::ocr
