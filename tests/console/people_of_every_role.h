// PeopleOfEveryRole: a served console whose people are called as their roles are, and each one's session.
// Thread rule: one thread at a time.
#pragma once

#include <stdexcept>

#include "firmware/people/role.h"
#include "tests/console/api_client.h"
#include "tests/console/served.h"

namespace tidewaiter::console::tests {

/// The session of whoever has this role; makes the people where there are none.
inline std::string sessionOf(const Served& served, people::Role role) {
    ApiClient client(served.port());
    const auto nameOf = [](people::Role each) { return std::string(people::kRoles.nameOf(each)); };
    if (client.get("/status").json().value("state", "") == "setup") {
        client.setUp(served.code(), nameOf(people::Role::Administrator), kPin);
        for (const auto& row : people::kRoles.rows) {
            if (row.value != people::Role::Administrator)
                client.post("/people", {{"name", row.name}, {"role", row.name}, {"secret", kPin}});
        }
    }
    if (client.logIn(nameOf(role), kPin).status != 201)
        throw std::runtime_error("cannot log in as " + nameOf(role));
    return client.cookie();
}

}  // namespace tidewaiter::console::tests
