// "Roles officer, supervisor, auditor, administrator." (issue 6, point 4)
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "firmware/people/role.h"

namespace tidewaiter::people::tests {
namespace {

std::string namesOf(Role role) {
    std::string names;
    for (const auto permission : permissionsOf(role)) {
        if (!names.empty()) names += ' ';
        names += kPermissions.nameOf(permission);
    }
    return names;
}

TEST(Role, MayDoWhatItsWorkAsksForAndNothingElse) {
    EXPECT_EQ(namesOf(Role::Officer), "inspect decide history");
    EXPECT_EQ(namesOf(Role::Supervisor),
              "inspect decide second-officer history lists-read lists declarations devices system audit "
              "holds-read holds");
    EXPECT_EQ(namesOf(Role::Auditor), "history lists-read system audit holds-read");
    EXPECT_EQ(namesOf(Role::Administrator),
              "history lists-read lists declarations people devices system audit holds-read holds");
}

TEST(Role, OnlyAdministratorsChangePeople) {
    for (const auto& row : kRoles.rows)
        EXPECT_EQ(may(row.value, Permission::People), row.value == Role::Administrator) << row.name;
}

TEST(Role, AuditorsChangeNothing) {
    for (const auto permission :
         {Permission::Inspect, Permission::Decide, Permission::SecondOfficer, Permission::Lists,
          Permission::Declarations, Permission::People, Permission::Devices, Permission::Holds})
        EXPECT_FALSE(may(Role::Auditor, permission)) << kPermissions.nameOf(permission);
}

TEST(Role, HasOneNameEach) {
    for (const auto& row : kRoles.rows) EXPECT_EQ(kRoles.parse(row.name), row.value);
    for (const auto& row : kPermissions.rows) EXPECT_EQ(kPermissions.parse(row.name), row.value);
    for (const auto* name : {"", "Officer", "root", "officer "}) EXPECT_FALSE(kRoles.parse(name)) << name;
}

}  // namespace
}  // namespace tidewaiter::people::tests
