#include "firmware/people/member.h"

#include <sodium.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "firmware/people/plain_text.h"
#include "firmware/tuf/hex.h"
#include "firmware/tuf/json_node.h"
#include "firmware/tuf/strict_json.h"
#include "models/sha256.h"

namespace tidewaiter::people {

using nlohmann::json;
using tuf::JsonNode;

namespace {

constexpr int kSchema = 1;
constexpr const char* kChecksum = "checksum";

json jsonOf(const Member& member) {
    const auto& person = member.person;
    return {{"id", person.id},         {"name", person.name},         {"role", kRoles.nameOf(person.role)},
            {"active", person.active}, {"secret", member.secretHash}, {"badge", member.badgeHash}};
}

Role roleIn(const JsonNode& node) {
    const auto role = kRoles.parse(node.text());
    if (!role) node.refuse("one of " + kRoles.names());
    return role.value_or(Role::Auditor);
}

Member memberIn(const JsonNode& node) {
    Member member;
    member.person.id = node.member("id").text();
    member.person.name = node.member("name").text();
    member.nameKey = nameKey(member.person.name);
    member.person.role = roleIn(node.member("role"));
    member.person.active = node.member("active").boolean();
    member.secretHash = node.member("secret").text();
    member.badgeHash = node.member("badge").text();
    member.person.badge = !member.badgeHash.empty();
    return member;
}

MemberList listIn(const JsonNode& node) {
    if (node.member("schema").integer(1) != kSchema) node.refuse("of version 1");
    const auto key = tuf::fromHex(node.member("badge_key").text());
    if (!key || key->size() != crypto_generichash_KEYBYTES) node.member("badge_key").refuse("64 digits");
    MemberList list{key.value_or(""), {}};
    for (const auto& element : node.member("people").elements()) list.members.push_back(memberIn(element));
    if (!hasAdministrator(list.members)) node.member("people").refuse("with an active administrator");
    return list;
}

// What is changed by accident is told; it protects from nobody who can write the file.
bool isWhole(json& value) {
    if (!value.is_object() || !value.contains(kChecksum)) return false;
    const auto checksum = value[kChecksum];
    value.erase(kChecksum);
    return checksum == models::sha256(value.dump());
}

tl::unexpected<Error> damaged(const std::string& place, const std::string& why) {
    return failure("the list of people " + place + " is damaged (" + why +
                   "); restore it from its backup, or remove it to begin with a new administrator");
}

}  // namespace

bool hasAdministrator(const std::vector<Member>& members) {
    return std::any_of(members.begin(), members.end(), [](const Member& member) {
        return member.person.active && member.person.role == Role::Administrator;
    });
}

std::string bytesOf(const MemberList& list) {
    json value = {{"schema", kSchema}, {"badge_key", tuf::toHex(list.badgeKey)}, {"people", json::array()}};
    for (const auto& member : list.members) value["people"].push_back(jsonOf(member));
    value[kChecksum] = models::sha256(value.dump());
    return value.dump(1) + '\n';
}

Expected<MemberList> parseMembers(std::string_view bytes, const std::string& place) {
    auto value = tuf::parseStrictly(bytes);
    if (!value) return damaged(place, "it " + value.error().message);
    if (!isWhole(*value)) return damaged(place, "its checksum is not that of its content");
    tuf::Mistake mistake;
    auto list = listIn(JsonNode(*value, "it", mistake));
    if (!mistake.sentence().empty()) return damaged(place, mistake.sentence());
    return list;
}

}  // namespace tidewaiter::people
