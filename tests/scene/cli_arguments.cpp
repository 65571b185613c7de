#include "tests/scene/cli_arguments.h"

#include <CLI/CLI.hpp>
#include <stdexcept>

namespace tidewaiter::scene {

namespace {

/// The enumerator called `name`. Throws std::invalid_argument that lists the known names.
template <class Table>
auto enumNamed(const Table& table, const std::string& name, const char* option) {
    const auto value = table.parse(name);
    if (!value) {
        throw std::invalid_argument(std::string(option) + " '" + name + "' is unknown, known are " +
                                    table.names());
    }
    return *value;
}

/// The same, or nothing when there is no name.
template <class Table>
auto optionalNamed(const Table& table, const std::string& name, const char* option) {
    std::optional<decltype(enumNamed(table, name, option))> value;
    if (!name.empty()) value = enumNamed(table, name, option);
    return value;
}

std::optional<double> unlessNegative(double value) {
    return value < 0 ? std::nullopt : std::optional(value);
}

CloseUp closeUpFrom(const Arguments& arguments) {
    CloseUp closeUp;
    closeUp.defect = optionalNamed(kDefects, arguments.defect, "--defect");
    closeUp.strength = unlessNegative(arguments.strength);
    closeUp.shape = arguments.shape;
    closeUp.material = optionalNamed(kTopMaterials, arguments.material, "--material");
    closeUp.twins = arguments.twins;
    return closeUp;
}

CameraOptions cameraFrom(const Arguments& arguments) {
    return arguments.clean ? CameraOptions::clean() : CameraOptions();
}

void checkTogether(const Arguments& arguments, SceneKind kind) {
    if (kind != SceneKind::Package &&
        (!arguments.defect.empty() || arguments.strength >= 0 || !arguments.shape.empty() ||
         !arguments.material.empty() || arguments.twins != 0)) {
        throw std::invalid_argument(
            "--defect, --strength, --package, --material and --twins belong to --kind package; boards and "
            "trays take --doctored");
    }
    if (arguments.pxPerMm != 0 && !fitsPackage(arguments)) {
        throw std::invalid_argument(
            "--px-per-mm belongs to --kind package without --width and --height, which decide the scale "
            "otherwise");
    }
    if (arguments.ring != 0 &&
        (!arguments.truth.empty() || !arguments.light.empty() || arguments.count != 0)) {
        throw std::invalid_argument("--truth, --light and --count do not go with --ring, which has its own");
    }
    if (arguments.ring == 0 && arguments.elevation != 0) {
        throw std::invalid_argument("--elevation belongs to --ring");
    }
    if (!arguments.story.empty() && kind != SceneKind::Carton) {
        throw std::invalid_argument("--story belongs to --kind carton");
    }
    if (arguments.doctored >= 0 && kind != SceneKind::Board && kind != SceneKind::Tray) {
        throw std::invalid_argument("--doctored belongs to --kind board and tray");
    }
}

}  // namespace

bool fitsPackage(const Arguments& arguments) {
    if (!arguments.sheet.empty()) return true;
    return enumNamed(kSceneKinds, arguments.kind, "--kind") == SceneKind::Package && arguments.width == 0 &&
           arguments.height == 0;
}

void declare(CLI::App& app, Arguments& arguments) {
    app.add_option("--kind", arguments.kind, kSceneKinds.names("|"))->capture_default_str();
    app.add_option("--goods", arguments.goods, kGoods.names("|"))->capture_default_str();
    app.add_option("--seed", arguments.seed, "the same seed gives the same scene")->capture_default_str();
    app.add_flag("--clean", arguments.clean, "straight from above, no blur, noise, glare or JPEG");
    app.add_option("--width", arguments.width, "pixels; else 1600, packages as they need");
    app.add_option("--height", arguments.height, "pixels; else 1200, packages as they need");
    app.add_option("--light", arguments.light, kLightKinds.names("|") + "; else drawn");
    app.add_option("--doctored", arguments.doctored,
                   "share of doctored packages of a board or tray; else drawn")
        ->check(CLI::Range(0.0, 1.0));
    app.add_option("--defect", arguments.defect, kDefects.names("|") + " of a package; else drawn");
    app.add_option("--strength", arguments.strength, "of the defect, 0 to 1; else drawn")
        ->check(CLI::Range(0.0, 1.0));
    app.add_option("--package", arguments.shape, "soic8, qfp100, ...; else drawn");
    app.add_option("--material", arguments.material, kTopMaterials.names("|") + "; else drawn");
    app.add_option("--story", arguments.story,
                   kLabelStories.names("|") + ": what happened to a carton or a label of it");
    app.add_option("--twins", arguments.twins, "honest ones beside a package")->capture_default_str();
    app.add_option("--px-per-mm", arguments.pxPerMm, "of a package, 4 to 40; else 10");
    app.add_option("--ring", arguments.ring, "so many lamps, one frame each, into the folder --out");
    app.add_option("--elevation", arguments.elevation, "of the ring's lower lamps, degrees");
    app.add_option("--sheet", arguments.sheet,
                   "FILE: a contact sheet, a row for each seed, a column for each state");
    app.add_option("--out", arguments.out, "FILE.png or FILE.jpg; with --count or --ring a folder");
    app.add_option("--truth", arguments.truth, "FILE.json, see FORMAT.md");
    app.add_option("--count", arguments.count, "so many scenes from --seed on, each with its truth")
        ->check(CLI::Range(1, 1'000'000));
    app.add_option("--format", arguments.format, "of a set")
        ->check(CLI::IsMember({"png", "jpg"}))
        ->capture_default_str();
}

Request requestFrom(const Arguments& arguments, std::uint64_t seed) {
    Request request;
    request.kind = enumNamed(kSceneKinds, arguments.kind, "--kind");
    checkTogether(arguments, request.kind);
    request.goods = enumNamed(kGoods, arguments.goods, "--goods");
    request.seed = seed;
    if (arguments.width != 0) request.width = arguments.width;
    if (arguments.height != 0) request.height = arguments.height;
    request.camera = cameraFrom(arguments);
    request.light = optionalNamed(kLightKinds, arguments.light, "--light");
    request.doctored = unlessNegative(arguments.doctored);
    request.closeUp = closeUpFrom(arguments);
    request.labelStory = optionalNamed(kLabelStories, arguments.story, "--story");
    return request;
}

PackageOptions packageFrom(const Arguments& arguments, std::uint64_t seed) {
    checkTogether(arguments, SceneKind::Package);
    PackageOptions options;
    options.seed = seed;
    options.package = closeUpFrom(arguments);
    if (arguments.pxPerMm != 0) options.pxPerMm = arguments.pxPerMm;
    options.light = optionalNamed(kLightKinds, arguments.light, "--light");
    options.camera = cameraFrom(arguments);
    return options;
}

RingOptions ringFrom(const Arguments& arguments) {
    RingOptions options;
    options.lights = arguments.ring;
    if (arguments.elevation != 0) options.elevationDeg = arguments.elevation;
    return options;
}

}  // namespace tidewaiter::scene
