// render_scene: writes rendered photos and their truth. Exit codes: 0 done, 1 could not do it, 2 wrong usage.
#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <stdexcept>
#include <string>

#include "tests/scene/renderer.h"

namespace {

using namespace tidewaiter;
using namespace tidewaiter::scene;
namespace fs = std::filesystem;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

struct Arguments {
    std::string kind = "carton";
    std::string goods = "random";
    std::uint64_t seed = 1;
    bool clean = false;
    int width = 1600;
    int height = 1200;
    std::string out;
    std::string truth;
    int count = 0;
    std::string format = "png";
};

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

Request requestFrom(const Arguments& arguments, std::uint64_t seed) {
    Request request;
    request.kind = enumNamed(kSceneKinds, arguments.kind, "--kind");
    request.goods = enumNamed(kGoods, arguments.goods, "--goods");
    request.seed = seed;
    request.width = arguments.width;
    request.height = arguments.height;
    if (arguments.clean) request.camera = CameraOptions::clean();
    return request;
}

bool isPicture(const fs::path& file) {
    return file.extension() == ".png" || file.extension() == ".jpg" || file.extension() == ".jpeg";
}

/// Throws std::runtime_error when a file cannot be written.
void write(const Rendered& rendered, const fs::path& picture, const fs::path& truth) {
    // PNG level 3 is quick; JPEG at 97 keeps what the simulated camera wrote.
    const std::vector<int> settings = {cv::IMWRITE_PNG_COMPRESSION, 3, cv::IMWRITE_JPEG_QUALITY, 97};
    if (!cv::imwrite(picture.string(), rendered.pixels, settings)) {
        throw std::runtime_error("cannot write the picture " + picture.string() +
                                 "; check that its folder exists and has room");
    }
    if (truth.empty()) return;
    std::ofstream file(truth);
    file << nlohmann::json(rendered.truth).dump(1) << '\n';
    file.close();
    if (!file) throw std::runtime_error("cannot write the truth " + truth.string());
}

void renderSet(const Arguments& arguments, const Typesetter& typesetter) {
    const fs::path folder = arguments.out;
    fs::create_directories(folder);
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < arguments.count; ++i) {
        const std::uint64_t seed = arguments.seed + static_cast<std::uint64_t>(i);
        const std::string name = arguments.kind + "-" + std::to_string(seed);
        write(render(requestFrom(arguments, seed), typesetter), folder / (name + "." + arguments.format),
              folder / (name + ".json"));
    }
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
    std::cerr << arguments.count << " scenes, " << spent.count() / arguments.count << " ms each\n";
}

void renderOne(const Arguments& arguments, const Typesetter& typesetter) {
    if (!isPicture(arguments.out)) {
        throw std::invalid_argument("--out '" + arguments.out + "' must end in .png or .jpg");
    }
    write(render(requestFrom(arguments, arguments.seed), typesetter), arguments.out, arguments.truth);
}

void declare(CLI::App& app, Arguments& arguments) {
    app.add_option("--kind", arguments.kind, kSceneKinds.names("|"))->capture_default_str();
    app.add_option("--goods", arguments.goods, kGoods.names("|"))->capture_default_str();
    app.add_option("--seed", arguments.seed, "the same seed gives the same scene")->capture_default_str();
    app.add_flag("--clean", arguments.clean, "straight from above, no blur, noise, glare or JPEG");
    app.add_option("--width", arguments.width, "pixels")->capture_default_str();
    app.add_option("--height", arguments.height, "pixels")->capture_default_str();
    app.add_option("--out", arguments.out, "FILE.png or FILE.jpg; with --count a folder")->required();
    app.add_option("--truth", arguments.truth, "FILE.json, see FORMAT.md");
    app.add_option("--count", arguments.count, "so many scenes from --seed on, each with its truth")
        ->check(CLI::Range(1, 1'000'000));
    app.add_option("--format", arguments.format, "of a set")
        ->check(CLI::IsMember({"png", "jpg"}))
        ->capture_default_str();
}

int run(int argc, char** argv) {
    CLI::App app("Draws boards, trays and cartons with known truth.");
    Arguments arguments;
    declare(app, arguments);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : kWrongUsage;
    }
    const auto typesetter = Typesetter::create();
    if (!typesetter) {
        std::cerr << "render_scene: " << typesetter.error().message << '\n';
        return kFailed;
    }
    arguments.count > 0 ? renderSet(arguments, *typesetter) : renderOne(arguments, *typesetter);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run(argc, argv);
    } catch (const std::invalid_argument& error) {
        std::cerr << "render_scene: " << error.what() << '\n';
        return kWrongUsage;
    } catch (const std::exception& error) {
        std::cerr << "render_scene: " << error.what() << '\n';
        return kFailed;
    }
}
