// Member: a Person as the roster's file keeps it, with what must not leave the roster.
// Thread rule: immutable value and pure functions, safe to use from any thread.
//
// Inside firmware/people only. Format: FORMAT.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/people/person.h"
#include "models/error.h"

namespace tidewaiter::people {

struct Member {
    Person person;
    std::string nameKey;      ///< of the name (plain_text.h), so that nobody compares spellings anew
    std::string secretHash;   ///< Argon2id, with its cost and salt
    std::string badgeHash{};  ///< keyed, hexadecimal digits; empty without a badge

    bool operator==(const Member&) const = default;
};

struct MemberList {
    std::string badgeKey;  ///< bytes: what badges are hashed with
    std::vector<Member> members;
};

/// At least one of them is an administrator who can log in.
[[nodiscard]] bool hasAdministrator(const std::vector<Member>& members);

[[nodiscard]] std::string bytesOf(const MemberList& list);
/// Fails, with a sentence that names `place`, on anything but a whole list of this version.
[[nodiscard]] Expected<MemberList> parseMembers(std::string_view bytes, const std::string& place);

}  // namespace tidewaiter::people
