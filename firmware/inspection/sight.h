// Sight: what was seen on the frames of one item: regions and readings, gathered frame by frame and numbered.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <string>
#include <vector>

#include "ocr/field.h"
#include "ocr/reading.h"
#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::inspection {

struct Sight {
    std::vector<vision::Region> regions;  ///< r1, r2, ...
    std::vector<ocr::Reading> readings;   ///< t1, t2, ..., each with the id of its region

    /// Takes in what a reader found in `frame`: numbers regions and readings after those that are there.
    /// Precondition: each reading's region is the index of one of `found`, as a decimal string.
    void add(const vision::Frame& frame, std::vector<vision::Region> found, std::vector<ocr::Reading> read);

    /// The regions that lie in `frame`.
    [[nodiscard]] std::vector<vision::Region> in(const vision::Frame& frame) const;
};

/// Numbers the frames f1, f2, ...
[[nodiscard]] std::vector<vision::Frame> numbered(std::vector<vision::Frame> frames);
/// Numbers the fields d1, d2, ...
[[nodiscard]] std::vector<ocr::Field> numbered(std::vector<ocr::Field> fields);

}  // namespace tidewaiter::inspection
