// Station: the appliance at work: its cameras, the cases people work on, the reading of what they finish, and
// the evidence that all of it becomes.
// Thread rule: safe to call from any thread. Nothing here waits for a picture to be read.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "firmware/records/record_index.h"
#include "firmware/records/storage.h"
#include "firmware/station/case_book.h"
#include "firmware/station/decision_check.h"
#include "firmware/station/event_hub.h"
#include "firmware/station/hold_desk.h"
#include "firmware/station/inspection_worker.h"
#include "firmware/station/live_camera.h"
#include "firmware/station/shown_picture.h"

namespace tidewaiter::station {

struct StationSetup {
    std::filesystem::path evidence;  ///< folder of sealed records; made where it is missing
    records::KeyPlace key;           ///< that signs them, where a new one is made
    std::vector<CameraSetup> cameras;
    LiveCamera::Opener openCamera;
    int picturesPerPhoto = 3;  ///< that a camera takes; all that are sharp are kept and read together
    std::function<Expected<Knowledge>()> load;  ///< networks, lists, policy
    inspection::Clock clock;
    std::function<std::string()> now;    ///< RFC 3339
    std::function<std::string()> newId;  ///< ULID
    std::function<Expected<void>(const inspection::Inspection&)> remember;
    std::function<void(const std::string& sentence)> problem;  ///< for the operator's log
    CaseLimits limits{};
};

/// One that is sealed.
struct FoundInspection {
    records::IndexRow row;
    /// Somebody is still to type what they see, so its verdict and its reasons are not to be told.
    bool hidden = false;
};

class Station {
  public:
    /// Opens the evidence, starts cameras and loads networks. Fails with why it cannot work; a camera that is
    /// not there is no reason.
    [[nodiscard]] static Expected<std::unique_ptr<Station>> start(StationSetup setup);
    ~Station();
    Station(const Station&) = delete;
    Station& operator=(const Station&) = delete;

    /// Refused while the disk is full.
    [[nodiscard]] Outcome<Case> open(const inspection::Declaration& declaration,
                                     const records::Signatory& by);
    /// A case that is worked on, else one that is sealed.
    [[nodiscard]] Outcome<Case> find(const std::string& id);
    /// A photo from somewhere else: a phone's browser.
    [[nodiscard]] Outcome<Photo> upload(const std::string& id, Step step, std::string_view bytes);
    /// A photo from the camera called `device`, from the first one where it is empty.
    [[nodiscard]] Outcome<Photo> capture(const std::string& id, Step step, const std::string& device);
    [[nodiscard]] Outcome<void> removePhoto(const std::string& id, const std::string& photo);
    [[nodiscard]] Outcome<void> abandon(const std::string& id);
    [[nodiscard]] Outcome<Case> finish(const std::string& id);
    /// What a button means that belongs to no screen: a photo for the newest open case, or for a new one.
    [[nodiscard]] Outcome<Case> trigger(const records::Signatory& by);
    [[nodiscard]] Outcome<ShownPicture> picture(const std::string& id, const std::string& photo,
                                                std::optional<int> width);
    /// What the officer sees in the place of a hidden number.
    [[nodiscard]] Outcome<Case> type(const std::string& id, std::size_t finding, const std::string& text);
    /// Seals the decision.
    [[nodiscard]] Outcome<Case> decide(const std::string& id, const DecisionOrder& order,
                                       const records::Signatory& by);
    /// The report for printing. Refused while numbers are hidden.
    [[nodiscard]] Outcome<std::string> report(const std::string& id);

    [[nodiscard]] nlohmann::json json(const Case& one) const;
    [[nodiscard]] Outcome<std::vector<FoundInspection>> search(const records::Search& search);
    [[nodiscard]] std::vector<CameraStatus> cameras() const;
    /// Null where there is none of that name.
    [[nodiscard]] const LiveCamera* camera(const std::string& id) const;
    [[nodiscard]] records::Storage storage() const;

    [[nodiscard]] EventHub& events() { return events_; }
    [[nodiscard]] HoldDesk& holds() { return holds_; }
    [[nodiscard]] const CaseBook& book() const { return book_; }
    [[nodiscard]] InspectionWorker& worker() { return *worker_; }
    [[nodiscard]] const records::RecordStore& records() const { return store_; }

  private:
    Station(StationSetup setup, records::RecordStore store, records::RecordIndex index);
    void startDevices();
    void startIndexing();
    void tellCase(const std::string& id);
    /// From the worker's thread, which runs on while the worker is being ended.
    void tellCase(const std::string& id, const inspection::DecisionPolicy& policy);
    [[nodiscard]] bool hidesSomething(const records::IndexRow& row) const;
    [[nodiscard]] Outcome<Case> openCase(const std::string& id) const;
    [[nodiscard]] Outcome<Photo> addPhoto(const std::string& id, Step step, std::string_view bytes,
                                          const std::vector<std::string>& repeats, const std::string& source);

    StationSetup setup_;
    records::RecordStore store_;
    records::RecordIndex index_;
    EventHub events_;
    CaseBook book_;
    HoldDesk holds_;
    std::mutex deciding_;
    std::vector<std::unique_ptr<LiveCamera>> cameras_;
    std::unique_ptr<InspectionWorker> worker_;
    std::jthread indexing_;
};

}  // namespace tidewaiter::station
