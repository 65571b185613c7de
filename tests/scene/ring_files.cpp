// The ring on disk: pictures, lights.toml, true normals and albedo.
#include <fstream>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sstream>
#include <stdexcept>

#include "tests/scene/ring.h"

namespace tidewaiter::scene {

namespace fs = std::filesystem;

namespace {

constexpr double kSixteenBits = 65535;

void writePicture(const fs::path& file, const cv::Mat& pixels) {
    if (cv::imwrite(file.string(), pixels, {cv::IMWRITE_PNG_COMPRESSION, 3})) return;
    throw std::runtime_error("cannot write the picture " + file.string() +
                             "; check that its folder exists and has room");
}

void writeText(const fs::path& file, const std::string& text) {
    std::ofstream out(file);
    out << text;
    out.close();
    if (!out) throw std::runtime_error("cannot write " + file.string());
}

std::string numbered(std::size_t i) {
    std::ostringstream name;
    name << "light-" << std::setw(2) << std::setfill('0') << i + 1 << ".png";
    return name.str();
}

std::string lightsToml(const Ring& ring) {
    std::ostringstream toml;
    toml << "# Rendered: lamps at a distance of " << ring.truth.light.lamps.front().distanceMm
         << " mm; a white sheet that faces one sends back " << ring.strength << ".\n"
         << "dark = \"dark.png\"\n";
    if (!ring.truth.packages.empty())
        toml << "mm_per_px = " << 1 / ring.truth.packages.front().pxPerMm << "\n";
    for (std::size_t i = 0; i < ring.frames.size(); ++i) {
        toml << "\n[[light]]\nimage = \"" << numbered(i)
             << "\"\nazimuth_deg = " << ring.frames[i].light.azimuthDeg
             << "\nelevation_deg = " << ring.frames[i].light.elevationDeg << "\n";
    }
    return toml.str();
}

}  // namespace

void writeRing(const Ring& ring, const fs::path& folder) {
    fs::create_directories(folder / "truth");
    for (std::size_t i = 0; i < ring.frames.size(); ++i) {
        writePicture(folder / numbered(i), ring.frames[i].pixels);
    }
    writePicture(folder / "dark.png", ring.dark);
    writeText(folder / "lights.toml", lightsToml(ring));
    writePicture(folder / "all.png", ring.all);
    cv::Mat normals;
    cv::cvtColor(ring.normals, normals, cv::COLOR_RGB2BGR);  // red holds x
    normals.convertTo(normals, CV_16U, kSixteenBits / 2, kSixteenBits / 2);
    writePicture(folder / "truth" / "normals.png", normals);
    cv::Mat albedo;
    ring.albedo.convertTo(albedo, CV_16U, kSixteenBits);
    writePicture(folder / "truth" / "albedo.png", albedo);
    writeText(folder / "truth" / "truth.json", nlohmann::json(ring.truth).dump(1) + "\n");
}

}  // namespace tidewaiter::scene
