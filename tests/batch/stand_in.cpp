#include "tests/batch/stand_in.h"

#include <unistd.h>

#include <atomic>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <stdexcept>

#include "firmware/evidence/inspection_list.h"
#include "tests/inspection/case_builder.h"

namespace tidewaiter::batch::tests {

namespace fs = std::filesystem;

namespace {

ocr::TextResult readingOf(const vision::Frame& frame) {
    const bool bright = cv::mean(frame.pixels)[0] > 128;
    ocr::TextResult result;
    float top = 5;
    for (const auto& text : bright
                                ? std::vector<std::string>{"GREEN TEA"}
                                : std::vector<std::string>{"NVIDIA H100 80GB PCIe", "900-21010-0000-000"}) {
        vision::Region region;
        region.kind = vision::RegionKind::Text;
        region.quad = vision::quadOf({5, top, 50, 8});
        region.score = 0.9;
        ocr::Reading reading;
        reading.region = std::to_string(result.regions.size());
        reading.kind = ocr::ReadingKind::Text;
        reading.text = text;
        reading.confidence = 0.98;
        reading.reader = "stand-in";
        reading.quad = region.quad;
        result.regions.push_back(region);
        result.readings.push_back(reading);
        top += 12;
    }
    return result;
}

void draw(const fs::path& file, int gray) {
    const cv::Mat picture(48, 64, CV_8UC3, cv::Scalar::all(gray));
    if (!cv::imwrite(file.string(), picture)) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace

Expected<inspection::Inspector> standIn() {
    inspection::Readers eyes{
        .findBoards = [](const vision::Frame&) { return std::vector<vision::Region>(); },
        .findPackages = [](const vision::Frame&,
                           const std::vector<vision::Region>&) { return std::vector<vision::Region>(); },
        .findLabels = [](const vision::Frame&,
                         const std::vector<vision::Region>&) { return std::vector<vision::Region>(); },
        .judgeSurfaces = [](const std::vector<vision::Frame>&, const std::vector<vision::LitSet>&,
                            std::vector<vision::Region> regions) { return regions; },
        .readBarcodes = [](const vision::Frame&) { return ocr::BarcodeResult(); },
        .readText =
            [](const vision::Frame& frame, const std::vector<vision::Region>&) {
                return Expected<ocr::TextResult>(readingOf(frame));
            }};
    return inspection::Inspector(std::move(eyes), inspection::tests::stagedRulebook(), {"test", {}});
}

void drawTea(const fs::path& file) {
    draw(file, 220);
}

void drawAccelerator(const fs::path& file) {
    draw(file, 30);
}

Folder::Folder() {
    std::string pattern = (fs::temp_directory_path() / "tidewaiter-batch-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no folder");
    path_ = pattern;
}

Folder::~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::vector<Job> makeJobs(const fs::path& folder, std::size_t count) {
    fs::create_directories(folder);
    std::vector<Job> jobs;
    for (std::size_t i = 0; i < count; ++i) {
        const auto file = folder / (std::to_string(i) + ".png");
        if (i % 10 == 7) {
            drawAccelerator(file);
        } else {
            drawTea(file);
        }
        jobs.push_back({{"green tea", "0902", "item " + std::to_string(i)}, {file}});
    }
    return jobs;
}

Stamp nextStamp() {
    static std::atomic<int> count{0};
    return {"T" + std::to_string(::getpid()) + "-" + std::to_string(++count), "2026-03-01T10:11:12Z"};
}

std::vector<evidence::ListRow> rowsIn(const fs::path& folder) {
    auto list = evidence::InspectionList::open(folder);
    if (!list) throw std::runtime_error(list.error().message);
    auto rows = list->rows();
    list->keep();
    if (!rows) throw std::runtime_error(rows.error().message);
    return *rows;
}

}  // namespace tidewaiter::batch::tests
