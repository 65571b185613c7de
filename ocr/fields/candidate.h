// Candidate: a field as one reading alone suggests it, before readings are compared.
// Thread rule: immutable value, safe to copy between threads.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ocr/field.h"
#include "ocr/reading.h"

namespace tidewaiter::ocr {

/// What a candidate's type rests on, weakest first.
enum class Evidence {
    Shape,      ///< the text looks like one
    Named,      ///< the catalogue, the lexicon or the markings know it
    Captioned,  ///< a caption on the label says so
    Coded,      ///< an identifier in a barcode says so
};

struct Candidate {
    FieldType type = FieldType::PartNumber;
    std::string value;      ///< normalized
    double confidence = 0;  ///< in [0, 1], never above the reading's own
    Evidence evidence = Evidence::Shape;
    std::string entry = {};  ///< id of the catalogue entry, empty for none
    std::string maker = {};
    std::size_t reading = 0;                       ///< its place among the readings
    std::vector<std::size_t> contradictedBy = {};  ///< places of readings that say otherwise
};

/// How far what stands in `reading` can be believed, in [0, 1]: its confidence, lowered where the text is
/// mostly punctuation, as texture read as text is.
[[nodiscard]] double trustIn(const Reading& reading);
/// The same for `part` of its text alone: the sum over all texts that the pixels allow and that hold the
/// part, so that a doubtful blank or caption before a serial number does not make the number doubtful.
[[nodiscard]] double trustIn(const Reading& reading, std::string_view part);

/// Whether the reading is text that the line extractors should look at: not empty, and no longer than any
/// line of print.
[[nodiscard]] bool isLine(const Reading& reading);

/// The raw content of a barcode: its bytes, or its text where the reader gave no bytes.
[[nodiscard]] const std::string& contentOf(const Reading& barcode);

}  // namespace tidewaiter::ocr
