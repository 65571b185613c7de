// Bench: a station at work in a folder of its own, with a camera that obeys the test and readers that see
// what the test says. Thread rule: one test at a time.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

#include "firmware/station/station.h"

namespace tidewaiter::station::tests {

/// A camera that can be pulled out and plugged in again.
struct Plug {
    std::atomic<bool> in = true;
};

/// A picture that can be decoded: grey with a pattern of its own by `number`.
[[nodiscard]] std::string pictureBytes(int number);

class Bench {
  public:
    Bench();
    ~Bench();
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    /// Starts the station, again where it was stopped.
    Station& start(int picturesPerPhoto = 3);
    void stop() { station_.reset(); }

    [[nodiscard]] Station& station() { return *station_; }
    [[nodiscard]] Plug& plug() { return *plug_; }
    [[nodiscard]] std::filesystem::path evidence() const { return folder_ / "evidence"; }
    /// What the stand-in reader reads on every photo from now on.
    void show(const std::string& line);
    /// Sentences for the operator.
    [[nodiscard]] std::string told() const;

    /// An inspection with one uploaded photo, judged. Its id.
    std::string judged(const inspection::Declaration& declaration = {});
    /// Waits until the case is judged or failed.
    [[nodiscard]] Case settled(const std::string& id);

  private:
    struct Shown;

    std::filesystem::path folder_;
    std::shared_ptr<Plug> plug_ = std::make_shared<Plug>();
    std::shared_ptr<Shown> shown_;
    std::unique_ptr<Station> station_;
    int photos_ = 0;
};

}  // namespace tidewaiter::station::tests
