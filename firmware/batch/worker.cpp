#include "firmware/batch/worker.h"

#include "firmware/evidence/report.h"
#include "vision/surface/light_folder.h"

namespace tidewaiter::batch {

namespace {

Outcome failed(std::string problem, bool stop = false) {
    Outcome outcome;
    outcome.problems.push_back(std::move(problem));
    outcome.stop = stop;
    return outcome;
}

}  // namespace

Outcome Worker::work(const Job& job, const std::string& fingerprint) {
    const double start = means_.clock();
    std::vector<vision::Frame> frames;
    vision::LitLoader loader;
    Outcome outcome;
    for (const auto& image : job.images) {
        auto frame = loader.load(image);
        if (frame) {
            frames.push_back(std::move(*frame));
        } else {
            outcome.problems.push_back(frame.error().message);
        }
    }
    if (!outcome.problems.empty()) return outcome;
    return inspect(job, fingerprint, std::move(frames), means_.clock() - start);
}

Outcome Worker::inspect(const Job& job, const std::string& fingerprint, std::vector<vision::Frame> frames,
                        double decodeMs) {
    if (!inspector_) {
        auto loaded = means_.loadInspector();
        if (!loaded) return failed(loaded.error().message, true);
        inspector_ = std::move(*loaded);
    }
    auto [id, time] = means_.stamp();
    const auto inspection = inspector_->inspect(
        {std::move(id), std::move(time), job.declaration, std::move(frames), decodeMs}, means_.clock);
    if (!inspection) return failed(inspection.error().message);
    if (means_.keep) {
        if (auto kept = means_.keep(*inspection); !kept) return failed(kept.error().message, true);
    }
    Outcome outcome;
    if (order_.report) {
        auto written = evidence::writeReport(*inspection, *order_.report, fingerprint);
        if (!written) return failed(written.error().message, true);
        outcome.report = written->string();
    }
    outcome.verdict = inspection->verdict;
    outcome.text = means_.describe(*inspection, outcome.report);
    return outcome;
}

}  // namespace tidewaiter::batch
