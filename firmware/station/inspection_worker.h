// InspectionWorker: reads the cases that wait, one after the other, and seals what it found.
// Thread rule: safe to call from any thread; it has a thread of its own with a lower priority than those that
// serve people, so that pages answer while pictures are read.
#pragma once

#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "firmware/inspection/inspector.h"
#include "firmware/inspection/policy.h"
#include "firmware/records/record_store.h"
#include "firmware/station/case_book.h"

namespace tidewaiter::station {

/// What inspections are made with.
struct Knowledge {
    inspection::Inspector inspector;
    inspection::DecisionPolicy decisions;
};

struct WorkerMeans {
    std::function<Expected<Knowledge>()> load;  ///< called on the worker's thread
    inspection::Clock clock;
    std::function<std::string()> now;  ///< RFC 3339
    /// After an inspection was sealed: what it read is remembered. Its failure is told to `problem`.
    std::function<Expected<void>(const inspection::Inspection&)> sealed;
    /// The case's state; what is in force then comes along, since who is told may be ending already.
    std::function<void(const std::string& id, const inspection::DecisionPolicy& policy)> changed;
    std::function<void(const std::string& sentence)> problem;  ///< what the operator has to know
};

class InspectionWorker {
  public:
    InspectionWorker(WorkerMeans means, CaseBook& book, const records::RecordStore& store);
    ~InspectionWorker();
    InspectionWorker(const InspectionWorker&) = delete;
    InspectionWorker& operator=(const InspectionWorker&) = delete;

    /// Waits until networks and lists are loaded. Fails with why they cannot be.
    [[nodiscard]] Expected<void> ready() const { return loaded_.get(); }
    /// Lists or policy have changed: the next inspection is made with the new ones.
    void reload();
    [[nodiscard]] inspection::DecisionPolicy decisions() const;
    /// Which provider runs the networks and why.
    [[nodiscard]] std::string providerSentence() const;

  private:
    void run(const std::stop_token& stop);
    [[nodiscard]] Expected<void> load();
    void inspect(const Case& one);
    [[nodiscard]] Expected<inspection::Inspection> inspectionOf(const Case& one) const;
    [[nodiscard]] Expected<std::vector<vision::Frame>> framesOf(const Case& one) const;
    [[nodiscard]] Expected<vision::Frame> decoded(const Photo& photo, const records::Image& image) const;

    const WorkerMeans means_;
    CaseBook& book_;
    const records::RecordStore& store_;
    mutable std::mutex mutex_;  // guards what follows, but for the inspector, which is the thread's own
    inspection::DecisionPolicy decisions_;
    std::string provider_;
    bool stale_ = false;
    std::unique_ptr<inspection::Inspector> inspector_;
    std::promise<Expected<void>> promise_;
    std::shared_future<Expected<void>> loaded_ = promise_.get_future().share();
    std::jthread thread_;  // last: it uses all of the above
};

}  // namespace tidewaiter::station
