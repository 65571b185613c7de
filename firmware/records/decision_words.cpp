#include "firmware/records/decision_words.h"

namespace tidewaiter::records {

namespace {

std::string wordsOf(const Signatory& person) {
    return person.name + " (" + person.role + ")";
}

std::string wordsOf(const BlindConfirmation& confirmation) {
    return "; asked for the number of " + confirmation.rule + ", typed " + confirmation.typed +
           (confirmation.agrees ? ", as it was read" : ", where " + confirmation.listed + " was read");
}

}  // namespace

std::string wordsOf(const Decision& decision) {
    const std::string verdict(inspection::kVerdicts.nameOf(decision.verdict));
    const bool overruled = decision.choice == Choice::Overruled;
    std::string line =
        (overruled ? "overruled to " : "confirmed as ") + verdict + " by " + wordsOf(decision.by);
    if (decision.second) line += " with " + wordsOf(*decision.second);
    if (!decision.reason.empty()) line += ", reason " + decision.reason;
    if (!decision.note.empty()) line += ": " + decision.note;
    for (const auto& one : decision.confirmations) line += wordsOf(one);
    return line;
}

}  // namespace tidewaiter::records
