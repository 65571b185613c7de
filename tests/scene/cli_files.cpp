#include "tests/scene/cli_files.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <stdexcept>

#include "tests/scene/contact_sheet.h"

namespace tidewaiter::scene {

namespace fs = std::filesystem;

namespace {

void checkPicture(const std::string& file, const char* option) {
    const fs::path extension = fs::path(file).extension();
    if (extension == ".png" || extension == ".jpg" || extension == ".jpeg") return;
    throw std::invalid_argument(std::string(option) + " '" + file + "' must end in .png or .jpg");
}

void writePicture(const cv::Mat& pixels, const fs::path& file) {
    // PNG level 3 is quick; JPEG at 97 keeps what the simulated camera wrote.
    const std::vector<int> settings = {cv::IMWRITE_PNG_COMPRESSION, 3, cv::IMWRITE_JPEG_QUALITY, 97};
    if (cv::imwrite(file.string(), pixels, settings)) return;
    throw std::runtime_error("cannot write the picture " + file.string() +
                             "; check that its folder exists and has room");
}

void write(const Rendered& rendered, const fs::path& picture, const fs::path& truth) {
    writePicture(rendered.pixels, picture);
    if (truth.empty()) return;
    std::ofstream file(truth);
    file << nlohmann::json(rendered.truth).dump(1) << '\n';
    file.close();
    if (!file) throw std::runtime_error("cannot write the truth " + truth.string());
}

Rendered renderedOf(const Arguments& arguments, std::uint64_t seed, const Typesetter& typesetter) {
    return fitsPackage(arguments) ? renderPackage(packageFrom(arguments, seed), typesetter)
                                  : render(requestFrom(arguments, seed), typesetter);
}

void writeSet(const Arguments& arguments, const Typesetter& typesetter) {
    const fs::path folder = arguments.out;
    fs::create_directories(folder);
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < arguments.count; ++i) {
        const std::uint64_t seed = arguments.seed + static_cast<std::uint64_t>(i);
        const std::string name = arguments.kind + "-" + std::to_string(seed);
        write(renderedOf(arguments, seed, typesetter), folder / (name + "." + arguments.format),
              folder / (name + ".json"));
    }
    const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
    std::cerr << arguments.count << " scenes, " << spent.count() / arguments.count << " ms each\n";
}

void writeOneRing(const Arguments& arguments, const Typesetter& typesetter) {
    const RingOptions options = ringFrom(arguments);
    const Ring ring = fitsPackage(arguments)
                          ? renderRing(packageFrom(arguments, arguments.seed), options, typesetter)
                          : renderRing(requestFrom(arguments, arguments.seed), options, typesetter);
    writeRing(ring, arguments.out);
}

}  // namespace

void writeAll(const Arguments& arguments, const Typesetter& typesetter) {
    if (!arguments.sheet.empty()) {
        checkPicture(arguments.sheet, "--sheet");
        writePicture(contactSheet(packageFrom(arguments, arguments.seed), typesetter), arguments.sheet);
        return;
    }
    if (arguments.out.empty()) throw std::invalid_argument("--out is required");
    if (arguments.ring != 0) {
        writeOneRing(arguments, typesetter);
    } else if (arguments.count > 0) {
        writeSet(arguments, typesetter);
    } else {
        checkPicture(arguments.out, "--out");
        write(renderedOf(arguments, arguments.seed, typesetter), arguments.out, arguments.truth);
    }
}

}  // namespace tidewaiter::scene
