// Layout: which lines of a label belong together by where they stand.
// Thread rule: immutable values and pure functions, safe to use from any thread.
#pragma once

#include <cstddef>
#include <opencv2/core/types.hpp>
#include <optional>
#include <string>
#include <vector>

#include "ocr/reading.h"
#include "vision/region.h"

namespace tidewaiter::ocr {

/// A line of text on its baseline: distances are measured along and across it, so labels may be turned.
struct Line {
    std::size_t reading = 0;  ///< its place among the readings
    std::string frame;        ///< id, empty when unknown
    cv::Point2f center;       ///< in pixels of the frame
    cv::Point2f along;        ///< unit vector in reading direction
    cv::Point2f down;         ///< unit vector to the next line
    float width = 0;          ///< pixels
    float height = 0;         ///< pixels
};

/// The frame of each reading, empty where `regions` does not tell.
[[nodiscard]] std::vector<std::string> framesOf(const std::vector<Reading>& readings,
                                                const std::vector<vision::Region>& regions);

/// The text readings that have a place (a quad of at least a pixel), in their order. `frames` are theirs.
[[nodiscard]] std::vector<Line> linesOf(const std::vector<Reading>& readings,
                                        const std::vector<std::string>& frames);

/// How far `value` is from where the value of `caption` would stand in the same row, in heights of the
/// caption; nothing when it does not stand in the same row to the right.
[[nodiscard]] std::optional<float> distanceRight(const Line& caption, const Line& value);

/// The same for a value in the next row below, overlapping the caption.
[[nodiscard]] std::optional<float> distanceBelow(const Line& caption, const Line& value);

/// Whether two lines begin at the same place along them, within a height.
[[nodiscard]] bool beginTogether(const Line& one, const Line& other);

/// Whether the middle of `inner` lies within `outer`.
[[nodiscard]] bool isWithin(const Line& inner, const Line& outer);

/// Whether two lines are of one block: same direction, like heights, and next to or above one another.
[[nodiscard]] bool inOneBlock(const Line& one, const Line& other);

/// Whether a printed line stands directly at a barcode of the same frame, as its twin does.
[[nodiscard]] bool isBeside(const vision::Quad& print, const vision::Quad& barcode);

}  // namespace tidewaiter::ocr
