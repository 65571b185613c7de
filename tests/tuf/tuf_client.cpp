// tuf-client: the appliance's update client, driven as the public conformance suite drives clients.
//
//     tuf-client --metadata-dir DIR init TRUSTED_ROOT
//     tuf-client --metadata-dir DIR --metadata-url URL refresh
//     tuf-client --metadata-dir DIR --metadata-url URL --target-dir DIR --target-base-url URL
//                --target-name PATH [--target-name PATH ...] download
//
// Options stand before the command. Ends with 0 when all went well, else with 1 and a sentence.
#include <cstdio>
#include <ctime>
#include <exception>
#include <map>
#include <string>
#include <vector>

#include "firmware/tuf/address_fetcher.h"
#include "firmware/tuf/file_reader.h"
#include "firmware/tuf/updater.h"

namespace {

using tidewaiter::Expected;
using tidewaiter::failure;
namespace tuf = tidewaiter::tuf;

constexpr const char* kUsage =
    "usage: tuf-client --metadata-dir DIR [--metadata-url URL] [--target-dir DIR] [--target-base-url URL] "
    "[--target-name PATH]... init TRUSTED_ROOT | refresh | download";

struct Arguments {
    std::map<std::string, std::string> options;
    std::vector<std::string> targetNames;
    std::vector<std::string> command;  ///< with what belongs to it
};

Expected<Arguments> parse(const std::vector<std::string>& words) {
    Arguments arguments;
    std::size_t at = 0;
    for (; at < words.size() && words[at].starts_with("--"); at += 2) {
        if (at + 1 == words.size()) return failure(words[at] + " needs a value");
        if (words[at] == "--target-name") {
            arguments.targetNames.push_back(words[at + 1]);
        } else if (words[at] == "--metadata-dir" || words[at] == "--metadata-url" ||
                   words[at] == "--target-dir" || words[at] == "--target-base-url") {
            arguments.options[words[at]] = words[at + 1];
        } else {
            return failure("there is no option " + words[at]);
        }
    }
    arguments.command.assign(words.begin() + static_cast<std::ptrdiff_t>(at), words.end());
    if (arguments.command.empty()) return failure(kUsage);
    return arguments;
}

Expected<std::string> option(const Arguments& arguments, const std::string& name) {
    const auto found = arguments.options.find(name);
    if (found == arguments.options.end()) return failure(name + " is missing");
    return found->second;
}

Expected<void> initialize(const Arguments& arguments) {
    const auto folder = option(arguments, "--metadata-dir");
    if (!folder) return tl::unexpected(folder.error());
    if (arguments.command.size() != 2) return failure(kUsage);
    const auto root = tuf::readFile(arguments.command[1]);
    if (!root) return tl::unexpected(root.error());
    if (!*root) return failure("there is no file '" + arguments.command[1] + "'");
    return tuf::Updater::initialize(*folder, **root);
}

/// Time from the C library, so that faketime works.
tuf::Time now() {
    return tuf::Time(std::chrono::seconds(std::time(nullptr)));
}

Expected<tuf::Updater> refreshed(const Arguments& arguments, tuf::Fetcher& fetcher) {
    const auto folder = option(arguments, "--metadata-dir");
    if (!folder) return tl::unexpected(folder.error());
    const auto metadata = option(arguments, "--metadata-url");
    if (!metadata) return tl::unexpected(metadata.error());
    const auto targets = arguments.options.find("--target-base-url");
    tuf::UpdaterSettings settings{*folder, tuf::addressOf(*metadata), {}, {}, {}};
    if (targets != arguments.options.end()) settings.targetsUrl = tuf::addressOf(targets->second);
    auto updater = tuf::Updater::open(std::move(settings), fetcher, now);
    if (!updater) return updater;
    if (auto ok = updater->refresh(); !ok) return tl::unexpected(ok.error());
    return updater;
}

Expected<void> download(const Arguments& arguments, tuf::Fetcher& fetcher) {
    const auto folder = option(arguments, "--target-dir");
    if (!folder) return tl::unexpected(folder.error());
    if (const auto base = option(arguments, "--target-base-url"); !base) return tl::unexpected(base.error());
    if (arguments.targetNames.empty()) return failure("--target-name is missing");
    auto updater = refreshed(arguments, fetcher);
    if (!updater) return tl::unexpected(updater.error());
    for (const auto& name : arguments.targetNames) {
        const auto target = updater->findTarget(name);
        if (!target) return tl::unexpected(target.error());
        if (const auto file = updater->download(*target, *folder); !file) return tl::unexpected(file.error());
    }
    return {};
}

Expected<void> run(const std::vector<std::string>& words) {
    const auto arguments = parse(words);
    if (!arguments) return tl::unexpected(arguments.error());
    const auto& command = arguments->command.front();
    if (command == "init") return initialize(*arguments);
    if (arguments->command.size() != 1) return failure(kUsage);
    tuf::AddressFetcher fetcher;
    if (command == "refresh") return refreshed(*arguments, fetcher).map([](const auto&) {});
    if (command == "download") return download(*arguments, fetcher);
    return failure(kUsage);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const auto ok = run({argv + 1, argv + argc});
        if (ok) return 0;
        std::fprintf(stderr, "tuf-client: %s\n", ok.error().message.c_str());
    } catch (const std::exception& error) {
        std::fprintf(stderr, "tuf-client: unexpected error (%s)\n", error.what());
    }
    return 1;
}
