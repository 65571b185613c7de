// Package truth: packages marked by eye in photos, and found regions held against them.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "models/error.h"
#include "vision/region.h"

namespace tidewaiter::blackbox {

struct MarkedPackage {
    std::string kind;  ///< "soic", "qfp" ..., or "ignore": what is found there counts neither way
    vision::Quad quad{};
};

struct MarkedPhoto {
    std::string split;  ///< "tune" or "held"
    std::string path;   ///< as the list has it
    std::vector<MarkedPackage> packages;
};

/// Reads a tab-separated list: split, path, kind, eight numbers. Lines that begin with '#' are comments; kind
/// "none" names a photo without packages. Rows of one photo follow each other. Fails, naming the line, when a
/// row has too few columns or a corner is no number.
[[nodiscard]] Expected<std::vector<MarkedPhoto>> readMarkedPhotos(const std::filesystem::path& file);

/// Intersection over union of two quads, in [0, 1].
[[nodiscard]] double overlapOf(const vision::Quad& a, const vision::Quad& b);
/// Length in pixels of the shorter side: mean of opposite sides.
[[nodiscard]] double shorterSide(const vision::Quad& quad);

/// Found and marked packages of one group (a source, a kind, a size).
struct PackageTally {
    int marked = 0;
    int foundHalf = 0;   ///< marked ones that a region overlaps by 0.5 or more
    int foundTight = 0;  ///< ... by 0.7 or more
    int regions = 0;     ///< found ones with a score of 0.5 or more, apart from those in ignored parts
    int rightHalf = 0;   ///< of the regions, those that overlap a marked package by 0.5 or more
    int rightTight = 0;  ///< ... by 0.7 or more
    int photos = 0;

    PackageTally& operator+=(const PackageTally& other);
};

/// Of regions whose score lies in one tenth, how many are packages.
struct ScoreGroup {
    int regions = 0;
    int right = 0;
    double scores = 0;  ///< their sum
};

struct PackageScores {
    PackageTally total;
    std::map<std::string, PackageTally> bySource;
    std::map<std::string, PackageTally> byKind;  ///< recall only
    std::map<int, PackageTally> bySize;          ///< key: lower bound of the shorter side, 16, 32, 64 ...
    std::map<int, ScoreGroup> reliability;       ///< key: tenth of the score

    /// Matches `found`, best score first, one to one with the marked packages. Marked ones whose shorter side
    /// is below 16 pixels count as ignored.
    void add(const std::string& source, const std::vector<MarkedPackage>& marked,
             const std::vector<vision::Region>& found);
};

}  // namespace tidewaiter::blackbox
