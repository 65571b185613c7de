// Status: how an authority stands: its roles, their keys, and what is published.
// Thread rule: safe to call from any thread; looks only, and asks for no passphrase.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "firmware/sync/repository_index.h"
#include "firmware/tuf/date_time.h"
#include "models/error.h"

namespace tidewaiter::publisher {

struct KeyStatus {
    std::string name;   ///< "root-1"
    bool here = false;  ///< else its file lies elsewhere
};

struct RoleStatus {
    std::string name;
    std::int64_t threshold = 1;
    std::vector<KeyStatus> keys;
    std::int64_t version = 0;          ///< of its metadata; 0: nothing is published
    std::optional<tuf::Time> expires;  ///< of its metadata

    /// Whether it can sign with what is here.
    [[nodiscard]] bool canSign() const;
};

struct Status {
    std::vector<RoleStatus> roles;  ///< in the order of kRoles
    bool resign = false;            ///< a rotation was cut off; publishing makes it good
    sync::RepositoryIndex index;
};

[[nodiscard]] Expected<Status> readStatus(const std::filesystem::path& folder,
                                          const std::vector<std::filesystem::path>& keyFolders);

}  // namespace tidewaiter::publisher
