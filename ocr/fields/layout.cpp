#include "ocr/fields/layout.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tidewaiter::ocr {

namespace {

// All in heights of a line; widths as found on the labels of the photo set.
constexpr float kWidestColumnGap = 12;
constexpr float kDeepestRowGap = 1.6F;
constexpr float kOverlapAllowed = -0.6F;  // detectors draw boxes that touch or overlap a little
constexpr float kSameRow = 0.6F;
constexpr float kLikeHeight = 2.5F;
constexpr float kSameDirection = 0.94F;  // cosine, 20 degrees
constexpr float kTwinGap = 2;

float lengthOf(cv::Point2f v) {
    return std::hypot(v.x, v.y);
}

bool areParallel(const Line& one, const Line& other) {
    const float ratio = one.height / other.height;
    return one.along.dot(other.along) > kSameDirection && ratio < kLikeHeight && ratio > 1 / kLikeHeight;
}

/// The other line's place relative to this one, in pixels along and across this line.
struct Offset {
    float along = 0;
    float down = 0;
    float gapAlong = 0;  ///< between the facing ends; negative when they overlap
    float gapDown = 0;
};

Offset offsetOf(const Line& from, const Line& to) {
    const auto between = to.center - from.center;
    Offset offset;
    offset.along = between.dot(from.along);
    offset.down = between.dot(from.down);
    offset.gapAlong = std::abs(offset.along) - (from.width + to.width) / 2;
    offset.gapDown = std::abs(offset.down) - (from.height + to.height) / 2;
    return offset;
}

std::optional<Line> lineOf(const Reading& reading) {
    const auto& quad = reading.quad;
    for (const auto& corner : quad) {
        if (!std::isfinite(corner.x) || !std::isfinite(corner.y)) return std::nullopt;
    }
    const auto along = (quad[1] - quad[0] + quad[2] - quad[3]) / 2;
    const auto down = (quad[3] - quad[0] + quad[2] - quad[1]) / 2;
    Line line;
    line.width = lengthOf(along);
    line.height = lengthOf(down);
    if (!(line.width >= 1) || !(line.height >= 1)) return std::nullopt;
    line.center = (quad[0] + quad[1] + quad[2] + quad[3]) / 4;
    line.along = along / line.width;
    line.down = down / line.height;
    return line;
}

struct Box {
    float left, top, right, bottom;
};

Box boxOf(const vision::Quad& quad) {
    Box box{quad[0].x, quad[0].y, quad[0].x, quad[0].y};
    for (const auto& corner : quad) {
        box.left = std::min(box.left, corner.x);
        box.top = std::min(box.top, corner.y);
        box.right = std::max(box.right, corner.x);
        box.bottom = std::max(box.bottom, corner.y);
    }
    return box;
}

}  // namespace

std::vector<std::string> framesOf(const std::vector<Reading>& readings,
                                  const std::vector<vision::Region>& regions) {
    std::map<std::string, std::string> frameByRegion;
    for (const auto& region : regions) frameByRegion.emplace(region.id, region.frame);
    std::vector<std::string> frames;
    for (const auto& reading : readings) {
        const auto known = frameByRegion.find(reading.region);
        frames.push_back(known == frameByRegion.end() ? std::string() : known->second);
    }
    return frames;
}

std::vector<Line> linesOf(const std::vector<Reading>& readings, const std::vector<std::string>& frames) {
    std::vector<Line> lines;
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (readings[i].kind != ReadingKind::Text) continue;
        auto line = lineOf(readings[i]);
        if (!line) continue;
        line->reading = i;
        line->frame = frames[i];
        lines.push_back(std::move(*line));
    }
    return lines;
}

std::optional<float> distanceRight(const Line& caption, const Line& value) {
    if (caption.frame != value.frame || !areParallel(caption, value)) return std::nullopt;
    const auto offset = offsetOf(caption, value);
    const float taller = std::max(caption.height, value.height);
    const float gap = offset.gapAlong / caption.height;
    if (offset.along <= 0 || gap < kOverlapAllowed || gap > kWidestColumnGap) return std::nullopt;
    if (std::abs(offset.down) > kSameRow * taller) return std::nullopt;
    return std::max(gap, 0.0F) + std::abs(offset.down) / caption.height;
}

std::optional<float> distanceBelow(const Line& caption, const Line& value) {
    if (caption.frame != value.frame || !areParallel(caption, value)) return std::nullopt;
    const auto offset = offsetOf(caption, value);
    const float gap = offset.gapDown / caption.height;
    if (offset.down <= 0 || gap < kOverlapAllowed || gap > kDeepestRowGap) return std::nullopt;
    if (offset.gapAlong > 0) return std::nullopt;
    const float indent = offset.along - (value.width - caption.width) / 2;
    return std::max(gap, 0.0F) + 0.2F * std::abs(indent) / caption.height;
}

bool beginTogether(const Line& one, const Line& other) {
    const float indent = offsetOf(one, other).along - (other.width - one.width) / 2;
    return std::abs(indent) <= std::max(one.height, other.height);
}

bool isWithin(const Line& inner, const Line& outer) {
    const auto offset = offsetOf(outer, inner);
    return std::abs(offset.along) <= outer.width / 2 && std::abs(offset.down) <= outer.height / 2;
}

bool inOneBlock(const Line& one, const Line& other) {
    if (one.frame != other.frame || !areParallel(one, other)) return false;
    const auto offset = offsetOf(one, other);
    const float taller = std::max(one.height, other.height);
    const bool above = offset.gapAlong <= 0 && offset.gapDown < kDeepestRowGap * taller;
    const bool beside = std::abs(offset.down) < kSameRow * taller && offset.gapAlong < 3 * taller;
    return above || beside;
}

bool isBeside(const vision::Quad& print, const vision::Quad& barcode) {
    const auto a = boxOf(print);
    const auto b = boxOf(barcode);
    const float height = std::min(a.right - a.left, a.bottom - a.top);
    if (!(height >= 1)) return false;
    const float gapX = std::max(a.left, b.left) - std::min(a.right, b.right);
    const float gapY = std::max(a.top, b.top) - std::min(a.bottom, b.bottom);
    return std::max(gapX, gapY) <= kTwinGap * height && std::min(gapX, gapY) < 0;
}

}  // namespace tidewaiter::ocr
