// Places: which readings stand on one thing: on one chip package, on one label, or, where neither was found,
// close together. Thread rule: immutable value and pure functions, safe to use from any thread.
//
// What two numbers say of one another counts only where they are of one thing: a photo may show two articles.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ocr/reading.h"
#include "vision/region.h"

namespace tidewaiter::inspection {

/// The name of its place for each reading that has one, by the reading's id; names are unique within an item.
using Places = std::map<std::string, std::string>;

/// A package before the label below it. Other lines and codes of one photo are of one place when the gap
/// between them is at most one and a half times the height of the lower line; two codes only through a line.
[[nodiscard]] Places placesOf(const std::vector<vision::Region>& regions,
                              const std::vector<ocr::Reading>& readings);

/// The place of the first reading that has one, empty without any.
[[nodiscard]] std::string placeOf(const std::vector<std::string>& readings, const Places& places);

}  // namespace tidewaiter::inspection
