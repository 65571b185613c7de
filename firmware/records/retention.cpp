#include "firmware/records/retention.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <set>

#include "firmware/records/decision.h"
#include "firmware/records/device_key.h"
#include "firmware/records/legal_hold.h"
#include "firmware/records/logged_record.h"
#include "firmware/records/retention_ledger.h"
#include "firmware/text/ulid.h"
#include "firmware/text/visible_text.h"
#include "firmware/tuf/digest.h"

namespace tidewaiter::records {

namespace fs = std::filesystem;
using inspection::Verdict;

namespace {

Expected<tlog::LogReader> logOf(const EvidenceFiles& files) {
    return verifierKey(files).and_then(
        [&](const tlog::VerifierKey& key) { return tlog::LogReader::open(files.log(), key); });
}

/// An inspection that is among the evidence.
struct Kept {
    std::string id;
    std::string time;
    std::set<Verdict> verdicts;
    std::vector<Image> images;
};

std::set<Verdict> verdictIn(const Record& record) {
    const auto verdict = inspection::kVerdicts.parse(record.content.value("verdict", std::string()));
    return verdict ? std::set{*verdict} : std::set<Verdict>();
}

/// All that is sealed and not removed.
struct Sealed {
    std::map<std::string, Kept> inspections;  ///< by id
    std::set<std::string> otherImages;        ///< SHA-256 of what records of other kinds name
};

Expected<Sealed> sealedIn(const tlog::LogReader& log, const RetentionLedger& ledger,
                          const EvidenceFiles& files, const std::stop_token& stop) {
    Sealed sealed;
    for (std::uint64_t i = 0; i < log.checkpoint().size; ++i) {
        if (stop.stop_requested())
            return failure("the removal ends with the program; the next run repeats it");
        const auto entry = entryAt(log, i);
        if (!entry) return tl::unexpected(entry.error());
        if (ledger.removalOf(entry->id) != nullptr) continue;
        const auto record = loggedRecord(*entry, files);
        if (!record) return tl::unexpected(record.error());
        if (record->kind == RecordKind::Inspection) {
            sealed.inspections[record->id] = {record->id, record->time, verdictIn(*record), record->images};
            continue;
        }
        for (const auto& image : record->images) sealed.otherImages.insert(image.sha256);
        if (record->kind != RecordKind::Decision) continue;
        const auto decision = decisionIn(*record);
        if (!decision) return tl::unexpected(decision.error());
        const auto about = sealed.inspections.find(decision->inspection);
        if (about != sealed.inspections.end()) about->second.verdicts.insert(decision->verdict);
    }
    return sealed;
}

struct Term {
    Verdict verdict = Verdict::Inspect;
    int days = 0;
};

/// The longest that one of the verdicts asks for; nothing: for ever.
std::optional<Term> termOf(const Kept& one, const inspection::EvidencePolicy& policy) {
    std::optional<Term> longest;
    for (const auto verdict : one.verdicts) {
        const auto found = policy.keepDays.find(verdict);
        if (found == policy.keepDays.end() || found->second == 0) return std::nullopt;
        if (!longest || found->second > longest->days) longest = Term{verdict, found->second};
    }
    return longest;
}

constexpr std::uint64_t kDayMs = 24ULL * 60 * 60 * 1000;

bool isOver(const Kept& one, int days, std::uint64_t now) {
    const auto term = static_cast<std::uint64_t>(days) * kDayMs;
    return now > term && one.time < text::rfc3339(now - term);
}

std::uint64_t bytesAt(const fs::path& file) {
    std::error_code missing;
    const auto bytes = fs::file_size(file, missing);
    return missing ? 0 : bytes;
}

/// Pictures that were taken longer ago.
std::vector<Image> picturesOlderThan(int days, std::uint64_t now, const EvidenceFiles& files) {
    using namespace std::chrono;
    const auto last = sys_time<milliseconds>(milliseconds(now)) - hours(24) * days;
    std::vector<Image> old;
    std::error_code ended;
    for (fs::recursive_directory_iterator at(files.images(), ended), end; !ended && at != end;
         at.increment(ended)) {
        const auto name = at->path().filename().string();
        std::error_code unknown;
        const auto written = at->last_write_time(unknown);
        if (!unknown && tuf::isSha256Hex(name) && file_clock::to_sys(written) < last)
            old.push_back({name, bytesAt(at->path())});
    }
    return old;
}

void add(RetentionPlan& plan, const RetentionPortion& portion) {
    std::ranges::copy(portion.removal.inspections, std::back_inserter(plan.removal.inspections));
    std::ranges::copy(portion.removal.images, std::back_inserter(plan.removal.images));
    plan.bytes += portion.bytes;
}

/// Fills in the plan, one inspection after the other, then the pictures.
class Planner {
  public:
    Planner(const EvidenceFiles& files, const inspection::Policy& policy, const RetentionLedger& ledger,
            const RetentionOrder& order)
        : files_(files), policy_(policy), ledger_(ledger), order_(order), needed_(order.awaited) {
        plan_.removal.policy = policy.version();
        plan_.removal.title = policy.title();
    }

