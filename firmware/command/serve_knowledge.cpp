#include "firmware/command/serve_knowledge.h"

#include <ctime>

#include "firmware/command/lists_in_use.h"
#include "firmware/command/policy_command.h"
#include "firmware/command/sync_command.h"
#include "firmware/command/terminal.h"
#include "firmware/tuf/address_fetcher.h"

namespace tidewaiter::command {

namespace {

tuf::Time now() {
    return tuf::Time(std::chrono::seconds(std::time(nullptr)));
}

std::string today() {
    constexpr std::size_t kDay = std::string_view("2026-11-22").size();
    return tuf::dateTimeText(now()).substr(0, kDay);
}

/// Nothing where `day` is none.
std::optional<int> daysSince(const std::string& day) {
    const auto begin = tuf::parseDateTime(day + "T00:00:00Z");
    if (!begin) return std::nullopt;
    return static_cast<int>(std::chrono::floor<std::chrono::days>(now() - *begin).count());
}

}  // namespace

Expected<station::Knowledge> ServeKnowledge::load() {
    const auto store = models::Store::open(sources_.installation.data);
    if (!store) return tl::unexpected(store.error());
    auto lists = openLists(sources_.lists);
    if (!lists) return tl::unexpected(lists.error());
    const auto shared = std::make_shared<const watchlist::Lists>(std::move(*lists));
    auto chosen = choosePolicy(*store);
    if (!chosen) return tl::unexpected(chosen.error());
    auto inspector =
        inspection::Inspector::load(*store, {.text = sources_.text,
                                             .barcode = {.helper = sources_.installation.barcodeHelper},
                                             .program = sources_.installation.version,
                                             .policy = *chosen,
                                             .seen = sources_.seen,
                                             .lists = shared});
    if (!inspector) return tl::unexpected(inspector.error());
    const std::lock_guard lock(mutex_);
    lists_ = shared;
    policy_ = std::move(*chosen);
    return station::Knowledge{std::move(*inspector), policy_->decisions()};
}

Expected<inspection::Policy> ServeKnowledge::choosePolicy(const models::Store& store) const {
    const auto file = policyFile(sources_.policy, sources_.lists);
    if (!file) return inspection::Policy::load(store);
    auto named = loadPolicy(*file);
    if (named) return std::move(named->policy);
    if (sources_.policy) return tl::unexpected(named.error());
    // One that was made for another version of the program must not keep the machine from its work.
    sayProblem("the policy that came with the watchlists is not used, the program's own is: " +
               named.error().message);
    return inspection::Policy::load(store);
}

Expected<console::ListsInUse> ServeKnowledge::inUse() const {
    console::ListsInUse known;
    std::shared_ptr<const watchlist::Lists> lists;
    {
        const std::lock_guard lock(mutex_);
        lists = lists_;
        if (policy_) known.policy = policy_->version();
        if (policy_) known.policySource = policy_->title();
    }
    if (const auto repository = repositoryOf("", sources_.lists, sources_.repository))
        known.repository = *repository;
    if (!lists) return known;
    const auto& freshness = lists->freshness();
    for (const auto& summary : lists->summaries()) {
        console::ListInUse list{summary.name, summary.version, summary.serials + summary.others, {}, {},
                                false};
        if (freshness && freshness->lists.contains(summary.name)) {
            list.synchronized = freshness->completed;
            list.ageDays = daysSince(freshness->completed);
            list.stale = !freshness->expires.empty() && freshness->expires < today();
        }
        known.lists.push_back(std::move(list));
    }
    return known;
}

Expected<inspection::Policy> ServeKnowledge::policyInUse() const {
    const std::lock_guard lock(mutex_);
    if (policy_) return *policy_;
    return failure("no policy is loaded yet; wait until the appliance has started");
}

Expected<std::string> ServeKnowledge::synchronize() const {
    const auto repository = repositoryOf("", sources_.lists, sources_.repository);
    if (!repository) return tl::unexpected(repository.error());
    tuf::AddressFetcher fetcher;
    const auto report = sync::synchronize({sources_.lists, *repository},
                                          {fetcher, now, checkPublishedPolicy, [](const auto&) {}});
    if (!report) return tl::unexpected(report.error());
    if (!report->policyProblem.empty())
        return failure("the published policy is not used, the lists are: " + report->policyProblem);
    return textOf(*report);
}

}  // namespace tidewaiter::command
