#include "firmware/text/place.h"

namespace tidewaiter::text {

std::string placeIn(const std::string& file, const Place& place) {
    return file + ", line " + std::to_string(place.line) + ", column " + std::to_string(place.column) + ": ";
}

}  // namespace tidewaiter::text
