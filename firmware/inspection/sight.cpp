#include "firmware/inspection/sight.h"

#include <charconv>
#include <stdexcept>

namespace tidewaiter::inspection {

namespace {

std::string idOf(char kind, std::size_t count) {
    return kind + std::to_string(count);
}

/// The index that a reader left in `region`. Throws std::invalid_argument when it is none below `count`.
std::size_t indexOf(const std::string& region, std::size_t count) {
    std::size_t index = 0;
    const auto* end = region.data() + region.size();
    const auto [parsed, error] = std::from_chars(region.data(), end, index);
    if (error != std::errc() || parsed != end || index >= count) {
        throw std::invalid_argument("a reader gave region '" + region + "' of " + std::to_string(count));
    }
    return index;
}

}  // namespace

void Sight::add(const vision::Frame& frame, std::vector<vision::Region> found,
                std::vector<ocr::Reading> read) {
    const auto first = regions.size();
    for (auto& region : found) {
        region.id = idOf('r', regions.size() + 1);
        region.frame = frame.id;
        regions.push_back(std::move(region));
    }
    for (auto& reading : read) {
        reading.region = regions[first + indexOf(reading.region, found.size())].id;
        reading.id = idOf('t', readings.size() + 1);
        readings.push_back(std::move(reading));
    }
}

std::vector<vision::Region> Sight::in(const vision::Frame& frame) const {
    std::vector<vision::Region> inside;
    for (const auto& region : regions) {
        if (region.frame == frame.id) inside.push_back(region);
    }
    return inside;
}

std::vector<vision::Frame> numbered(std::vector<vision::Frame> frames) {
    for (std::size_t i = 0; i < frames.size(); ++i) frames[i].id = idOf('f', i + 1);
    return frames;
}

std::vector<ocr::Field> numbered(std::vector<ocr::Field> fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) fields[i].id = idOf('d', i + 1);
    return fields;
}

}  // namespace tidewaiter::inspection
