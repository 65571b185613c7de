#include "firmware/tuf/target_search.h"

#include <map>

namespace tidewaiter::tuf {

namespace {

class Search {
  public:
    Search(const std::string& path, const TargetsLoader& load, std::size_t mostRoles)
        : path_(path), load_(load), mostRoles_(mostRoles) {}

    Expected<std::optional<TargetInfo>> run(const Targets& top) {
        if (auto found = visit(kTargets, top)) return found;
        while (!pending_.empty() && visited_.size() < mostRoles_) {  // 5.6.7.1: a bound on time and bandwidth
            const auto next = pending_.back();
            pending_.pop_back();
            if (visited_.contains(next.name)) continue;  // 5.6.7.1: cycles end here
            auto targets = load_(next);
            if (!targets) return tl::unexpected(targets.error());
            const auto& kept = visited_.emplace(next.name, std::move(*targets)).first->second;
            if (auto found = visit(next.name, kept)) return found;
        }
        return std::nullopt;
    }

  private:
    /// 5.6.7.1: what the role itself says comes first. 5.6.7.2: then those it delegates to, in their order;
    /// behind a terminating one nobody else is asked.
    std::optional<TargetInfo> visit(const std::string& role, const Targets& targets) {
        if (const auto found = targets.targets.find(path_); found != targets.targets.end())
            return TargetInfo{path_, found->second, role};
        const auto children = delegationsFor(path_, targets);
        if (!children.empty() && children.back().terminating) pending_.clear();
        pending_.insert(pending_.end(), children.rbegin(), children.rend());
        return std::nullopt;
    }

    const std::string& path_;
    const TargetsLoader& load_;
    std::size_t mostRoles_;
    std::map<std::string, Targets> visited_;  // also what pending delegations refer to
    std::vector<Delegation> pending_;         // the next one last
};

}  // namespace

Expected<std::optional<TargetInfo>> searchTarget(const std::string& path, const Targets& top,
                                                 const TargetsLoader& load, std::size_t mostRoles) {
    return Search(path, load, mostRoles).run(top);
}

}  // namespace tidewaiter::tuf
