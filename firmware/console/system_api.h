// SystemApi: how the device is, and who did what with it.
// Thread rule: safe to call from any thread.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "firmware/console/route.h"
#include "firmware/records/audit_log.h"
#include "firmware/station/evidence_keeper.h"
#include "firmware/station/station.h"

namespace tidewaiter::console {

/// What does not change while the program runs.
struct SystemFacts {
    std::string version;                        ///< of the program
    std::map<std::string, std::string> models;  ///< SHA-256 of every data file by name
};

struct SystemMeans {
    station::Station& station;
    const station::EvidenceKeeper& keeper;
    records::AuditLog& audit;
    SystemFacts facts;
    std::function<std::string()> policy;  ///< version of the one in use
    std::function<double()> uptimeS;
};

[[nodiscard]] std::vector<Route> systemRoutes(const SystemMeans& means);

}  // namespace tidewaiter::console
