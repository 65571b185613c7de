// Arguments of render_scene. Thread rule: immutable value after parsing, safe to read from any thread.
#pragma once

#include <CLI/App.hpp>
#include <cstdint>
#include <string>

#include "tests/scene/package_view.h"
#include "tests/scene/renderer.h"
#include "tests/scene/ring.h"

namespace tidewaiter::scene {

struct Arguments {
    std::string kind = "carton";
    std::string goods = "random";
    std::uint64_t seed = 1;
    bool clean = false;
    int width = 0;   ///< 0: 1600, close-ups as large as they need to be
    int height = 0;  ///< 0: 1200
    std::string light;
    double doctored = -1;  ///< negative: drawn
    std::string defect;
    double strength = -1;  ///< negative: drawn
    std::string shape;
    std::string material;
    std::string story;  ///< empty: none
    int twins = 0;
    double pxPerMm = 0;    ///< 0: 10
    int ring = 0;          ///< 0: none
    double elevation = 0;  ///< 0: RingOptions has it
    std::string out;
    std::string truth;
    int count = 0;
    std::string format = "png";
    std::string sheet;
};

/// Tells `app` its options; parsing fills `arguments`, which must outlive it.
void declare(CLI::App& app, Arguments& arguments);

/// Whether a close-up is as large as its package needs.
[[nodiscard]] bool fitsPackage(const Arguments& arguments);

/// What is asked for. Throw std::invalid_argument that names the option and what is known, or that two
/// options do not go together.
[[nodiscard]] Request requestFrom(const Arguments& arguments, std::uint64_t seed);
[[nodiscard]] PackageOptions packageFrom(const Arguments& arguments, std::uint64_t seed);
[[nodiscard]] RingOptions ringFrom(const Arguments& arguments);

}  // namespace tidewaiter::scene
