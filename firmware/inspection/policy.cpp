#include "firmware/inspection/policy.h"

#include <algorithm>
#include <cassert>

#include "firmware/inspection/facts.h"
#include "firmware/inspection/policy_reader.h"

namespace tidewaiter::inspection {

namespace {

constexpr auto kPolicyFile = "policy.toml";

bool isWithin(const std::optional<double>& value, const std::optional<double>& from,
              const std::optional<double>& below) {
    if (!from && !below) return true;
    return value && (!from || *value >= *from) && (!below || *value < *below);
}

bool applies(const ControlThreshold& threshold, const models::CatalogEntry& entry) {
    return isWithin(entry.tpp, threshold.tppFrom, threshold.tppBelow) &&
           isWithin(entry.performanceDensity, threshold.densityFrom, threshold.densityBelow) &&
           (entry.datacenter || !threshold.datacenterOnly);
}

/// "TPP 4992, performance density 6.04"
std::string figuresOf(const models::CatalogEntry& entry) {
    auto figures = "TPP " + spoken(*entry.tpp);
    if (entry.performanceDensity) figures += ", performance density " + spoken(*entry.performanceDensity);
    return figures;
}

}  // namespace

Expected<Policy> Policy::load(const models::Store& store) {
    const auto text = store.read(kPolicyFile);
    if (!text) return tl::unexpected(text.error());
    return parse(*text, (store.directory() / kPolicyFile).string());
}

Expected<Policy> Policy::parse(const std::string& text, const std::string& name) {
    auto read = PolicyReader::read(text, name);
    if (!read.mistakes.empty()) return failure(read.mistakes.front());
    return std::move(read.policy);
}

std::vector<std::string> Policy::mistakesIn(const std::string& text, const std::string& name) {
    return PolicyReader::read(text, name).mistakes;
}

const RulePolicy& Policy::of(std::string_view rule) const {
    const auto found = rules_.find(rule);
    assert(found != rules_.end() && "every rule has settings");
    return found->second;
}

std::optional<Control> Policy::controlOf(const models::CatalogEntry& entry) const {
    const auto threshold =
        std::find_if(controlled_.begin(), controlled_.end(),
                     [&](const ControlThreshold& one) { return entry.tpp && applies(one, entry); });
    if (threshold != controlled_.end()) {
        auto basis = threshold->entry + ": " + figuresOf(entry);
        if (!entry.reason.empty()) basis += "; " + entry.reason + " (" + entry.control + ")";
        return Control{threshold->entry, basis + "; " + entry.caveat};
    }
    if (entry.control.empty()) return std::nullopt;
    return Control{entry.control, entry.control + ": " + entry.reason + "; " + entry.caveat};
}

}  // namespace tidewaiter::inspection
