#include "firmware/inspection/places.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "firmware/inspection/marked_package.h"
#include "firmware/inspection/shapes.h"

namespace tidewaiter::inspection {

using vision::Region;
using vision::RegionKind;

namespace {

/// Of the height of the lower of two lines.
constexpr double kWidestGap = 1.5;

/// A reading that stands on no package or label.
struct Loose {
    const ocr::Reading* reading = nullptr;
    const Region* region = nullptr;
    double height =
        0;  ///< of a line of text; 0 for a code: decoders tell its bars' length, seldom their height
};

double heightOf(const ocr::Reading& reading) {
    const auto& quad = reading.quad;
    if (reading.kind == ocr::ReadingKind::Barcode) return 0;
    return std::min(cv::norm(quad[3] - quad[0]), cv::norm(quad[1] - quad[0]));
}

/// Pixels between two convex quads, 0 where they overlap.
double gapBetween(const vision::Quad& one, const vision::Quad& other) {
    const std::vector<cv::Point2f> a(one.begin(), one.end());
    const std::vector<cv::Point2f> b(other.begin(), other.end());
    double gap = std::numeric_limits<double>::max();
    for (const auto& corner : b) gap = std::min(gap, -cv::pointPolygonTest(a, corner, true));
    for (const auto& corner : a) gap = std::min(gap, -cv::pointPolygonTest(b, corner, true));
    return std::max(gap, 0.0);
}

bool areClose(const Loose& one, const Loose& other) {
    const bool anyCode = one.height == 0 || other.height == 0;
    const double height = anyCode ? one.height + other.height : std::min(one.height, other.height);
    return one.region->frame == other.region->frame &&
           gapBetween(one.reading->quad, other.reading->quad) <= kWidestGap * height;
}

/// The smallest package or label that holds the reading, null when none does.
const Region* bearerOf(const ocr::Reading& reading, const Region& text, const std::vector<Region>& regions) {
    const Region* smallest = nullptr;
    for (const auto& region : regions) {
        const bool bears = (region.kind == RegionKind::Package && region.score >= kSurePackage) ||
                           region.kind == RegionKind::Label;
        if (!bears || region.frame != text.frame || !holds(region.quad, middleOf(reading.quad))) continue;
        if (smallest == nullptr || areaOf(region.quad) < areaOf(smallest->quad)) smallest = &region;
    }
    return smallest;
}

/// The first of the group that `at` belongs to.
std::size_t rootOf(std::vector<std::size_t>& parents, std::size_t at) {
    while (parents[at] != at) at = parents[at] = parents[parents[at]];
    return at;
}

void group(const std::vector<Loose>& loose, Places& places) {
    std::vector<std::size_t> parents(loose.size());
    std::iota(parents.begin(), parents.end(), 0);
    for (std::size_t i = 0; i < loose.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            if (areClose(loose[i], loose[k])) parents[rootOf(parents, i)] = rootOf(parents, k);
        }
    }
    for (std::size_t i = 0; i < loose.size(); ++i)
        places[loose[i].reading->id] = "lines around " + loose[rootOf(parents, i)].reading->id;
}

}  // namespace

Places placesOf(const std::vector<Region>& regions, const std::vector<ocr::Reading>& readings) {
    std::map<std::string, const Region*> byId;
    for (const auto& region : regions) byId[region.id] = &region;
    Places places;
    std::vector<Loose> loose;
    for (const auto& reading : readings) {
        const auto text = byId.find(reading.region);
        if (text == byId.end()) continue;
        if (const auto* bearer = bearerOf(reading, *text->second, regions)) {
            places[reading.id] = bearer->id;
        } else {
            loose.push_back({&reading, text->second, heightOf(reading)});
        }
    }
    group(loose, places);
    return places;
}

std::string placeOf(const std::vector<std::string>& readings, const Places& places) {
    for (const auto& id : readings) {
        const auto place = places.find(id);
        if (place != places.end()) return place->second;
    }
    return {};
}

}  // namespace tidewaiter::inspection
