#include "firmware/tuf/signatures.h"

#include <algorithm>
#include <set>

#include "firmware/tuf/hex.h"
#include "firmware/tuf/url.h"

namespace tidewaiter::tuf {

namespace {

bool hasSigned(const Key& key, std::string_view canonical, const Signature& signature) {
    const auto bytes = fromHex(signature.digits);
    return bytes && verifies(key, canonical, *bytes);
}

}  // namespace

Expected<void> verifyThreshold(std::string_view canonical, const std::vector<Signature>& signatures,
                               const Keys& keys, const Role& role, const std::string& name) {
    std::set<std::string> signers;
    for (const auto& signature : signatures) {
        const bool mayCount =
            std::find(role.keyIds.begin(), role.keyIds.end(), signature.keyId) != role.keyIds.end();
        const auto key = keys.find(signature.keyId);
        if (!mayCount || key == keys.end()) continue;
        if (hasSigned(key->second, canonical, signature)) signers.insert(identityOf(key->second));
    }
    if (static_cast<std::int64_t>(signers.size()) >= role.threshold) return {};
    return failure(
        "metadata of role '" + percentEncoded(name) + "' is signed by " + std::to_string(signers.size()) +
        " of its keys where " + std::to_string(role.threshold) +
        " must sign; nothing was taken over, ask the publisher before you trust this source again");
}

}  // namespace tidewaiter::tuf
