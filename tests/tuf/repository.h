// Repository: a simulated repository, well-behaved or not. What each role says is plain JSON that a test may
// change in any way; publish() signs it and puts it on the server.
// Thread rule: one thread at a time; file() may be called by a server's thread while nothing is changed.
#pragma once

#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "firmware/tuf/date_time.h"
#include "tests/tuf/signer.h"

namespace tidewaiter::tests {

/// The time at which all tests begin.
[[nodiscard]] tuf::Time today();
[[nodiscard]] std::string inDays(int days);

/// How a role is delegated to.
struct DelegationOptions {
    std::vector<std::string> paths = {"*"};
    bool terminating = false;
    std::vector<std::string> hashPrefixes = {};  ///< in place of paths when there are some
};

class Repository {
  public:
    /// Four roles with a key each, version 1, published, valid for 30 days; consistent snapshots.
    explicit Repository(const std::string& kind = "ed25519");

    /// The "signed" part of a role.
    [[nodiscard]] nlohmann::json& role(const std::string& name) { return roles_.at(name); }
    [[nodiscard]] bool hasRole(const std::string& name) const { return roles_.contains(name); }
    [[nodiscard]] std::vector<Signer>& signers(const std::string& name) { return signers_[name]; }
    /// What the server has, oldest first; version N of a file is the Nth.
    [[nodiscard]] std::vector<std::string>& published(const std::string& name) { return published_[name]; }

    /// Signs the roles in this order, each a version further unless `bump` is false or it was never
    /// published. Targets become listed in the snapshot, and that in the timestamp.
    void publish(const std::vector<std::string>& names, bool bump = true);
    /// All but root.
    void publishTargets() { publish({"targets", "snapshot", "timestamp"}); }

    /// One more key for a top-level role, which signs from now on.
    void addKey(const std::string& name, const Signer& signer = Signer::make());
    /// As many new keys as the threshold, in place of all.
    void rotateKeys(const std::string& name);
    void setThreshold(const std::string& name, int threshold) {
        role("root")["roles"][name]["threshold"] = threshold;
    }

    void addTarget(const std::string& name, const std::string& path, const std::string& content,
                   const std::vector<std::string>& algorithms = {"sha256"});
    /// Makes the role when it is new; a further delegation to the same role gives it a further key.
    void delegate(const std::string& delegator, const std::string& name,
                  const DelegationOptions& options = {});

    /// What the server answers for "metadata/..." or "targets/..." (percent-encoded); nothing stands for 404.
    [[nodiscard]] std::optional<std::string> file(const std::string& path);

    bool listHashes = false;                       ///< length and hash in snapshot and timestamp
    std::map<std::string, std::string> artifacts;  ///< what is served as targets, by path
    std::map<std::string, std::string> overrides;  ///< served in place of what would be, by address
    std::vector<std::string> requests;             ///< names asked for below metadata/: "2.root", "timestamp"
    std::vector<std::string> targetRequests;       ///< addresses asked for below targets/

  private:
    void sign(const std::string& name);
    void list(const std::string& name);
    [[nodiscard]] std::optional<std::string> metadata(const std::string& name);
    [[nodiscard]] std::optional<std::string> target(const std::string& path);

    std::map<std::string, nlohmann::json> roles_;
    std::map<std::string, std::vector<Signer>> signers_;
    std::map<std::string, std::vector<std::string>> published_;
};

}  // namespace tidewaiter::tests
