// Merge: what several decoders saw in several tries, to one reading per symbol on the object.
// Thread rule: pure functions, safe to call from any thread.
//
// The same content at the same place is one symbol; the same content at two places is two labels. Of contents
// that contradict each other at one place the one with the better protection and the more evidence stays, the
// others become its alternatives. What has too little evidence for its symbology is dropped: a wrong number
// is worse than none.
//
// Evidence of a linear symbol is counted in scan lines that agree, up to kLinesPerTry for each decoder and
// try. Confidence is a rule, not a measurement:
//
//   protection        accepted from   confidence at that point   at most
//   ErrorCorrection   the first try   0.98                       0.99
//   CheckCharacters   2 lines         0.85                       0.99
//   CheckDigit        6 lines in two tries or more, or 40 in one; of EAN-8 and UPC-E, which half an EAN-13
//                     resembles, 6 lines and both decoders: 0.75, at most 0.97
//   None              10 lines, 6 characters or more, and either two tries that agree or, of an ITF with 14
//                     digits, a right check digit: 0.60, at most 0.90
#pragma once

#include <vector>

#include "ocr/barcode/wire.h"
#include "ocr/reading.h"

namespace tidewaiter::ocr {

/// A symbol as one decoder saw it in one try.
struct Sighting {
    Symbol symbol;  ///< quad in pixels of the original frame
    int tryNumber = 0;
    /// False where the quad may span several symbols that say the same (ZBar reports those as one) or is the
    /// whole picture (ZXing does not say where a MaxiCode is). Such a sighting supports all symbols in it
    /// that say the same, and stands for itself only where there are none.
    bool isPlaced = true;
};

/// One reading per symbol, in reading order. `region` is left empty.
[[nodiscard]] std::vector<Reading> mergeSightings(const std::vector<Sighting>& sightings);

/// Where linear symbols were seen with too little evidence for a reading: worth a closer look.
[[nodiscard]] std::vector<vision::Quad> doubtfulPlaces(const std::vector<Sighting>& sightings);

}  // namespace tidewaiter::ocr
