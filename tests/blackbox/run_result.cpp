#include "tests/blackbox/run_result.h"

#include <fstream>
#include <nlohmann/json.hpp>

namespace tidewaiter::blackbox {

namespace {

using nlohmann::json;

json asJson(const PhotoResult& photo) {
    auto readings = json::array();
    for (const auto& reading : photo.readings)
        readings.push_back({{"text", reading.text}, {"confidence", reading.confidence}});
    return {{"image", photo.path},
            {"lines", photo.lines},
            {"complete", photo.complete},
            {"readings", readings},
            {"ms", photo.milliseconds}};
}

PhotoResult photoOf(const json& value) {
    PhotoResult photo{value.at("image"), value.at("lines"), value.at("complete"), {}, value.at("ms")};
    for (const auto& reading : value.at("readings"))
        photo.readings.push_back({reading.at("text"), reading.at("confidence")});
    return photo;
}

}  // namespace

std::vector<ReadText> readTexts(const std::vector<ocr::Reading>& readings) {
    std::vector<ReadText> texts;
    for (const auto& reading : readings) {
        if (reading.kind == ocr::ReadingKind::Text) texts.push_back({reading.text, reading.confidence});
    }
    return texts;
}

std::string sourceOf(const std::string& path) {
    const auto first = path.find('/');
    if (first == std::string::npos) return ".";
    const auto second = path.find('/', first + 1);
    return path.substr(0, second == std::string::npos ? first : second);
}

void to_json(json& value, const RunResult& run) {
    auto photos = json::array();
    for (const auto& photo : run.photos) photos.push_back(asJson(photo));
    value = {{"reader", run.reader}, {"photos", photos}};
}

Expected<RunResult> readRun(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) return failure("cannot open " + file.string() + "; evaluate read --json FILE writes it");
    try {
        const auto value = json::parse(in);
        RunResult run{value.at("reader"), {}};
        for (const auto& photo : value.at("photos")) run.photos.push_back(photoOf(photo));
        return run;
    } catch (const json::exception& problem) {
        return failure(file.string() + " is no result of evaluate read --json: " + problem.what());
    }
}

}  // namespace tidewaiter::blackbox
