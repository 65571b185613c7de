// Batch: inspects many items on several threads, one after the other as far as anybody can see, and takes up
// again what an earlier run began. Thread rule: one thread at a time; the functions in `Means` say where they
// are called.
//
// Each thread has an inspector of its own and at most one item in hand; of a finished item only its row and
// what is to be printed stay in memory. What is finished is on the disk before it is published: a run that is
// killed at any moment, or whose power fails, loses the items in hand and nothing else.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "firmware/batch/job.h"
#include "firmware/batch/turns.h"
#include "firmware/inspection/inspector.h"
#include "models/error.h"

namespace tidewaiter::batch {

struct Order {
    std::vector<Job> jobs;
    std::vector<LeftOut> leftOut;                 ///< items that the list shall name as not inspected
    std::optional<std::filesystem::path> report;  ///< folder for reports, list and overview
    bool ledger =
        false;           ///< keep the list in the order of the jobs, each item once, and resume; needs report
    bool fresh = false;  ///< inspect anew what is finished
    std::string knowledge;    ///< what results depend on beside the jobs: versions of program, data, settings
    std::size_t workers = 1;  ///< threads, at least one
};

/// Id and time of a new inspection.
struct Stamp {
    std::string id;    ///< a ULID
    std::string time;  ///< RFC 3339
};

/// What a batch needs from its surroundings.
struct Means {
    /// Called once on each thread that has something to inspect.
    std::function<Expected<inspection::Inspector>()> loadInspector;
    /// Called on any thread.
    std::function<Stamp()> stamp;
    inspection::Clock clock;
    /// Keeps what later inspections are held against. Called on any thread; a failure ends the batch.
    std::function<Expected<void>(const inspection::Inspection&)> keep{};
    /// What to print about an inspection, its report perhaps. Called on any thread.
    std::function<std::string(const inspection::Inspection&, const std::string& report)> describe;
    /// Takes each job's outcome, in the order of the jobs, on the caller's thread; false ends the batch.
    std::function<bool(std::size_t job, const Outcome&)> publish;
    /// How many jobs are finished. Called on the caller's thread, often.
    std::function<void(std::size_t finished)> progress;
};

/// Does it. Fails when the report folder cannot be used or the list cannot be written in the end; what went
/// wrong with single jobs is in their outcomes.
[[nodiscard]] Expected<void> run(const Order& order, const Means& means);

}  // namespace tidewaiter::batch
