#include "firmware/command/inspect_command.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>

#include "firmware/command/jobs.h"
#include "firmware/command/summary.h"
#include "firmware/command/terminal.h"
#include "firmware/command/ulid.h"
#include "firmware/evidence/report.h"
#include "firmware/inspection/inspector.h"
#include "models/store.h"
#include "vision/image_loader.h"
#include "vision/surface/light_folder.h"

namespace tidewaiter::command {

using inspection::Inspection;
using inspection::Inspector;
using inspection::Verdict;

namespace {

double stopwatchMs() {
    using namespace std::chrono;
    return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

std::uint64_t wallClockMs() {
    using namespace std::chrono;
    return static_cast<std::uint64_t>(
        duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
}

/// One run of the command: the jobs one after the other, the inspector loaded when the first needs it.
class Run {
  public:
    Run(const InspectArguments& arguments, Plan plan, std::string version)
        : arguments_(arguments), plan_(std::move(plan)), version_(std::move(version)) {
        for (const auto& job : plan_.jobs) imageCount_ += job.images.size();
        failed_ = !plan_.problems.empty();
    }

    int exitCode() {
        for (const auto& job : plan_.jobs) {
            inspect(job);
            if (stop_) break;
        }
        if (worst_ == Verdict::Hold) return kExitHold;
        if (failed_) return kExitFailed;
        return worst_ == Verdict::Inspect ? kExitInspect : kExitClear;
    }

  private:
    void inspect(const Job& job) {
        const double start = stopwatchMs();
        auto frames = load(job);
        const double decodeMs = stopwatchMs() - start;
        if (!frames || !loadInspector()) return;
        showReading(job);
        const auto now = wallClockMs();
        const auto inspection = inspector_->inspect(
            {newUlid(now), rfc3339(now), job.declaration, std::move(*frames), decodeMs}, stopwatchMs);
        progress_.clear();
        if (!inspection) return fail(inspection.error());
        publish(*inspection);
    }

    /// All frames of the job; every image that cannot be opened is named.
    std::optional<std::vector<vision::Frame>> load(const Job& job) {
        std::vector<vision::Frame> frames;
        vision::LitLoader loader;
        for (const auto& image : job.images) {
            ++imagesSeen_;
            progress_.show(counter(imagesSeen_) + "opening photo " + image.filename().string());
            auto frame = loader.load(image);
            if (frame) {
                frames.push_back(std::move(*frame));
            } else {
                fail(frame.error());
            }
        }
        if (frames.size() != job.images.size()) return std::nullopt;
        return frames;
    }

    /// Without an inspector no job can be done: the run stops.
    bool loadInspector() {
        if (inspector_) return true;
        progress_.show("loading the networks and lists");
        const auto installation = findInstallation(arguments_.data, version_);
        const auto store = models::Store::open(installation.data);
        auto inspector = store ? Inspector::load(*store, {.text = {.provider = arguments_.provider},
                                                          .barcode = {.helper = installation.barcodeHelper},
                                                          .program = version_,
                                                          .policy = arguments_.policy})
                               : tl::unexpected(store.error());
        if (inspector) {
            inspector_ = std::move(*inspector);
        } else {
            fail(inspector.error());
            stop_ = true;
        }
        return inspector_.has_value();
    }

    /// Report first, so that nothing is printed about an inspection whose report is missing.
    void publish(const Inspection& inspection) {
        std::optional<std::filesystem::path> report;
        if (arguments_.report) {
            auto written = evidence::writeReport(inspection, *arguments_.report);
            if (!written) return fail(written.error());
            report = std::move(*written);
        }
        const auto outcome = writeResult(arguments_.json ? jsonLine(inspection) : textOf(inspection, report));
        if (!outcome) fail(outcome.error());
        if (!outcome || outcome->readerGone) {
            failed_ = true;
            stop_ = true;
            return;
        }
        worst_ = std::max(worst_, inspection.verdict);
        ++published_;
    }

    /// File names are bytes: what is not UTF-8 in them is replaced.
    static std::string jsonLine(const Inspection& inspection) {
        return nlohmann::json(inspection).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) +
               "\n";
    }

    [[nodiscard]] std::string textOf(const Inspection& inspection,
                                     const std::optional<std::filesystem::path>& report) const {
        return (published_ > 0 ? "\n" : "") + summaryOf(inspection, report);
    }

    void showReading(const Job& job) {
        const auto what = job.images.size() == 1 ? "photo " + job.images.front().filename().string()
                                                 : std::to_string(job.images.size()) + " photos";
        progress_.show(counter(imagesSeen_) + "reading " + what);
    }

    /// "[2/5] "
    [[nodiscard]] std::string counter(std::size_t number) const {
        return "[" + std::to_string(number) + "/" + std::to_string(imageCount_) + "] ";
    }

    void fail(const Error& error) {
        progress_.clear();
        sayProblem(error.message);
        failed_ = true;
    }

    const InspectArguments& arguments_;
    Plan plan_;
    std::string version_;
    Progress progress_;
    std::optional<Inspector> inspector_;
    std::size_t imageCount_ = 0;
    std::size_t imagesSeen_ = 0;
    std::size_t published_ = 0;
    Verdict worst_ = Verdict::Clear;
    bool failed_ = false;
    bool stop_ = false;
};

}  // namespace

int runInspect(const InspectArguments& arguments, const std::string& version) {
    auto plan = planJobs(arguments);
    if (!plan) {
        sayProblem(plan.error().message);
        return kExitFailed;
    }
    for (const auto& problem : plan->problems) sayProblem(problem);
    if (!plan->note.empty()) sayProblem(plan->note);
    return Run(arguments, std::move(*plan), version).exitCode();
}

}  // namespace tidewaiter::command
