#include "firmware/command/publisher_command.h"

#include <chrono>

#include "firmware/command/arguments.h"
#include "firmware/command/passphrase.h"
#include "firmware/command/publisher_words.h"
#include "firmware/command/terminal.h"
#include "firmware/command/text_file.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/policy.h"
#include "firmware/publisher/keygen.h"

namespace tidewaiter::command {

namespace {

namespace fs = std::filesystem;
using files::Secret;

int fail(const Error& error) {
    sayProblem(error.message);
    return kExitFailed;
}

int print(const std::string& text) {
    const auto outcome = writeResult(text);
    return outcome ? kExitClear : fail(outcome.error());
}

tuf::Time now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

publisher::KeyCost costOf(const PublisherArguments& arguments) {
    const auto strength = publisher::kKeyStrengths.parse(arguments.strength);
    return publisher::costOf(strength.value_or(publisher::KeyStrength::Moderate));
}

publisher::Steps shown(Progress& progress) {
    return [&progress](const std::string& step) { progress.show(step); };
}

fs::path firstOf(const std::vector<fs::path>& files) {
    return files.empty() ? fs::path() : files.front();
}

int keygen(const PublisherArguments& arguments) {
    auto ok = publisher::check(arguments.plans);
    if (ok) ok = publisher::checkFree(arguments.authority);  // before anybody types a passphrase
    if (!ok) return fail(ok.error());
    const auto file = firstOf(arguments.passphraseFiles);
    const auto forRoot = choosePassphrase(arguments.rootPassphraseFile.value_or(file), "the root keys");
    if (!forRoot) return fail(forRoot.error());
    const auto forOthers = choosePassphrase(file, "the keys that publish");
    if (!forOthers) return fail(forOthers.error());
    Progress progress;
    const auto made =
        publisher::makeAuthority({arguments.authority, arguments.plans, costOf(arguments), now()}, *forRoot,
                                 *forOthers, shown(progress));
    progress.clear();
    if (!made) return fail(made.error());
    return print(keygenWords(arguments.authority.string(), arguments.plans));
}

/// The policy, if it is one: devices would refuse any other.
Expected<std::optional<std::string>> policyOf(const PublisherArguments& arguments) {
    if (!arguments.policy) return std::nullopt;
    auto text = readTextFile(*arguments.policy, "policy");
    if (!text) return tl::unexpected(text.error());
    const auto mistakes =
        inspection::Policy::mistakesIn(*text, inspection::plainText(arguments.policy->string()));
    if (mistakes.empty()) return std::move(*text);
    return failure(mistakes.front() +
                   "; tidewaiter watchlist publish takes what tidewaiter policy check takes");
}

int publish(const PublisherArguments& arguments) {
    auto policy = policyOf(arguments);
    if (!policy) return fail(policy.error());
    publisher::PublishOrder order{
        arguments.authority,  std::nullopt, std::move(*policy), arguments.remove, arguments.removePolicy,
        arguments.keyFolders, now()};
    if (arguments.files.empty() && (arguments.name || arguments.version))
        return fail(
            {"there is no file to publish; name the list's files, or leave --name and --version out"});
    if (!arguments.files.empty())
        order.list = {arguments.name.value_or(arguments.files.front().stem().string()), arguments.version,
                      arguments.files};
    Progress progress;
    const auto source = passphraseSource(arguments.passphraseFiles);
    const auto quiet = [&](const std::string& key, int attempt) {
        progress.clear();
        return source(key, attempt);
    };
    const auto reading = [&progress](const watchlist::ImportState& state) {
        progress.show((state.sorting ? "sorting " : "reading, ") + std::to_string(state.entries) +
                      " entries");
    };
    const auto report = publisher::publish(order, quiet, {shown(progress), reading});
    progress.clear();
    if (!report) return fail(report.error());
    return print(publishWords(arguments.authority.string(), *report, order.now));
}

int rotate(const PublisherArguments& arguments) {
    if (arguments.renew && arguments.role != tuf::kRoot)
        return fail({"--renew is for the root; other roles are renewed by tidewaiter watchlist publish"});
    Progress progress;
    const auto source = passphraseSource(arguments.passphraseFiles);
    const auto quiet = [&](const std::string& key, int attempt) {
        progress.clear();
        return source(key, attempt);
    };
    const auto chosen = [&]() -> Expected<Secret> {
        progress.clear();
        return choosePassphrase(firstOf(arguments.passphraseFiles), "the new keys of " + arguments.role);
    };
    const publisher::RotateOrder order{
        arguments.authority, arguments.role, arguments.keyFolders, arguments.replace, arguments.renew,
        costOf(arguments),   now()};
    const auto rotation = publisher::rotate(order, quiet, chosen, shown(progress));
    progress.clear();
    if (!rotation) return fail(rotation.error());
    return print(rotateWords(arguments.role, *rotation));
}

int status(const PublisherArguments& arguments) {
    const auto status = publisher::readStatus(arguments.authority, arguments.keyFolders);
    if (!status) return fail(status.error());
    return print(statusWords(arguments.authority.string(), *status, now()));
}

}  // namespace

int runPublisher(const PublisherArguments& arguments) {
    switch (arguments.action) {
        case PublisherAction::Keygen:
            return keygen(arguments);
        case PublisherAction::Publish:
            return publish(arguments);
        case PublisherAction::Rotate:
            return rotate(arguments);
        case PublisherAction::Status:
            break;
    }
    return status(arguments);
}

}  // namespace tidewaiter::command
