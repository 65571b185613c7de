// Line extractors: what one line of text says by itself. One function and one file for each kind of field.
// Thread rule: pure functions, safe to call from any thread.
//
// Each takes one reading (isLine() holds) and returns candidates whose `reading` the caller fills in; none
// believes more than trustIn() allows.
#pragma once

#include <vector>

#include "ocr/fields/candidate.h"
#include "ocr/fields/understand.h"

namespace tidewaiter::ocr {

using LineExtractor = std::vector<Candidate> (*)(const Reading&, const Knowledge&);

/// Products, boards and dies that the catalogue knows: part numbers and models with their entry.
[[nodiscard]] std::vector<Candidate> catalogFields(const Reading& line, const Knowledge& knowledge);
/// Tokens of the shape of a maker's part number.
[[nodiscard]] std::vector<Candidate> partNumberFields(const Reading& line, const Knowledge& knowledge);
[[nodiscard]] std::vector<Candidate> brandFields(const Reading& line, const Knowledge& knowledge);
[[nodiscard]] std::vector<Candidate> complianceFields(const Reading& line, const Knowledge& knowledge);
/// Words for goods; the value is the id of their class.
[[nodiscard]] std::vector<Candidate> goodsFields(const Reading& line, const Knowledge& knowledge);
[[nodiscard]] std::vector<Candidate> originFields(const Reading& line, const Knowledge& knowledge);
[[nodiscard]] std::vector<Candidate> macAddressFields(const Reading& line, const Knowledge& knowledge);
[[nodiscard]] std::vector<Candidate> urlFields(const Reading& line, const Knowledge& knowledge);
/// GS1 element strings as they are printed for people, identifiers in brackets.
[[nodiscard]] std::vector<Candidate> printedGs1Fields(const Reading& line, const Knowledge& knowledge);

/// Data fields as they are printed for people, "(1P) 900-21010-0000-000"; identifiers of one letter alone are
/// left aside.
[[nodiscard]] std::vector<Candidate> printedDataFields(const Reading& line, const Knowledge& knowledge);

}  // namespace tidewaiter::ocr
