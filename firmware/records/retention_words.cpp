#include "firmware/records/retention_words.h"

namespace tidewaiter::records {

namespace {

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

}  // namespace

std::string wordsOf(const LegalHold& hold) {
    const std::string what = hold.state == HoldState::Placed ? "put on hold by " : "hold released by ";
    return what + hold.by + ": " + hold.reason;
}

std::string wordsOf(const Removal& removal) {
    return "removed " + counted(removal.inspections.size(), "inspection", "inspections") + " and " +
           counted(removal.images.size(), "picture", "pictures") + " by the policy " + removal.policy + " (" +
           removal.title + ")";
}

std::string wordsOf(const RetentionPlan& plan) {
    const auto unsealed = plan.unsealed.empty()
                              ? std::string()
                              : ", and " + counted(plan.unsealed.size(), "picture", "pictures") +
                                    " that no inspection was sealed of";
    return wordsOf(plan.removal) + unsealed + "; " + counted(plan.kept, "stays", "stay") + ", " +
           std::to_string(plan.held) + " on hold";
}

}  // namespace tidewaiter::records
