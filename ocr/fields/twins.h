// Twins: barcodes and the lines printed beside them that say the same thing, or ought to.
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <string>
#include <vector>

#include "ocr/fields/candidate.h"
#include "ocr/fields/printed_words.h"

namespace tidewaiter::ocr {

/// Compares what barcodes say with what is printed:
///   - a plain barcode whose printed twin stands beside a caption takes the caption's type;
///   - a line that prints a barcode's value supports it, also where they differ by confusable characters:
///   then
///     the barcode's value stands, because its check digits were verified when it was decoded;
///   - a captioned line that is a barcode's twin by its place or its likeness and says something else
///     contradicts it, and is contradicted by it; its own confidence is halved. So does a part number without
///     a caption, where it stands at the barcode and is nearly the same. Of dates, quantities, origins,
///     package counts and weights, which several things on a label have, only captioned lines at the barcode
///     count.
/// `frames` says in which frame each reading lies. Returns the candidates with the additions.
[[nodiscard]] std::vector<Candidate> comparedWithPrint(std::vector<Candidate> candidates,
                                                       const std::vector<Reading>& readings,
                                                       const std::vector<std::string>& frames,
                                                       const PrintedWords& printed);

}  // namespace tidewaiter::ocr
