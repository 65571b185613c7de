// Person: somebody who may work with this device.
// Thread rule: immutable value, safe to use from any thread.
//
// People are never removed, only deactivated: records and the audit log name them.
#pragma once

#include <optional>
#include <string>

#include "firmware/people/role.h"

namespace tidewaiter::people {

struct Person {
    std::string id;  ///< 32 hexadecimal digits, random
    std::string name;
    Role role = Role::Officer;
    bool active = true;  ///< others cannot log in
    bool badge = false;  ///< can log in with a badge in place of the name

    bool operator==(const Person&) const = default;
};

/// Somebody who is to become a Person.
struct NewPerson {
    std::string name;  ///< 1 to 64 characters; unlike all others also in small letters
    Role role = Role::Officer;
    std::string secret;   ///< PIN or password (secret_rules.h)
    std::string badge{};  ///< what its barcode says; empty without one
};

/// What is to be different; what is not set stays.
struct Change {
    std::optional<Role> role{};
    std::optional<bool> active{};
    std::optional<std::string> secret{};
    std::optional<std::string> badge{};  ///< empty takes it away
};

}  // namespace tidewaiter::people
