// Console: the appliance as browsers see it: page, API, sessions.
// Thread rule: safe to call from any thread.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "firmware/console/list_api.h"
#include "firmware/console/system_api.h"
#include "firmware/console/web_server.h"
#include "firmware/people/first_start.h"
#include "firmware/people/roster.h"
#include "firmware/people/sessions.h"
#include "firmware/station/declaration_book.h"
#include "firmware/station/training_book.h"

namespace tidewaiter::console {

/// What the console shows and works with; all of it outlives the console.
struct ConsoleParts {
    station::Station& station;
    people::Roster& roster;
    people::Sessions& sessions;
    people::FirstStart& firstStart;
    station::DeclarationBook& declarations;
    station::ListKeeper& lists;
    const station::EvidenceKeeper& keeper;
    records::AuditLog& audit;
    station::TrainingBook& training;
};

struct ConsoleSetup {
    WebSetup web;
    std::filesystem::path page;   ///< folder of the page's files
    std::string fingerprint;      ///< of the certificate; empty without TLS
    std::string language = "en";  ///< of the page until somebody chooses another
    SystemFacts facts;
    std::function<Expected<ListsInUse>()> listsInUse;
    std::function<people::Instant()> now;
    /// Shows a new one-time code to whoever stands before the device.
    std::function<void(const std::string& code)> showCode;
};

class Console {
  public:
    /// Serves from now on. Fails where the page is not there or the address cannot be had.
    [[nodiscard]] static Expected<std::unique_ptr<Console>> start(const ConsoleSetup& setup,
                                                                  const ConsoleParts& parts);
    ~Console();
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

    [[nodiscard]] std::uint16_t port() const;

  private:
    struct Parts;
    explicit Console(std::unique_ptr<Parts> parts);

    std::unique_ptr<Parts> parts_;
};

}  // namespace tidewaiter::console
