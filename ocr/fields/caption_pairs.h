// Caption pairs: which caption of a label belongs to which value.
// Thread rule: pure function, safe to call from any thread.
//
// A value stands in the caption's own line, in the same row to the right, or in the next row below; the
// nearest wins. A caption has at most one value, a value at most one caption, and a caption is never a value.
// A caption may be broken into two lines; a value that breaks off at a dash, slash, comma or "&" goes on in
// the next line.
#pragma once

#include <cstddef>
#include <vector>

#include "ocr/fields/caption_values.h"
#include "ocr/fields/layout.h"

namespace tidewaiter::ocr {

/// Where the value stands, seen from its caption.
enum class ValuePlace { SameLine, Right, Below };

struct CaptionPair {
    models::CaptionKind kind = models::CaptionKind::SerialNumber;
    CaptionValue value;
    std::size_t captionReading = 0;  ///< places among the readings
    std::size_t valueReading = 0;
    ValuePlace place = ValuePlace::SameLine;
    bool separated = false;  ///< a ':' or the like stands behind the caption
};

[[nodiscard]] std::vector<CaptionPair> pairCaptions(const std::vector<Reading>& readings,
                                                    const std::vector<Line>& lines,
                                                    const Knowledge& knowledge);

}  // namespace tidewaiter::ocr
