// ServeKnowledge: networks, watchlists and policy of a running appliance, loaded anew when they have changed.
// Thread rule: safe to call from any thread.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "firmware/command/inspect_command.h"
#include "firmware/console/list_api.h"
#include "firmware/station/inspection_worker.h"
#include "firmware/watchlist/lists.h"
#include "firmware/watchlist/seen_serials.h"
#include "models/store.h"
#include "ocr/text/text_reader.h"

namespace tidewaiter::command {

struct KnowledgeSources {
    Installation installation;
    std::filesystem::path lists;                           ///< folder of watchlists
    std::optional<std::filesystem::path> policy;           ///< instead of the synchronized or installed one
    std::string repository;                                ///< that the configuration names, or empty
    ocr::TextOptions text;                                 ///< provider, threads, languages
    std::shared_ptr<const watchlist::SeenSerials> seen{};  ///< null: nothing is remembered
};

class ServeKnowledge {
  public:
    explicit ServeKnowledge(KnowledgeSources sources) : sources_(std::move(sources)) {}

    /// Opens all of it as it is now. A policy that came with the lists and cannot be used is told on standard
    /// error, and the program's own is used.
    [[nodiscard]] Expected<station::Knowledge> load();
    /// What was loaded last.
    [[nodiscard]] Expected<console::ListsInUse> inUse() const;
    /// That was loaded last.
    [[nodiscard]] Expected<inspection::Policy> policyInUse() const;
    /// Brings the lists up to date, and says what has come.
    [[nodiscard]] Expected<std::string> synchronize() const;

  private:
    [[nodiscard]] Expected<inspection::Policy> choosePolicy(const models::Store& store) const;

    const KnowledgeSources sources_;
    mutable std::mutex mutex_;
    std::shared_ptr<const watchlist::Lists> lists_;
    std::optional<inspection::Policy> policy_;
};

}  // namespace tidewaiter::command