    void keep(const std::set<std::string>& images) { needed_.insert(images.begin(), images.end()); }

    void take(const Kept& one) {
        const auto term = termOf(one, policy_.evidence());
        const bool over = term && isOver(one, term->days, order_.nowMilliseconds);
        const bool held = over && ledger_.isHeld(one.id);
        if (held) ++plan_.held;
        if (!over) ++plan_.kept;
        if (!over || held) {
            for (const auto& image : one.images) needed_.insert(image.sha256);
            return;
        }
        auto& portion = portionFor();
        portion.removal.inspections.push_back({one.id, one.time,
                                               std::string(inspection::kVerdicts.nameOf(term->verdict)),
                                               static_cast<std::uint64_t>(term->days)});
        portion.bytes += bytesAt(files_.record(one.id));
        for (const auto& image : one.images)
            loose_.insert_or_assign(image.sha256, Loose{image.bytes, plan_.portions.size() - 1});
    }

    RetentionPlan finish(std::uint64_t count) {
        for (const auto& [sha256, image] : loose_) {
            if (needed_.contains(sha256)) continue;
            auto& portion = plan_.portions[image.portion];
            portion.removal.images.push_back({sha256, image.bytes});
            portion.bytes += image.bytes;
        }
        for (const auto& portion : plan_.portions) add(plan_, portion);
        addUnsealed();
        std::error_code unknown;
        for (const auto& [id, removal] : ledger_.removed()) {
            if (fs::exists(files_.record(id), unknown)) plan_.left.inspections.push_back({id, "", "", 0});
        }
        for (const auto& [sha256, removal] : ledger_.removedImages()) {
            const bool needed = needed_.contains(sha256) || loose_.contains(sha256);
            if (!needed && fs::exists(files_.image(sha256), unknown))
                plan_.left.images.push_back({sha256, 0});
        }
        plan_.count = count;
        return std::move(plan_);
    }

  private:
    /// What an interrupted or abandoned inspection left, and a photo that was taken back.
    void addUnsealed() {
        const auto days = policy_.evidence().keepUnsealedDays;
        if (days == 0) return;
        for (const auto& image : picturesOlderThan(days, order_.nowMilliseconds, files_)) {
            const bool named = needed_.contains(image.sha256) || loose_.contains(image.sha256) ||
                               ledger_.removedImages().contains(image.sha256);
            if (named) continue;
            plan_.unsealed.push_back(image);
            plan_.bytes += image.bytes;
        }
    }

    /// Which the next inspection goes with.
    RetentionPortion& portionFor() {
        auto& all = plan_.portions;
        if (all.empty() || all.back().removal.inspections.size() >= order_.portion)
            all.push_back({{policy_.version(), policy_.title(), {}, {}}, 0});
        return all.back();
    }

    /// A picture that goes with the last of the inspections that name it.
    struct Loose {
        std::uint64_t bytes = 0;
        std::size_t portion = 0;
    };

