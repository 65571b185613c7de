#include "firmware/station/station.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "firmware/evidence/report.h"
#include "firmware/records/clock_state.h"
#include "firmware/records/decision_words.h"
#include "firmware/station/blind.h"
#include "firmware/station/case_json.h"
#include "firmware/station/guide.h"
#include "firmware/station/photo_taking.h"
#include "firmware/station/sealed_case.h"
#include "firmware/tuf/file_reader.h"
#include "vision/image_loader.h"

namespace tidewaiter::station {

namespace {

constexpr std::chrono::milliseconds kPatienceWithCamera{1500};
constexpr std::size_t kMaxTyped = 200;  // bytes: no serial number is longer

Refusal notSearched(const Error& error) {
    return {Why::Failed, "evidence.unreadable", error.message};
}

}  // namespace

Expected<std::unique_ptr<Station>> Station::start(StationSetup setup) {
    auto store = records::RecordStore::open(setup.evidence, setup.key);
    if (!store) return tl::unexpected(store.error());
    auto index = records::RecordIndex::open(store->files());
    if (!index) return tl::unexpected(index.error());
    std::unique_ptr<Station> station(new Station(std::move(setup), std::move(*store), std::move(*index)));
    station->startDevices();
    if (auto ready = station->worker_->ready(); !ready) return tl::unexpected(ready.error());
    station->startIndexing();
    return station;
}

Station::Station(StationSetup setup, records::RecordStore store, records::RecordIndex index)
    : setup_(std::move(setup)),
      store_(std::move(store)),
      index_(std::move(index)),
      book_(setup_.limits),
      holds_({setup_.now, setup_.newId,
              [this](const std::string& event, const nlohmann::json& data) { events_.tell(event, data); }},
             store_, index_) {}

Station::~Station() {
    events_.close();
    indexing_ = {};
    worker_.reset();
    cameras_.clear();
}

void Station::startDevices() {
    WorkerMeans means{
        setup_.load,
        setup_.clock,
        setup_.now,
        setup_.remember,
        [this](const std::string& id, const inspection::DecisionPolicy& policy) { tellCase(id, policy); },
        setup_.problem};
    worker_ = std::make_unique<InspectionWorker>(std::move(means), book_, store_);
    for (const auto& camera : setup_.cameras)
        cameras_.push_back(std::make_unique<LiveCamera>(
            camera, setup_.openCamera,
            [this](const CameraStatus& status) { events_.tell("device", deviceJson(status)); }));
}

/// An index that was lost is made anew meanwhile; nothing but a search waits for it.
void Station::startIndexing() {
    indexing_ = std::jthread([this](const std::stop_token& stop) {
        if (auto updated = index_.update(stop); !updated) setup_.problem(updated.error().message);
    });
}

Outcome<Case> Station::open(const inspection::Declaration& declaration, const records::Signatory& by) {
    const auto disk = storage();
    if (disk.state == records::StorageState::Full) return refused(Why::Busy, "storage.full", disk.sentence);
    Case fresh;
    fresh.id = setup_.newId();
    fresh.opened = setup_.now();
    fresh.by = by;
    fresh.declaration = declaration;
    auto opened = book_.add(fresh);
    tellCase(opened.id);
    return opened;
}

Outcome<Case> Station::find(const std::string& id) {
    if (auto known = book_.find(id)) return *known;
    auto sealed = sealedCase(store_.files(), id);
    if (!sealed) return sealed;
    const auto decision = index_.decisionOn(id);
    if (!decision) return tl::unexpected(notSearched(decision.error()));
    if (*decision) return withDecision(std::move(*sealed), store_.files(), (*decision)->record);
    return book_.add(*sealed);  // it waits for its decision
}

/// An open case: anything else takes no photos, which is said before a photo is kept.
Outcome<Case> Station::openCase(const std::string& id) const {
    auto one = book_.find(id);
    if (!one)
        return refused(Why::Unknown, "inspection.unknown",
                       "there is no open inspection '" + id + "'; open a new one");
    if (one->state != CaseState::Open)
        return refused(Why::State, "inspection.not-open",
                       "this inspection is finished and takes no more photos; open a new one");
    return *one;
}

Outcome<Photo> Station::addPhoto(const std::string& id, Step step, std::string_view bytes,
                                 const std::vector<std::string>& repeats, const std::string& source) {
    const auto disk = storage();
    if (disk.state == records::StorageState::Full) return refused(Why::Busy, "storage.full", disk.sentence);
    auto photo = takePhoto(bytes, repeats, step, source, store_);
    if (!photo) return photo;
    auto added = book_.addPhoto(id, std::move(*photo));
    if (added) tellCase(id);
    return added;
}

Outcome<Photo> Station::upload(const std::string& id, Step step, std::string_view bytes) {
    if (const auto one = openCase(id); !one) return tl::unexpected(one.error());
    return addPhoto(id, step, bytes, {}, "phone");
}

Outcome<Photo> Station::capture(const std::string& id, Step step, const std::string& device) {
    if (const auto one = openCase(id); !one) return tl::unexpected(one.error());
    if (cameras_.empty())
        return refused(Why::Busy, "device.none",
                       "no camera is set up here; name one in the configuration or send a photo");
    const auto* chosen = device.empty() ? cameras_.front().get() : camera(device);
    if (chosen == nullptr)
        return refused(Why::Unknown, "device.unknown", "there is no camera called '" + device + "' here");
    const auto shot = takeShot(*chosen, setup_.picturesPerPhoto, kPatienceWithCamera);
    if (!shot) return tl::unexpected(shot.error());
    return addPhoto(id, step, shot->sharpest, shot->repeats, "camera " + chosen->status().setup.id);
}

Outcome<void> Station::removePhoto(const std::string& id, const std::string& photo) {
    auto outcome = book_.removePhoto(id, photo);
    if (outcome) tellCase(id);
    return outcome;
}

Outcome<void> Station::abandon(const std::string& id) {
    auto outcome = book_.abandon(id);
    if (outcome) events_.tell("inspection", {{"id", id}, {"state", "abandoned"}});
    return outcome;
}

Outcome<Case> Station::finish(const std::string& id) {
    auto finished = book_.finish(id);
    if (finished) tellCase(id);
    return finished;
}

Outcome<Case> Station::trigger(const records::Signatory& by) {
    auto one = book_.newestOpen();
    if (!one) {
        auto opened = open({}, by);
        if (!opened) return opened;
        one = std::move(*opened);
    }
    const auto next = guideFor(one->photos).next.value_or(Step::Other);
    if (auto photo = capture(one->id, next, ""); !photo) return tl::unexpected(photo.error());
    events_.tell("trigger", {{"inspection", one->id}});
    return find(one->id);
}

Outcome<ShownPicture> Station::picture(const std::string& id, const std::string& photo,
                                       std::optional<int> width) {
    const auto one = find(id);
    if (!one) return tl::unexpected(one.error());
    const auto found = std::find_if(one->photos.begin(), one->photos.end(),
                                    [&](const Photo& other) { return other.id == photo; });
    if (found == one->photos.end())
        return refused(Why::Unknown, "photo.unknown",
                       "this inspection has no photo '" + photo + "'; reload the page");
    auto shown = shownPicture(store_.files().image(found->image.sha256), width);
    if (!shown) return refused(Why::Failed, "evidence.unreadable", shown.error().message);
    return *shown;
}

Outcome<Case> Station::type(const std::string& id, std::size_t finding, const std::string& text) {
    auto one = find(id);
    if (!one) return one;
    const auto policy = worker_->decisions();
    const auto hidden = hiddenFindings(*one, policy);
    if (std::find(hidden.begin(), hidden.end(), finding) == hidden.end())
        return refused(Why::State, "confirmation.none",
                       "nothing is to be typed for this reason; reload the page");
    if (text.empty() || text.size() > kMaxTyped)
        return refused(Why::Value, "confirmation.empty", "type what you see in the place that is shown");
    const bool agreed = agrees(*one->result, finding, text);
    auto changed = book_.changeJudged(id, [&](Case& open) { open.typed.push_back({finding, text, agreed}); });
    if (changed) tellCase(id);
    return changed;
}

Outcome<Case> Station::decide(const std::string& id, const DecisionOrder& order,
                              const records::Signatory& by) {
    // One decision at a time, so that of two at once the second finds the case decided. The book is not
    // locked meanwhile: sealing waits for the disk.
    const std::lock_guard lock(deciding_);
    auto one = find(id);
    if (!one) return one;
    auto decision = checkedDecision(*one, order, by, worker_->decisions());
    if (!decision) return tl::unexpected(decision.error());
    const records::Record record{records::RecordKind::Decision,
                                 setup_.newId(),
                                 setup_.now(),
                                 store_.device(),
                                 records::clockState(),
                                 {},
                                 records::contentOf(*decision)};
    if (auto sealed = store_.seal(record); !sealed)
        return refused(Why::Failed, "evidence.not-sealed", sealed.error().message);
    auto decided = book_.changeJudged(id, [&](Case& open) {
        open.state = CaseState::Decided;
        open.decision = std::move(*decision);
        open.decided = record.time;
    });
    if (decided) tellCase(id);
    return decided;
}

Outcome<std::string> Station::report(const std::string& id) {
    const auto one = find(id);
    if (!one) return tl::unexpected(one.error());
    if (!one->result)
        return refused(Why::State, "inspection.state", "this inspection has no verdict yet; wait for it");
    if (!hiddenFindings(*one, worker_->decisions()).empty())
        return refused(Why::State, "decision.blind", "first type the number that stands in the place shown");
    auto inspection = *one->result;
    for (std::size_t i = 0; i < inspection.frames.size() && i < one->photos.size(); ++i) {
        const auto bytes = tuf::readFile(store_.files().image(one->photos[i].image.sha256));
        if (!bytes || !*bytes) continue;  // the report says that the picture is not there
        if (auto frame = vision::decodeImage(**bytes, one->photos[i].source))
            inspection.frames[i].pixels = frame->pixels;
    }
    std::vector<std::string> decided;
    if (one->decision) decided.push_back(records::wordsOf(*one->decision));
    return evidence::htmlReport(inspection, decided);
}

nlohmann::json Station::json(const Case& one) const {
    return caseJson(one, book_.before(one.id), worker_->decisions());
}

Outcome<std::vector<FoundInspection>> Station::search(const records::Search& search) {
    if (auto updated = index_.update(); !updated) return tl::unexpected(notSearched(updated.error()));
    auto rows = index_.search(search);
    if (!rows) return tl::unexpected(notSearched(rows.error()));
    std::vector<FoundInspection> found;
    for (auto& row : *rows) {
        const bool hidden = hidesSomething(row);
        found.push_back({std::move(row), hidden});
    }
    return found;
}

/// Reads the inspection only where its rules may ask for that. What cannot be read is not told.
bool Station::hidesSomething(const records::IndexRow& row) const {
    if (row.decision) return false;
    const auto policy = worker_->decisions();
    const bool mayAsk = std::any_of(row.rules.begin(), row.rules.end(), [&](const std::string& rule) {
        return std::find(policy.blindRules.begin(), policy.blindRules.end(), rule) != policy.blindRules.end();
    });
    if (!mayAsk) return false;
    if (const auto known = book_.find(row.id)) return !hiddenFindings(*known, policy).empty();
    const auto sealed = sealedCase(store_.files(), row.id);
    return !sealed || !hiddenFindings(*sealed, policy).empty();
}

std::vector<CameraStatus> Station::cameras() const {
    std::vector<CameraStatus> all;
    for (const auto& camera : cameras_) all.push_back(camera->status());
    return all;
}

const LiveCamera* Station::camera(const std::string& id) const {
    for (const auto& camera : cameras_) {
        if (camera->status().setup.id == id) return camera.get();
    }
    return nullptr;
}

records::Storage Station::storage() const {
    return records::storageOf(store_.files().folder());
}

void Station::tellCase(const std::string& id) {
    tellCase(id, worker_->decisions());
}

void Station::tellCase(const std::string& id, const inspection::DecisionPolicy& policy) {
    const auto one = book_.find(id);
    if (!one) return;
    nlohmann::json event = {{"id", id}, {"state", kCaseStates.nameOf(one->state)}};
    if (one->result && hiddenFindings(*one, policy).empty())
        event["verdict"] = inspection::kVerdicts.nameOf(one->result->verdict);
    if (const auto before = book_.before(id)) event["waiting"] = *before;
    events_.tell("inspection", event);
}

}  // namespace tidewaiter::station
