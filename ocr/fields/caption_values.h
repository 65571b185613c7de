// Caption values: what the text beside a caption is worth as the value that the caption announces.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ocr/fields/understand.h"

namespace tidewaiter::ocr {

/// The field that a caption of this kind announces; nothing for kinds that are known only so that their
/// values are not taken for others (order numbers, approvals).
[[nodiscard]] std::optional<FieldType> fieldOf(models::CaptionKind kind);

struct CaptionValue {
    std::string text;   ///< the part of the text that is the value, as it stands there
    std::string value;  ///< normalized; empty for kinds that announce no field, and for text that cannot be
                        ///< the measure or number that its caption announces
};

/// The value at the front of `text`, or nothing when nothing there can be one. Of a code only the first word
/// is taken, with what dashes tie to it; a serial number printed in groups of digits is taken whole. Weights,
/// powers and voltages need a unit, their own or the caption's.
[[nodiscard]] std::optional<CaptionValue> captionValue(const models::CaptionMatch& caption,
                                                       std::string_view text, const Knowledge& knowledge);

}  // namespace tidewaiter::ocr