    const EvidenceFiles& files_;
    const inspection::Policy& policy_;
    const RetentionLedger& ledger_;
    const RetentionOrder& order_;
    RetentionPlan plan_;
    std::set<std::string> needed_;  // pictures, by their SHA-256
    std::map<std::string, Loose> loose_;
};

Expected<void> checkHeld(const LegalHold& hold, const RetentionLedger& ledger, const EvidenceFiles& files) {
    std::error_code unknown;
    for (const auto& id : hold.records) {
        if (hold.state == HoldState::Released && !ledger.isHold(id))
            return failure("there is no hold " + text::quoted(id) +
                           " in force; tidewaiter evidence list says their ids");
        if (hold.state == HoldState::Released) continue;
        if (ledger.removalOf(id) != nullptr)
            return failure("the inspection " + id + " was removed before; it can be held no more");
        if (!isRecordId(id) || !fs::exists(files.record(id), unknown))
            return failure("there is no sealed inspection " + text::quoted(id) +
                           "; tidewaiter evidence list says their ids");
    }
    return {};
}

Record recordOf(const Removal& removal, const RecordStore& store, const RetentionOrder& order,
                const ClockState& clock) {
    return {RecordKind::Removal,
            text::newUlid(order.nowMilliseconds),
            text::rfc3339(order.nowMilliseconds),
            store.device(),
            clock,
            {},
            contentOf(removal)};
}

struct Gone {
    std::vector<RetentionPortion> portions;
    std::vector<Image> unsealed;
};

/// The plan, as if nothing but what is gone had been planned.
RetentionPlan carriedOut(RetentionPlan plan, Gone gone) {
    plan.removal.inspections.clear();
    plan.removal.images.clear();
    plan.bytes = 0;
    for (const auto& portion : gone.portions) add(plan, portion);
    for (const auto& image : gone.unsealed) plan.bytes += image.bytes;
    plan.portions = std::move(gone.portions);
    plan.unsealed = std::move(gone.unsealed);
    return plan;
}

struct Progress {
    std::size_t portions = 0;  ///< of the plan that are gone
    bool unsealed = false;     ///< whether its pictures of no inspection are gone
    bool fits = false;         ///< false where something came since it was made that it has to know of
};

Expected<Progress> carryOut(const RetentionPlan& plan, const RecordStore& store, const RetentionOrder& order,
                            const ClockState& clock) {
    auto loose = plan.left;
    loose.images.insert(loose.images.end(), plan.unsealed.begin(), plan.unsealed.end());
    auto fits = store.finishRemoval(loose, plan.count);
    const bool cleared = fits && *fits;
    std::size_t done = 0;
    while (fits && *fits && done < plan.portions.size() && !order.stop.stop_requested()) {
        fits = store.sealRemoval(recordOf(plan.portions[done].removal, store, order, clock), plan.count);
        if (fits && *fits) ++done;
    }
    if (!fits) return tl::unexpected(fits.error());
    return Progress{done, cleared, *fits};
}

}  // namespace

Expected<RetentionPlan> planRetention(const EvidenceFiles& files, const inspection::Policy& policy,
                                      const RetentionOrder& order) {
    const auto log = logOf(files);
    if (!log) return tl::unexpected(log.error());
    const auto ledger = ledgerOf(*log, files, order.stop);
    const auto sealed = sealedIn(*log, ledger, files, order.stop);
    if (!sealed) return tl::unexpected(sealed.error());
    Planner planner(files, policy, ledger, order);
    planner.keep(sealed->otherImages);
    for (const auto& [id, one] : sealed->inspections) planner.take(one);
    return planner.finish(log->checkpoint().size);
}

Expected<RetentionPlan> removeExpired(const RecordStore& store, const inspection::Policy& policy,
                                      RetentionOrder order, const ClockState& clock) {
    constexpr int kAttempts = 5;
    Gone gone;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        order.awaited = store.awaitedPictures();
        auto plan = planRetention(store.files(), policy, order);
        if (!plan) return plan;
        const auto progress = carryOut(*plan, store, order, clock);
        if (!progress) return tl::unexpected(progress.error());
        plan->portions.resize(progress->portions);
        std::ranges::copy(plan->portions, std::back_inserter(gone.portions));
        if (progress->unsealed) std::ranges::copy(plan->unsealed, std::back_inserter(gone.unsealed));
        if (progress->fits) return carriedOut(std::move(*plan), std::move(gone));
    }
    return failure("inspections are being sealed all the time; repeat the removal when it is quieter");
}

Expected<Record> sealHold(const RecordStore& store, const LegalHold& hold, const SealTime& when,
                          const std::string& id) {
    const auto log = logOf(store.files());
    if (!log) return tl::unexpected(log.error());
    if (auto fits = checkHeld(hold, ledgerOf(*log, store.files()), store.files()); !fits)
        return tl::unexpected(fits.error());
    Record record{RecordKind::Hold, id, when.time, store.device(), when.clock, {}, contentOf(hold)};
    return store.seal(record).map([&] { return record; });
}

}  // namespace tidewaiter::records
