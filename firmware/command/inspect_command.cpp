#include "firmware/command/inspect_command.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "firmware/batch/batch.h"
#include "firmware/command/configuration.h"
#include "firmware/command/jobs.h"
#include "firmware/command/lists_in_use.h"
#include "firmware/command/memory_of_serials.h"
#include "firmware/command/policy_command.h"
#include "firmware/command/progress_line.h"
#include "firmware/command/summary.h"
#include "firmware/command/terminal.h"
#include "firmware/command/user_files.h"
#include "firmware/command/workers.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/records/clock_state.h"
#include "firmware/records/seal_inspection.h"
#include "firmware/records/storage.h"
#include "firmware/text/ulid.h"
#include "firmware/watchlist/lists.h"
#include "firmware/watchlist/seen_serials.h"
#include "models/judging_data.h"
#include "models/store.h"
#include "vision/image_loader.h"

namespace tidewaiter::command {

using inspection::Inspection;
using inspection::Inspector;
using inspection::Verdict;

namespace {

double stopwatchMs() {
    using namespace std::chrono;
    return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

batch::Stamp stampNow() {
    using namespace std::chrono;
    const auto now = static_cast<std::uint64_t>(
        duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
    return {text::newUlid(now), text::rfc3339(now)};
}

/// File names are bytes: what is not UTF-8 in them is replaced.
std::string jsonLine(const Inspection& inspection) {
    return nlohmann::json(inspection).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

std::string upper(std::string_view text) {
    std::string capitals(text);
    for (auto& c : capitals) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return capitals;
}

/// What results depend on beside photos and declarations.
std::string knowledgeOf(const models::Store& store, const ocr::TextOptions& text,
                        const std::optional<NamedPolicy>& policy, const watchlist::Lists& lists,
                        const std::string& version) {
    std::vector<std::string> contents;
    for (const auto& list : lists.summaries()) contents.push_back(list.name + " " + list.contentHash);
    return nlohmann::json{{"program", version},
                          {"lists", contents},
                          {"data", models::judgingData(store)},
                          {"policy", policy ? policy->sha256 : ""},
                          {"provider", ocr::kProviders.nameOf(text.provider)},
                          {"languages", text.languages}}
        .dump();
}

/// One run of the command: what the batch says to people and programs, and the exit code in the end.
class Run {
  public:
    Run(const InspectArguments& arguments, const Configuration& configuration, Plan plan,
        const std::string& version)
        : arguments_(arguments),
          installation_(findInstallation(arguments.data, configuration.data, version)),
          failed_(!plan.problems.empty()) {
        order_.jobs = std::move(plan.jobs);
        order_.leftOut = std::move(plan.leftOut);
        order_.report = arguments.report;
        order_.ledger = arguments.manifest && arguments.report;
        order_.fresh = arguments.fresh;
        const auto workers = planWorkers(thisMachine(), order_.jobs.size(), arguments.jobs);
        order_.workers = workers.count;
        lists_ = listFolder(arguments.lists, configuration.lists);
        seenFile_ = seenFile(arguments.seen, configuration.seen);
        if (arguments.seal) evidence_ = evidenceFolder(arguments.evidence, configuration.evidence);
        signing_ = configuration.signing;
        text_.provider = arguments.provider.value_or(configuration.provider);
        text_.threads = workers.threadsOfEach;
        text_.languages = configuration.languages;
        state_.total = order_.jobs.size();
    }

    int exitCode() {
        if (!readPolicy() || !openLists() || !openSeen() || !openRecords() ||
            (order_.ledger && !learnKnowledge()))
            return kExitFailed;
        vision::initImageLoader();
        showStart();
        const auto outcome = batch::run(order_, means());
        progress_.clear();
        if (!outcome) fail(outcome.error().message);
        sayWhatWasThere();
        if (worst_ == Verdict::Hold) return kExitHold;
        if (failed_) return kExitFailed;
        return worst_ == Verdict::Inspect ? kExitInspect : kExitClear;
    }

  private:
    batch::Means means() {
        return {.loadInspector = [this] { return loadInspector(); },
                .stamp = stampNow,
                .clock = stopwatchMs,
                .keep = [this](const Inspection& inspection) { return keep(inspection); },
                .describe =
                    [this](const Inspection& inspection, const std::string& report) {
                        return arguments_.json ? jsonLine(inspection) : textOf(inspection, report);
                    },
                .publish = [this](std::size_t job,
                                  const batch::Outcome& outcome) { return publish(job, outcome); },
                .progress = [this](std::size_t finished) { showProgress(finished); }};
    }

    bool readPolicy() {
        const auto file = policyFile(arguments_.policy, lists_);
        if (!file) return true;
        auto policy = loadPolicy(*file);
        if (policy) {
            policy_ = std::move(*policy);
            return true;
        }
        if (arguments_.policy) {
            fail(policy.error().message);
            return false;
        }
        // One that was made for another version of the program must not keep the machine from its work.
        sayProblem("the policy that came with the watchlists is not used, the program's own is: " +
                   policy.error().message);
        return true;
    }

    /// Once for all threads, which share them.
    bool openLists() {
        auto lists = command::openLists(lists_);
        if (!lists) {
            fail(lists.error().message);
            return false;
        }
        watchlists_ = std::make_shared<const watchlist::Lists>(std::move(*lists));
        return true;
    }

    /// What nobody asked for is no reason to inspect nothing; what somebody did ask for is.
    bool openSeen() {
        if (seenFile_.path.empty()) return true;
        auto seen = watchlist::SeenSerials::open(seenFile_.path);
        if (seen) {
            seen_ = std::make_shared<const watchlist::SeenSerials>(std::move(*seen));
            return true;
        }
        sayProblem("serial numbers are not remembered: " + seen.error().message);
        failed_ = failed_ || seenFile_.asked;
        return !seenFile_.asked;
    }

    /// Storage is never silently full: before it is, nothing is inspected that could not be sealed.
    bool hasRoom() {
        const auto storage = records::storageOf(records_->files().folder());
        if (storage.state == records::StorageState::Ok) return true;
        const bool full = storage.state == records::StorageState::Full;
        if (full)
            fail(storage.sentence);
        else
            sayProblem(storage.sentence);
        return !full;
    }

    bool openRecords() {
        if (!evidence_) return true;
        auto records = records::RecordStore::open(*evidence_, signing_);
        if (!records) {
            fail(records.error().message);
            return false;
        }
        records_ = std::move(*records);
        return hasRoom();
    }

    /// Called on the threads of the batch. What is sealed is remembered, not the other way round.
    [[nodiscard]] Expected<void> keep(const Inspection& item) const {
        if (records_) {
            const records::SealTime now{stampNow().time, records::clockState()};
            if (auto sealed = records::sealInspection(item, now, *records_); !sealed) return sealed;
        }
        return seen_ ? rememberSerials(item, *seen_) : Expected<void>();
    }

    bool learnKnowledge() {
        const auto store = models::Store::open(installation_.data);
        if (!store) {
            fail(store.error().message);
            return false;
        }
        order_.knowledge = knowledgeOf(*store, text_, policy_, *watchlists_, installation_.version);
        return true;
    }

    /// Called on the threads of the batch.
    [[nodiscard]] Expected<Inspector> loadInspector() const {
        const auto store = models::Store::open(installation_.data);
        if (!store) return tl::unexpected(store.error());
        return Inspector::load(*store, {.text = text_,
                                        .barcode = {.helper = installation_.barcodeHelper},
                                        .program = installation_.version,
                                        .policy = policy_ ? std::optional(policy_->policy) : std::nullopt,
                                        .seen = seen_,
                                        .lists = watchlists_});
    }

    [[nodiscard]] std::string textOf(const Inspection& inspection, const std::string& report) const {
        const auto file = report.empty() ? std::nullopt : std::optional<std::filesystem::path>(report);
        return summaryOf(inspection, file) + (records_ ? "Sealed: " + inspection.id + " in " +
                                                             inspection::plainText(evidence_->string()) + "\n"
                                                       : "");
    }

    bool publish(std::size_t job, const batch::Outcome& outcome) {
        progress_.clear();
        for (const auto& problem : outcome.problems) fail(problem);
        if (!outcome.verdict) return true;
        worst_ = std::max(worst_, *outcome.verdict);
        state_.holds += *outcome.verdict == Verdict::Hold ? 1 : 0;
        state_.inspects += *outcome.verdict == Verdict::Inspect ? 1 : 0;
        state_.before += outcome.before ? 1 : 0;
        return print(outcome.before ? textOfBefore(job, outcome) : outcome.text);
    }

    /// An item that is not inspected again is no inspection, so JSON says nothing about it.
    [[nodiscard]] std::string textOfBefore(std::size_t job, const batch::Outcome& outcome) const {
        if (arguments_.json) return {};
        return upper(inspection::kVerdicts.nameOf(*outcome.verdict)) + "  item " +
               inspection::plainText(order_.jobs[job].declaration.item) +
               ", inspected before\nReport: " + inspection::plainText(outcome.report) + "\n";
    }

    bool print(const std::string& text) {
        if (text.empty()) return true;
        const auto outcome = writeResult((printed_ && !arguments_.json ? "\n" : "") + text);
        printed_ = true;
        if (!outcome) fail(outcome.error().message);
        if (outcome && !outcome->readerGone) return true;
        failed_ = true;
        return false;
    }

    void showStart() {
        if (order_.jobs.size() != 1) return showProgress(0);
        const auto& images = order_.jobs.front().images;
        progress_.show("inspecting " + (images.size() == 1 ? images.front().filename().string()
                                                           : std::to_string(images.size()) + " photos"));
    }

    void showProgress(std::size_t finished) {
        if (order_.jobs.size() == 1) return;
        state_.finished = finished;
        state_.seconds = (stopwatchMs() - start_) / 1000;
        progress_.show(progressLine(state_));
    }

    void sayWhatWasThere() const {
        if (state_.before == 0) return;
        sayProblem(std::to_string(state_.before) + " of " + std::to_string(state_.total) +
                   " items were inspected by an earlier run and not again, since nothing about them has "
                   "changed; --fresh inspects them anew");
    }

    void fail(const std::string& sentence) {
        progress_.clear();
        sayProblem(sentence);
        failed_ = true;
    }

    const InspectArguments& arguments_;
    std::optional<NamedPolicy> policy_;
    Installation installation_;
    std::filesystem::path lists_;
    std::shared_ptr<const watchlist::Lists> watchlists_;
    StateFile seenFile_;
    std::shared_ptr<const watchlist::SeenSerials> seen_;
    std::optional<std::filesystem::path> evidence_;
    records::KeyPlace signing_;
    std::optional<records::RecordStore> records_;
    ocr::TextOptions text_;
    batch::Order order_;
    Progress progress_;
    ProgressState state_;
    double start_ = stopwatchMs();
    Verdict worst_ = Verdict::Clear;
    bool failed_ = false;
    bool printed_ = false;
};

}  // namespace

int runInspect(const InspectArguments& arguments, const std::string& version) {
    const auto configuration = loadConfiguration(arguments.config);
    if (!configuration) {
        sayProblem(configuration.error().message);
        return kExitFailed;
    }
    auto plan = planJobs(arguments, configuration->columns);
    if (!plan) {
        sayProblem(plan.error().message);
        return kExitFailed;
    }
    for (const auto& problem : plan->problems) sayProblem(problem);
    if (!plan->note.empty()) sayProblem(plan->note);
    return Run(arguments, *configuration, std::move(*plan), version).exitCode();
}

}  // namespace tidewaiter::command
