#include "tests/scene/package_shapes.h"

#include <stdexcept>
#include <string>

#include "tests/scene/scene.h"

namespace tidewaiter::scene {

namespace {

/// Ball-grid packages show their substrate around the mold, ceramic ones with a lid their body around it.
constexpr double kSubstrateRim = 0.07;  // of the width

}  // namespace

const std::vector<PackageShape>& packageShapes() {
    using enum BodyStyle;
    static const std::vector<PackageShape> shapes = {
        {"soic8", Gull, 4.9, 3.9, 4, 0, 1.27, 1.05, 3},
        {"soic8w", Gull, 5.3, 5.3, 4, 0, 1.27, 1.3, 4},
        {"soic14", Gull, 8.7, 3.9, 7, 0, 1.27, 1.05, 2},
        {"soic16", Gull, 9.9, 3.9, 8, 0, 1.27, 1.05, 2},
        {"soic16w", Gull, 10.3, 7.5, 8, 0, 1.27, 1.4, 3},
        {"soic20w", Gull, 12.8, 7.5, 10, 0, 1.27, 1.4, 3},
        {"tssop16", Gull, 5.0, 4.4, 8, 0, 0.65, 1.0, 3},
        {"tssop20", Gull, 6.5, 4.4, 10, 0, 0.65, 1.0, 3},
        {"qfp44", Gull, 10, 10, 11, 11, 0.8, 1.0, 5},
        {"qfp48", Gull, 7, 7, 12, 12, 0.5, 1.0, 4},
        {"qfp64", Gull, 10, 10, 16, 16, 0.5, 1.0, 5},
        {"qfp100", Gull, 14, 14, 25, 25, 0.5, 1.0, 5},
        {"qfp128", Gull, 20, 14, 38, 26, 0.5, 1.0, 5},
        {"qfp144", Gull, 20, 20, 36, 36, 0.5, 1.0, 5},
        {"qfn16", Sawn, 4, 4, 4, 4, 0.65, 0, 3},
        {"qfn32", Sawn, 5, 5, 8, 8, 0.5, 0, 4},
        {"qfn48", Sawn, 7, 7, 12, 12, 0.5, 0, 4},
        {"dram", Sawn, 13.3, 8, 0, 0, 0.8, 0, 3},
        {"bga17", Capped, 17, 17, 0, 0, 1.0, 0, 5},
        {"bga23", Capped, 23, 23, 0, 0, 1.0, 0, 5},
        {"dip8", Dip, 9.6, 6.4, 4, 0, 2.54, 0.95, 3},
        {"dip14", Dip, 19.3, 6.4, 7, 0, 2.54, 0.95, 2},
        {"dip16", Dip, 19.4, 6.4, 8, 0, 2.54, 0.95, 2},
        {"dip28w", Dip, 36.8, 13.8, 14, 0, 2.54, 0.95, 3},
        {"plcc44", JLead, 16.6, 16.6, 11, 11, 1.27, 0.35, 5},
        {"cpga24", Ceramic, 24, 24, 0, 0, 2.54, 0, 5},
        {"can14", Can, 20.2, 12.6, 0, 0, 7.62, 0, 3},
        {"can5", Can, 7.0, 5.0, 2, 0, 5.08, 0, 2},
    };
    return shapes;
}

const PackageShape& packageShape(std::string_view name) {
    std::string known;
    for (const PackageShape& shape : packageShapes()) {
        if (shape.name == name) return shape;
        known += (known.empty() ? "" : ", ") + std::string(shape.name);
    }
    throw std::invalid_argument("there is no package shape '" + std::string(name) + "', known are " + known);
}

Rect moldOf(const PackageShape& shape) {
    const Rect body = centeredRect({shape.width, shape.height});
    return shape.style == BodyStyle::Capped ? grown(body, -kSubstrateRim * shape.width) : body;
}

}  // namespace tidewaiter::scene
