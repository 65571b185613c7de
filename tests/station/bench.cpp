#include "tests/station/bench.h"

#include <chrono>
#include <cstdlib>
#include <mutex>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <stdexcept>
#include <thread>

#include "firmware/text/ulid.h"
#include "tests/inspection/case_builder.h"
#include "vision/image_loader.h"

namespace tidewaiter::station::tests {

using namespace std::chrono_literals;

namespace {

std::uint64_t nowMs() {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(
                                          std::chrono::system_clock::now().time_since_epoch())
                                          .count());
}

class PluggedCamera : public devices::Camera {
  public:
    explicit PluggedCamera(std::shared_ptr<Plug> plug) : plug_(std::move(plug)) {}

    Expected<std::string> next(const std::stop_token&) override {
        std::this_thread::sleep_for(5ms);
        if (!plug_->in) return failure("the camera was pulled out; plug it in again");
        return pictureBytes(turn_++ % 3);
    }

  private:
    std::shared_ptr<Plug> plug_;
    int turn_ = 0;
};

}  // namespace

struct Bench::Shown {
    std::mutex mutex;
    std::string line;
    std::string told;
};

std::string pictureBytes(int number) {
    cv::Mat picture(240, 320, CV_8UC3, cv::Scalar(200, 200, 200));
    for (int x = 10; x < 300; x += 12 + number % 40) cv::line(picture, {x, 10}, {x, 230}, {20, 20, 20}, 3);
    cv::putText(picture, std::to_string(number), {40, 120}, cv::FONT_HERSHEY_DUPLEX, 2, {0, 0, 0}, 3);
    std::vector<unsigned char> bytes;
    cv::imencode(".jpg", picture, bytes);
    return {bytes.begin(), bytes.end()};
}

Bench::Bench() : shown_(std::make_shared<Shown>()) {
    vision::initImageLoader();
    auto name = (std::filesystem::temp_directory_path() / "tidewaiter-station-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the test");
    folder_ = name;
}

Bench::~Bench() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

Station& Bench::start(int picturesPerPhoto) {
    StationSetup setup;
    setup.evidence = evidence();
    setup.cameras = {{"bench", "test:"}};
    setup.picturesPerPhoto = picturesPerPhoto;
    setup.openCamera = [plug = plug_](const std::string&) -> Expected<std::unique_ptr<devices::Camera>> {
        if (!plug->in) return failure("there is no camera; plug it in");
        return std::make_unique<PluggedCamera>(plug);
    };
    setup.load = [shown = shown_]() -> Expected<Knowledge> {
        inspection::Readers eyes;
        eyes.findBoards = [](const auto&) { return std::vector<vision::Region>{}; };
        eyes.findPackages = [](const auto&, const auto&) { return std::vector<vision::Region>{}; };
        eyes.findLabels = [](const auto&, const auto&) { return std::vector<vision::Region>{}; };
        eyes.judgeSurfaces = [](const auto&, const auto&, std::vector<vision::Region> regions) {
            return regions;
        };
        eyes.readBarcodes = [](const auto&) { return ocr::BarcodeResult{}; };
        eyes.readText = [shown](const auto&, const auto&) -> Expected<ocr::TextResult> {
            const std::lock_guard lock(shown->mutex);
            if (shown->line == "(fails)") return failure("the network cannot be run; restart the device");
            ocr::TextResult result;
            vision::Region region;
            region.quad = vision::quadOf({10, 10, 200, 30});
            region.score = 0.9;
            ocr::Reading reading;
            reading.region = "0";
            reading.text = shown->line;
            reading.confidence = 0.98;
            reading.reader = "test";
            reading.quad = region.quad;
            if (!shown->line.empty()) {
                result.regions.push_back(region);
                result.readings.push_back(reading);
            }
            return result;
        };
        return Knowledge{inspection::Inspector(eyes, inspection::tests::stagedRulebook(), {"test", {}}), {}};
    };
    setup.clock = [] { return 0.0; };
    setup.now = [] { return text::rfc3339(nowMs()); };
    setup.newId = [] { return text::newUlid(nowMs()); };
    setup.remember = [](const auto&) { return Expected<void>(); };
    setup.problem = [shown = shown_](const std::string& sentence) {
        const std::lock_guard lock(shown->mutex);
        shown->told += sentence + "\n";
    };
    auto station = Station::start(std::move(setup));
    if (!station) throw std::runtime_error(station.error().message);
    station_ = std::move(*station);
    return *station_;
}

void Bench::show(const std::string& line) {
    const std::lock_guard lock(shown_->mutex);
    shown_->line = line;
}

std::string Bench::told() const {
    const std::lock_guard lock(shown_->mutex);
    return shown_->told;
}

std::string Bench::judged(const inspection::Declaration& declaration) {
    const auto opened = station_->open(declaration, {"1", "Olu", "officer"});
    if (!opened) throw std::runtime_error(opened.error().sentence);
    if (const auto photo = station_->upload(opened->id, Step::Label, pictureBytes(++photos_)); !photo)
        throw std::runtime_error(photo.error().sentence);
    if (const auto finished = station_->finish(opened->id); !finished)
        throw std::runtime_error(finished.error().sentence);
    static_cast<void>(settled(opened->id));
    return opened->id;
}

Case Bench::settled(const std::string& id) {
    for (int i = 0; i < 2000; ++i) {
        const auto one = station_->find(id);
        if (!one) throw std::runtime_error(one.error().sentence);
        if (one->state == CaseState::Judged || one->state == CaseState::Failed) return *one;
        std::this_thread::sleep_for(5ms);
    }
    throw std::runtime_error("the inspection was never judged");
}

}  // namespace tidewaiter::station::tests
