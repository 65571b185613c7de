#include "firmware/publisher/keygen.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <vector>

#include "firmware/publisher/key_ring.h"
#include "firmware/publisher/metadata_json.h"
#include "firmware/text/visible_text.h"
#include "firmware/tuf/trusted_set.h"

namespace tidewaiter::publisher {

namespace fs = std::filesystem;
using text::visibleText;

namespace {

constexpr mode_t kOwnerOnly = 0700;

/// Makes and writes the keys of a role, and enters them into the root.
Expected<std::vector<SigningKey>> makeRole(const KeygenOrder& order, const std::string& role,
                                           const Secret& passphrase, const Places& places, tuf::Root& root,
                                           const Steps& steps) {
    const auto& plan = order.plans.at(role);
    root.roles[role].threshold = plan.threshold;
    std::vector<SigningKey> keys;
    for (int number = 1; number <= plan.keys; ++number) {
        const auto name = role + '-' + std::to_string(number);
        steps("make the key " + name);
        keys.push_back(SigningKey::make());
        const auto& key = keys.back();
        if (auto ok = writeKey(places.keys(), name, key, passphrase, order.cost); !ok)
            return tl::unexpected(ok.error());
        root.keys[key.id()] = key.publicKey();
        root.roles[role].keyIds.push_back(key.id());
    }
    return keys;
}

Expected<void> writeRoot(const Places& places, const tuf::Root& root, const std::vector<SigningKey>& keys) {
    Signers signers;
    for (const auto& key : keys) signers.push_back(&key);
    const auto bytes = signedFile(rootJson(root), signers);
    if (auto set = tuf::TrustedSet::fromRoot(bytes, std::nullopt); !set) return tl::unexpected(set.error());
    auto ok = files::makeFolder(places.metadata());
    if (ok) ok = files::makeFolder(places.targets());
    if (ok) ok = replaceFile(places.metadata() / "1.root.json", bytes);
    if (ok) ok = replaceFile(places.anchor(), bytes);
    return ok;
}

Expected<void> writeSettings(const Places& places, const RolePlans& plans) {
    Settings settings;
    for (const auto& [role, plan] : plans) settings.lifetimes[role] = std::chrono::days(plan.days);
    return replaceFile(places.settings(), toJson(settings));
}

Expected<void> fill(const Places& places, const KeygenOrder& order, const Secret& rootPassphrase,
                    const Secret& passphrase, const Steps& steps) {
    if (auto made = files::makeFolder(places.keys()); !made) return made;
    if (::chmod(places.keys().c_str(), kOwnerOnly) != 0)
        return tl::unexpected(files::writeError(places.keys(), errno));
    tuf::Root root{{1, order.now + std::chrono::days(order.plans.at(tuf::kRoot).days)}, true, {}, {}};
    std::vector<SigningKey> rootKeys;
    for (const char* role : kRoles) {
        const bool isRoot = std::string_view(role) == tuf::kRoot;
        auto keys = makeRole(order, role, isRoot ? rootPassphrase : passphrase, places, root, steps);
        if (!keys) return tl::unexpected(keys.error());
        if (isRoot) rootKeys = std::move(*keys);
    }
    steps("sign the root");
    if (auto ok = writeRoot(places, root, rootKeys); !ok) return ok;
    return writeSettings(places, order.plans);
}

}  // namespace

Expected<void> checkFree(const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(folder, error)) return {};
    if (fs::is_directory(folder, error) && fs::is_empty(folder, error) && !error) return {};
    return failure("'" + visibleText(folder.string()) +
                   "' holds something already; name a new folder, so that no keys are overwritten");
}

Expected<void> writeKey(const fs::path& folder, const std::string& name, const SigningKey& key,
                        const Secret& passphrase, const KeyCost& cost) {
    const auto file = sealKey(key, name, passphrase, cost);
    if (!file) return tl::unexpected(file.error());
    if (auto ok = replaceFile(folder / (name + ".key"), toJson(*file), Readers::Owner); !ok) return ok;
    return replaceFile(folder / (name + ".pub"), publicFile(name, key.publicKey()));
}

Expected<void> makeAuthority(const KeygenOrder& order, const Secret& rootPassphrase, const Secret& passphrase,
                             const Steps& steps) {
    if (auto ok = check(order.plans); !ok) return ok;
    if (auto ok = checkFree(order.folder); !ok) return ok;
    const auto target = fs::absolute(order.folder / "").parent_path();
    const Places draft{target.parent_path() / ('.' + target.filename().string() + ".new")};
    std::error_code error;
    fs::remove_all(draft.folder, error);  // keys that a killed one left, which nobody ever trusted
    auto ok = fill(draft, order, rootPassphrase, passphrase, steps);
    if (ok) ok = files::publishFile(draft.folder, target);
    if (!ok) fs::remove_all(draft.folder, error);
    return ok;
}

}  // namespace tidewaiter::publisher
