// Role: what a person is on this device, and what that lets them do.
// Thread rule: immutable values and pure functions, safe to use from any thread.
#pragma once

#include <vector>

#include "models/name_table.h"

namespace tidewaiter::people {

/// Names are written into files and records: never change these.
enum class Role {
    Officer,        ///< inspects and decides
    Supervisor,     ///< also second officer, brings in lists and declarations, sees the audit log
    Auditor,        ///< sees what was done, changes nothing
    Administrator,  ///< people, lists, devices; does not inspect
};

inline constexpr auto kRoles = makeNameTable<Role>({{Role::Officer, "officer"},
                                                    {Role::Supervisor, "supervisor"},
                                                    {Role::Auditor, "auditor"},
                                                    {Role::Administrator, "administrator"}});

/// Names are sent to the page: never change these.
enum class Permission {
    Inspect,        ///< make inspections: photos, captures, training
    Decide,         ///< confirm or overrule
    SecondOfficer,  ///< agree to an overruling as the second person
    History,        ///< look through inspections that were made
    ListsRead,      ///< see which lists and policy are in use
    Lists,          ///< bring them in
    Declarations,   ///< bring in declarations
    People,         ///< add people and change them
    Devices,        ///< test devices
    System,         ///< see the device's health
    Audit,          ///< see who did what
    HoldsRead,      ///< see what is kept whatever the policy says
    Holds,          ///< have inspections kept, and let them go again
};

inline constexpr auto kPermissions = makeNameTable<Permission>({{Permission::Inspect, "inspect"},
                                                                {Permission::Decide, "decide"},
                                                                {Permission::SecondOfficer, "second-officer"},
                                                                {Permission::History, "history"},
                                                                {Permission::ListsRead, "lists-read"},
                                                                {Permission::Lists, "lists"},
                                                                {Permission::Declarations, "declarations"},
                                                                {Permission::People, "people"},
                                                                {Permission::Devices, "devices"},
                                                                {Permission::System, "system"},
                                                                {Permission::Audit, "audit"},
                                                                {Permission::HoldsRead, "holds-read"},
                                                                {Permission::Holds, "holds"}});

[[nodiscard]] bool may(Role role, Permission permission);
/// In the order of kPermissions.
[[nodiscard]] std::vector<Permission> permissionsOf(Role role);

}  // namespace tidewaiter::people
