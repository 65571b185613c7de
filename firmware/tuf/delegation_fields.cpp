#include "firmware/tuf/delegation_fields.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "firmware/tuf/content_fields.h"

namespace tidewaiter::tuf {

namespace {

constexpr std::int64_t kMostBits = 32;

std::string lowerCase(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

DelegatedRole readDelegatedRole(const JsonNode& node) {
    DelegatedRole role;
    role.name = node.member("name").text();
    // A delegated role of such a name would take the place of the real one on disk.
    if (role.name.empty() || isTopLevelRole(role.name)) node.member("name").refuse("a name of its own");
    role.role = readRole(node);
    if (const auto terminating = node.optionalMember("terminating"))
        role.terminating = terminating->boolean();
    const auto paths = node.optionalMember("paths");
    const auto prefixes = node.optionalMember("path_hash_prefixes");
    if (paths && prefixes) node.refuse("given 'paths' or 'path_hash_prefixes', not both");
    if (paths) role.paths = paths->texts();
    if (prefixes) {
        for (const auto& prefix : prefixes->texts()) role.pathHashPrefixes.push_back(lowerCase(prefix));
    }
    return role;
}

SuccinctRoles readSuccinctRoles(const JsonNode& node) {
    SuccinctRoles roles;
    roles.role = readRole(node);
    const auto bits = node.member("bit_length");
    const auto length = bits.integer(1);
    if (length > kMostBits) bits.refuse("32 at most");
    roles.bitLength = static_cast<unsigned>(std::min(length, kMostBits));
    roles.namePrefix = node.member("name_prefix").text();
    return roles;
}

}  // namespace

Delegations readDelegations(const JsonNode& node) {
    Delegations delegations;
    delegations.keys = readKeys(node.member("keys"));
    if (const auto succinct = node.optionalMember("succinct_roles")) {
        if (node.optionalMember("roles")) node.refuse("given 'roles' or 'succinct_roles', not both");
        delegations.succinct = readSuccinctRoles(*succinct);
        return delegations;
    }
    std::set<std::string> names;
    for (const auto& element : node.member("roles").elements()) {
        auto role = readDelegatedRole(element);
        if (!names.insert(role.name).second) element.refuse("the only delegation to its role");
        delegations.roles.push_back(std::move(role));
    }
    return delegations;
}

}  // namespace tidewaiter::tuf
