#include "firmware/people/role.h"

#include <algorithm>
#include <initializer_list>

namespace tidewaiter::people {

namespace {

bool among(Permission permission, std::initializer_list<Permission> allowed) {
    return std::find(allowed.begin(), allowed.end(), permission) != allowed.end();
}

}  // namespace

bool may(Role role, Permission permission) {
    using enum Permission;
    switch (role) {
        case Role::Officer:
            return among(permission, {Inspect, Decide, History});
        case Role::Supervisor:
            return permission != People;
        case Role::Auditor:
            return among(permission, {History, ListsRead, System, Audit, HoldsRead});
        case Role::Administrator:
            return among(permission, {History, ListsRead, Lists, Declarations, Permission::People, Devices,
                                      System, Audit, HoldsRead, Holds});
    }
    return false;
}

std::vector<Permission> permissionsOf(Role role) {
    std::vector<Permission> permissions;
    for (const auto& row : kPermissions.rows) {
        if (may(role, row.value)) permissions.push_back(row.value);
    }
    return permissions;
}

}  // namespace tidewaiter::people
