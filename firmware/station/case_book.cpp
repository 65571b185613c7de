#include "firmware/station/case_book.h"

#include <algorithm>

namespace tidewaiter::station {

namespace {

tl::unexpected<Refusal> noCase(const std::string& id) {
    return refused(Why::Unknown, "inspection.unknown",
                   "there is no inspection '" + id + "' here; look for it in the history");
}

bool isFinished(CaseState state) {
    return state == CaseState::Judged || state == CaseState::Decided || state == CaseState::Failed;
}

}  // namespace

Case CaseBook::add(const Case& fresh) {
    const std::lock_guard lock(mutex_);
    forgetOldest([](CaseState state) { return state == CaseState::Open; }, limits_.open - 1);
    forgetOldest(isFinished, limits_.finished);
    return cases_.try_emplace(fresh.id, fresh).first->second;
}

std::optional<Case> CaseBook::find(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const auto found = cases_.find(id);
    return found != cases_.end() ? std::optional(found->second) : std::nullopt;
}

std::optional<Case> CaseBook::newestOpen() const {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(cases_.rbegin(), cases_.rend(),
                                    [](const auto& entry) { return entry.second.state == CaseState::Open; });
    return found != cases_.rend() ? std::optional(found->second) : std::nullopt;
}

Outcome<Photo> CaseBook::addPhoto(const std::string& id, Photo photo) {
    const auto changedCase = changed(id, CaseState::Open, [&](Case& one) -> Outcome<void> {
        if (one.photos.size() >= limits_.photos)
            return refused(Why::Value, "photos.too-many",
                           "this inspection has " + std::to_string(limits_.photos) +
                               " photos, which is as many as one can have; finish it and open another");
        photo.id = "p" + std::to_string(++one.photosTaken);
        one.photos.push_back(photo);
        return {};
    });
    if (!changedCase) return tl::unexpected(changedCase.error());
    return photo;
}

Outcome<void> CaseBook::removePhoto(const std::string& id, const std::string& photo) {
    const auto outcome = changed(id, CaseState::Open, [&](Case& one) -> Outcome<void> {
        if (std::erase_if(one.photos, [&](const Photo& other) { return other.id == photo; }) > 0) return {};
        return refused(Why::Unknown, "photo.unknown",
                       "this inspection has no photo '" + photo + "'; reload the page");
    });
    return outcome ? Outcome<void>() : tl::unexpected(outcome.error());
}

Outcome<void> CaseBook::abandon(const std::string& id) {
    const std::lock_guard lock(mutex_);
    const auto found = cases_.find(id);
    if (found == cases_.end()) return noCase(id);
    if (found->second.state != CaseState::Open)
        return refused(Why::State, "inspection.not-open",
                       "this inspection is finished and stays; only an open one can be given up");
    cases_.erase(found);
    return {};
}

Outcome<Case> CaseBook::finish(const std::string& id) {
    auto outcome = changed(id, CaseState::Open, [&](Case& one) -> Outcome<void> {
        if (one.photos.empty())
            return refused(Why::State, "photos.none", "there is nothing to read yet; take a photo first");
        if (queue_.size() >= limits_.waiting)
            return refused(Why::Busy, "queue.full",
                           std::to_string(queue_.size()) +
                               " inspections wait to be read already; finish this one in a moment");
        one.state = CaseState::Waiting;
        queue_.push_back(id);
        return {};
    });
    waits_.notify_one();
    return outcome;
}

std::optional<Case> CaseBook::takeNext(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    if (!waits_.wait(lock, stop, [&] { return !queue_.empty(); })) return std::nullopt;
    auto& one = cases_.at(queue_.front());
    queue_.pop_front();
    one.state = CaseState::Reading;
    return one;
}

void CaseBook::judged(const std::string& id, std::shared_ptr<const inspection::Inspection> result) {
    static_cast<void>(changed(id, CaseState::Reading, [&](Case& one) -> Outcome<void> {
        one.state = CaseState::Judged;
        one.sealed = true;
        one.result = std::move(result);
        return {};
    }));
}

void CaseBook::failed(const std::string& id, const std::string& problem) {
    static_cast<void>(changed(id, CaseState::Reading, [&](Case& one) -> Outcome<void> {
        one.state = CaseState::Failed;
        one.problem = problem;
        return {};
    }));
}

Outcome<Case> CaseBook::changeJudged(const std::string& id, const std::function<void(Case&)>& change) {
    return changed(id, CaseState::Judged, [&](Case& one) -> Outcome<void> {
        change(one);
        return {};
    });
}

std::size_t CaseBook::waiting() const {
    const std::lock_guard lock(mutex_);
    return queue_.size();
}

std::optional<std::size_t> CaseBook::before(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const auto found = std::find(queue_.begin(), queue_.end(), id);
    if (found == queue_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - queue_.begin());
}

Outcome<Case> CaseBook::changed(const std::string& id, CaseState needed, const Change& change) {
    const std::lock_guard lock(mutex_);
    const auto found = cases_.find(id);
    if (found == cases_.end()) return noCase(id);
    if (found->second.state != needed)
        return refused(Why::State, "inspection.state",
                       "this inspection is " + std::string(kCaseStates.nameOf(found->second.state)) +
                           " and would have to be " + std::string(kCaseStates.nameOf(needed)) +
                           " for that; reload the page");
    if (auto outcome = change(found->second); !outcome) return tl::unexpected(outcome.error());
    return found->second;
}

/// Until at most `most` of such cases are left.
void CaseBook::forgetOldest(const std::function<bool(CaseState)>& which, std::size_t most) {
    auto count = static_cast<std::size_t>(std::count_if(
        cases_.begin(), cases_.end(), [&](const auto& entry) { return which(entry.second.state); }));
    for (auto entry = cases_.begin(); entry != cases_.end() && count > most;) {
        const bool goes = which(entry->second.state);
        entry = goes ? cases_.erase(entry) : std::next(entry);
        count -= goes ? 1 : 0;
    }
}

}  // namespace tidewaiter::station
