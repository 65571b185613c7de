// Metadata: what the signed files of a repository say, once they were read and found well-formed.
// Thread rule: immutable values, safe to copy between threads.
//
// Being well-formed says nothing about who wrote them: only a TrustedSet makes metadata trusted.
// Source: The Update Framework 1.0.34, section 4.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/tuf/date_time.h"
#include "firmware/tuf/digest.h"
#include "firmware/tuf/key.h"

namespace tidewaiter::tuf {

inline constexpr const char* kRoot = "root";
inline constexpr const char* kTimestamp = "timestamp";
inline constexpr const char* kSnapshot = "snapshot";
inline constexpr const char* kTargets = "targets";

[[nodiscard]] bool isTopLevelRole(std::string_view name);

struct Role {
    std::vector<std::string> keyIds;
    std::int64_t threshold = 1;  ///< above 0; may be more than there are keys
};

/// What all files say of themselves.
struct Header {
    std::int64_t version = 0;  ///< above 0
    Time expires;
};

struct Root : Header {
    bool consistentSnapshot = false;
    Keys keys;
    std::map<std::string, Role> roles;  ///< the four top-level roles are there
};

/// What one file says of another.
struct MetaFile {
    std::int64_t version = 0;  ///< above 0
    Content content;
};

struct Timestamp : Header {
    MetaFile snapshot;
};

struct Snapshot : Header {
    std::map<std::string, MetaFile> meta;  ///< by file name: "targets.json"
};

struct TargetFile {
    Content content;        ///< length is stated, and one hash at least
    nlohmann::json custom;  ///< for the application; null when there is none
};

struct DelegatedRole {
    std::string name;  ///< none of the four top-level ones
    Role role;
    bool terminating = false;
    std::vector<std::string> paths;             ///< patterns; either these
    std::vector<std::string> pathHashPrefixes;  ///< or these lower-case digits, or neither
};

/// Bins by hash of the path, named by number (TAP 15).
struct SuccinctRoles {
    Role role;
    unsigned bitLength = 1;  ///< in [1, 32]
    std::string namePrefix;
};

struct Delegations {
    Keys keys;
    std::vector<DelegatedRole> roles;  ///< in order of priority
    std::optional<SuccinctRoles> succinct;
};

struct Targets : Header {
    std::map<std::string, TargetFile> targets;  ///< by path
    std::optional<Delegations> delegations;
};

struct Signature {
    std::string keyId;
    std::string digits;  ///< should be hexadecimal; whatever it is does not spoil the signatures beside it
};

/// A file as it was read: content, and what its signatures are about.
template <class T>
struct Document {
    T content;
    std::string canonical;  ///< canonical JSON of "signed", fields that are not known included
    std::vector<Signature> signatures;
};

}  // namespace tidewaiter::tuf
