// Region evaluation: the program that holds a finder of regions against truth, whatever it finds. What
// differs between finders is a SubjectUnderTest. Thread rule: one call per process.
//   PROGRAM photos LIST --root FOLDER [--split tune|held]      regions marked by eye in real photos
//   PROGRAM rendered [--first SEED] [--count N]                rendered scenes
//   PROGRAM goods FOLDER... [--most N]                         photos in which every region is false
// Each prints a table; with --min-recall, --min-precision (percent), --min-tight (recall in percent at an
// overlap of 0.7) or --max-false (per hundred photos) it exits with 3 when the limit is missed, with 77 when
// the photos are not there.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/blackbox/package_truth.h"
#include "tests/scene/renderer.h"
#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::blackbox {

struct SubjectUnderTest {
    std::string plural;  ///< "packages"
    /// What needs to be known before the finder runs; not timed.
    std::function<std::vector<vision::Region>(const vision::Frame&)> before;
    std::function<std::vector<vision::Region>(const vision::Frame&, const std::vector<vision::Region>&)> find;
    std::function<scene::Request(std::uint64_t seed)> scene;
    std::function<const std::vector<scene::TruthItem>&(const scene::Truth&)> truth;
};

/// The whole program; returns its exit status.
[[nodiscard]] int evaluateRegions(int argc, char** argv, const SubjectUnderTest& subject);

}  // namespace tidewaiter::blackbox
