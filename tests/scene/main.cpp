// render_scene: writes rendered photos and their truth. Exit codes: 0 done, 1 could not do it, 2 wrong usage.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <stdexcept>

#include "tests/scene/cli_arguments.h"
#include "tests/scene/cli_files.h"

namespace {

using namespace tidewaiter;
using namespace tidewaiter::scene;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

int run(int argc, char** argv) {
    CLI::App app("Draws boards, trays, packages and cartons with known truth.");
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
    writeAll(arguments, *typesetter);
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
