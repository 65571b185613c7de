#include "tests/blackbox/package_truth.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <sstream>

namespace tidewaiter::blackbox {

namespace {

constexpr double kLeastSide = 16;  ///< pixels: smaller bodies are not looked for
constexpr double kSure = 0.5;      ///< score from which a region counts as found

std::vector<std::string> columnsOf(const std::string& line) {
    std::vector<std::string> columns;
    std::istringstream in(line);
    for (std::string column; std::getline(in, column, '\t');) columns.push_back(column);
    return columns;
}

std::optional<vision::Quad> quadIn(const std::string& text) {
    vision::Quad quad;
    std::istringstream in(text);
    for (auto& corner : quad) {
        if (!(in >> corner.x >> corner.y)) return std::nullopt;
    }
    std::string rest;
    if (in >> rest) return std::nullopt;
    return quad;
}

std::vector<cv::Point2f> pointsOf(const vision::Quad& quad) {
    return {quad.begin(), quad.end()};
}

double sharedArea(const vision::Quad& a, const vision::Quad& b) {
    std::vector<cv::Point2f> shared;
    return cv::intersectConvexConvex(pointsOf(a), pointsOf(b), shared);
}

double areaOf(const vision::Quad& quad) {
    return cv::contourArea(pointsOf(quad));
}

/// The group of sizes a shorter side belongs to: 16 for [16, 32), 32 for [32, 64) ...
int sizeClass(double side) {
    int bound = 16;
    while (side >= 2 * bound) bound *= 2;
    return bound;
}

bool isIgnored(const MarkedPackage& package) {
    return package.kind == "ignore" || shorterSide(package.quad) < kLeastSide;
}

void count(PackageTally& tally, const std::optional<double>& overlap) {
    tally.marked += 1;
    tally.foundHalf += overlap && *overlap >= 0.5 ? 1 : 0;
    tally.foundTight += overlap && *overlap >= 0.7 ? 1 : 0;
}

void countRegion(PackageTally& tally, double overlap) {
    tally.regions += 1;
    tally.rightHalf += overlap >= 0.5 ? 1 : 0;
    tally.rightTight += overlap >= 0.7 ? 1 : 0;
}

}  // namespace

Expected<std::vector<MarkedPhoto>> readMarkedPhotos(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) return failure("cannot read " + file.string());
    std::vector<MarkedPhoto> photos;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.empty() || line.front() == '#') continue;
        const auto columns = columnsOf(line);
        const auto place = file.string() + ", line " + std::to_string(number);
        if (columns.size() < 3) return failure(place + ": expected split, path, kind and corners");
        if (photos.empty() || photos.back().path != columns[1])
            photos.push_back({columns[0], columns[1], {}});
        if (columns[2] == "none") continue;
        const auto quad = quadIn(columns.size() > 3 ? columns[3] : "");
        if (!quad) return failure(place + ": expected eight numbers as corners");
        photos.back().packages.push_back({columns[2], *quad});
    }
    return photos;
}

double overlapOf(const vision::Quad& a, const vision::Quad& b) {
    const double shared = sharedArea(a, b);
    const double whole = areaOf(a) + areaOf(b) - shared;
    return whole > 0 ? shared / whole : 0;
}

double shorterSide(const vision::Quad& quad) {
    const double across = (cv::norm(quad[1] - quad[0]) + cv::norm(quad[2] - quad[3])) / 2;
    const double down = (cv::norm(quad[3] - quad[0]) + cv::norm(quad[2] - quad[1])) / 2;
    return std::min(across, down);
}

PackageTally& PackageTally::operator+=(const PackageTally& other) {
    marked += other.marked;
    foundHalf += other.foundHalf;
    foundTight += other.foundTight;
    regions += other.regions;
    rightHalf += other.rightHalf;
    rightTight += other.rightTight;
    photos += other.photos;
    return *this;
}

void PackageScores::add(const std::string& source, const std::vector<MarkedPackage>& marked,
                        const std::vector<vision::Region>& found) {
    PackageTally photo;
    photo.photos = 1;
    std::vector<std::optional<double>> overlaps(marked.size());
    auto regions = found;
    std::stable_sort(regions.begin(), regions.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    for (const auto& region : regions) {
        double best = 0;
        std::size_t index = marked.size();
        bool ignored = false;
        for (std::size_t i = 0; i < marked.size(); ++i) {
            const double overlap = overlapOf(marked[i].quad, region.quad);
            if (isIgnored(marked[i])) {
                ignored = ignored || sharedArea(marked[i].quad, region.quad) >= 0.5 * areaOf(region.quad);
            } else if (!overlaps[i] && overlap > best) {
                best = overlap;
                index = i;
            }
        }
        if (ignored && best < 0.5) continue;
        const int tenth = std::min(9, static_cast<int>(region.score * 10));
        auto& group = reliability[tenth];
        group.regions += 1;
        group.right += best >= 0.5 ? 1 : 0;
        group.scores += region.score;
        if (region.score < kSure) continue;
        countRegion(photo, best);
        countRegion(bySize[sizeClass(shorterSide(region.quad))], best);
        if (best >= 0.5) overlaps[index] = best;
    }
    for (std::size_t i = 0; i < marked.size(); ++i) {
        if (isIgnored(marked[i])) continue;
        count(photo, overlaps[i]);
        count(byKind[marked[i].kind], overlaps[i]);
        count(bySize[sizeClass(shorterSide(marked[i].quad))], overlaps[i]);
    }
    bySource[source] += photo;
    total += photo;
}

}  // namespace tidewaiter::blackbox
