#include "firmware/station/inspection_worker.h"

#include "firmware/records/clock_state.h"
#include "firmware/records/seal_inspection.h"
#include "firmware/station/low_priority.h"
#include "firmware/tuf/file_reader.h"
#include "vision/image_loader.h"

namespace tidewaiter::station {

InspectionWorker::InspectionWorker(WorkerMeans means, CaseBook& book, const records::RecordStore& store)
    : means_(std::move(means)), book_(book), store_(store) {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

InspectionWorker::~InspectionWorker() = default;

void InspectionWorker::reload() {
    const std::lock_guard lock(mutex_);
    stale_ = true;
}

inspection::DecisionPolicy InspectionWorker::decisions() const {
    const std::lock_guard lock(mutex_);
    return decisions_;
}

std::string InspectionWorker::providerSentence() const {
    const std::lock_guard lock(mutex_);
    return provider_;
}

void InspectionWorker::run(const std::stop_token& stop) {
    lowerPriority();  // also of the networks' threads, which it starts
    auto loaded = load();
    const bool usable = loaded.has_value();
    promise_.set_value(std::move(loaded));
    while (usable) {
        const auto one = book_.takeNext(stop);
        if (!one) return;
        means_.changed(one->id, decisions());
        inspect(*one);
        means_.changed(one->id, decisions());
    }
}

Expected<void> InspectionWorker::load() {
    auto knowledge = means_.load();
    if (!knowledge) return tl::unexpected(knowledge.error());
    inspector_ = std::make_unique<inspection::Inspector>(std::move(knowledge->inspector));
    const std::lock_guard lock(mutex_);
    decisions_ = std::move(knowledge->decisions);
    provider_ = inspector_->providerSentence();
    return {};
}

void InspectionWorker::inspect(const Case& one) {
    bool stale = false;
    {
        const std::lock_guard lock(mutex_);
        std::swap(stale, stale_);
    }
    if (stale) {
        // What cannot be loaded leaves the old knowledge in use: an inspection with old lists says so itself.
        if (auto loaded = load(); !loaded) means_.problem(loaded.error().message);
    }
    auto inspection = inspectionOf(one);
    if (!inspection) return book_.failed(one.id, inspection.error().message);
    if (auto sealed =
            records::sealKeptInspection(*inspection, one.by, {means_.now(), records::clockState()}, store_);
        !sealed)
        return book_.failed(one.id, sealed.error().message);
    if (auto remembered = means_.sealed(*inspection); !remembered) means_.problem(remembered.error().message);
    for (auto& frame : inspection->frames) {
        frame.pixels.release();
        for (auto& repeat : frame.repeats) repeat.pixels.release();
    }
    book_.judged(one.id, std::make_shared<const inspection::Inspection>(std::move(*inspection)));
}

Expected<inspection::Inspection> InspectionWorker::inspectionOf(const Case& one) const {
    const double start = means_.clock();
    auto frames = framesOf(one);
    if (!frames) return tl::unexpected(frames.error());
    return inspector_->inspect(
        {one.id, means_.now(), one.declaration, std::move(*frames), means_.clock() - start}, means_.clock);
}

/// Decoded anew from what was kept: an open case holds no pixels, however many photos it has.
Expected<std::vector<vision::Frame>> InspectionWorker::framesOf(const Case& one) const {
    std::vector<vision::Frame> frames;
    for (const auto& photo : one.photos) {
        auto frame = decoded(photo, photo.image);
        if (!frame) return tl::unexpected(frame.error());
        for (const auto& image : photo.repeats) {
            auto repeat = decoded(photo, image);
            if (!repeat) return tl::unexpected(repeat.error());
            frame->repeats.push_back({repeat->sha256, repeat->pixels});
        }
        frames.push_back(std::move(*frame));
    }
    return frames;
}

Expected<vision::Frame> InspectionWorker::decoded(const Photo& photo, const records::Image& image) const {
    const auto bytes = tuf::readFile(store_.files().image(image.sha256));
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes)
        return failure("the photo " + photo.id +
                       " is not in the evidence any more; open a new inspection and take it again");
    return vision::decodeImage(**bytes, photo.source);
}

}  // namespace tidewaiter::station
