// PublisherArguments: what `tidewaiter watchlist keygen|publish|rotate|status --authority` are asked to do.
// Thread rule: immutable value; the functions are pure.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "firmware/publisher/settings.h"

namespace CLI {
class App;
}

namespace tidewaiter::command {

enum class PublisherAction { Keygen, Publish, Rotate, Status };

struct PublisherArguments {
    PublisherAction action = PublisherAction::Status;
    std::filesystem::path authority;                          ///< the private folder
    std::vector<std::filesystem::path> passphraseFiles;       ///< in place of asking
    std::optional<std::filesystem::path> rootPassphraseFile;  ///< of keygen: for the root keys
    std::vector<std::filesystem::path> keyFolders;            ///< where keys lie besides the authority's
    publisher::RolePlans plans = publisher::defaultPlans();   ///< of keygen
    std::string strength;                                     ///< of the keys' encryption, a name
    std::vector<std::filesystem::path> files;                 ///< to publish
    std::optional<std::string> name;                          ///< of the list; none: the first file's
    std::optional<std::string> version;                       ///< of the list
    std::optional<std::filesystem::path> policy;              ///< to publish
    std::vector<std::string> remove;                          ///< lists to take back
    bool removePolicy = false;
    std::string role;                  ///< to rotate
    std::vector<std::string> replace;  ///< names of keys; none: all of the role
    bool renew = false;                ///< keep the keys of the root
};

/// Adds the commands, and what the command `status` takes besides. `arguments` must live as long as the app.
void addPublisherCommands(CLI::App& watchlist, PublisherArguments& arguments);

/// Whether the parsed command is one of ours; then `arguments.action` says which.
[[nodiscard]] bool isForPublisher(const CLI::App& watchlist, PublisherArguments& arguments);

}  // namespace tidewaiter::command
