#include "firmware/command/policy_command.h"

#include <nlohmann/json.hpp>

#include "firmware/command/arguments.h"
#include "firmware/command/inspect_command.h"
#include "firmware/command/lists_in_use.h"
#include "firmware/command/terminal.h"
#include "firmware/command/text_file.h"
#include "firmware/command/user_files.h"
#include "firmware/inspection/parse_inspection.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rulebook.h"
#include "firmware/watchlist/lists.h"
#include "models/sha256.h"
#include "models/store.h"

namespace tidewaiter::command {

using inspection::Inspection;
using inspection::plainText;
using inspection::Rulebook;

namespace {

int say(const Error& error) {
    sayProblem(error.message);
    return kExitFailed;
}

int print(const std::string& text, int exitCode) {
    const auto outcome = writeResult(text);
    return outcome ? exitCode : say(outcome.error());
}

int check(const PolicyArguments& arguments) {
    const auto text = readTextFile(arguments.file, "policy");
    if (!text) return say(text.error());
    const auto name = plainText(arguments.file.string());
    const auto mistakes = inspection::Policy::mistakesIn(*text, name);
    for (const auto& mistake : mistakes) sayProblem(mistake);
    if (!mistakes.empty()) return kExitFailed;
    const auto policy = inspection::Policy::parse(*text, name);
    const auto rules = inspection::ruleNames().size() + policy->dataRules().size();
    return print(name + ": \"" + plainText(policy->title()) + "\", version " + plainText(policy->version()) +
                     ", " + std::to_string(rules) + " rules, of which " +
                     std::to_string(policy->dataRules().size()) + " are its own. It can be used.\n",
                 kExitClear);
}

Expected<Inspection> readInspection(const std::string& text, const std::string& name) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    auto parsed = json.is_discarded()
                      ? failure(name +
                                " is not one inspection as tidewaiter inspect --json prints it "
                                "(it is no JSON)")
                      : inspection::parseInspection(json, name);
    if (parsed) return parsed;
    return failure(parsed.error().message + "; give one line of that output");
}

Expected<Rulebook> loadRulebook(const PolicyArguments& arguments, const std::string& version) {
    const auto store = models::Store::open(findInstallation(arguments.data, std::nullopt, version).data);
    if (!store) return tl::unexpected(store.error());
    const auto file = policyFile(arguments.policy, listFolder(arguments.lists, std::nullopt));
    if (!file) return Rulebook::load(*store);
    const auto policy = loadPolicy(*file);
    if (!policy) return tl::unexpected(policy.error());
    return Rulebook::load(*store, policy->policy);
}

int explain(const PolicyArguments& arguments, const std::string& version) {
    const auto text = readTextFile(arguments.file, "inspection");
    if (!text) return say(text.error());
    auto item = readInspection(*text, plainText(arguments.file.string()));
    if (!item) return say(item.error());
    auto rulebook = loadRulebook(arguments, version);
    if (!rulebook) return say(rulebook.error());
    auto lists = openLists(listFolder(arguments.lists, std::nullopt));
    if (!lists) return say(lists.error());
    rulebook->lists = std::make_shared<const watchlist::Lists>(std::move(*lists));
    item->fields = inspection::understoodFields(*item, *rulebook);
    return print(
        explanationOf(inspection::outcomesOf(inspection::caseOf(*item, *rulebook), rulebook->policy)),
        kExitClear);
}

}  // namespace

Expected<NamedPolicy> loadPolicy(const std::filesystem::path& file) {
    const auto text = readTextFile(file, "policy");
    if (!text) return tl::unexpected(text.error());
    auto policy = inspection::Policy::parse(*text, plainText(file.string()));
    if (!policy) return tl::unexpected(policy.error());
    return NamedPolicy{std::move(*policy), models::sha256(*text)};
}

int runPolicy(const PolicyArguments& arguments, const std::string& version) {
    return arguments.explain ? explain(arguments, version) : check(arguments);
}

std::string explanationOf(const std::vector<inspection::RuleOutcome>& outcomes) {
    std::string text;
    for (const auto& [rule, findings, silence] : outcomes) {
        if (findings.empty()) text += "silent   " + rule + "\n         " + plainText(silence) + "\n";
        for (const auto& finding : findings) {
            const auto severity = std::string(inspection::kSeverities.nameOf(finding.severity));
            text += severity + std::string(9 - severity.size(), ' ') + rule + "\n         " +
                    plainText(finding.message) + "\n";
        }
    }
    return text;
}

}  // namespace tidewaiter::command
