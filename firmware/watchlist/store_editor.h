// StoreEditor: a store with changes made to it; the old one stays until the new one is whole.
// Thread rule: one thread at a time. Writes beside the target until finish() gives the file its name.
#pragma once

#include <filesystem>
#include <memory>

#include "firmware/watchlist/list_file.h"
#include "firmware/watchlist/store_builder.h"

namespace tidewaiter::watchlist {

class StoreEditor {
  public:
    /// Begins with a copy of the store at `target`. What an interrupted edit left there is removed.
    [[nodiscard]] static Expected<StoreEditor> begin(const std::filesystem::path& target);
    StoreEditor(StoreEditor&&) noexcept;
    StoreEditor& operator=(StoreEditor&&) = delete;
    /// Removes what was not finished.
    ~StoreEditor();

    /// Fails where what goes is not there, or what comes is.
    [[nodiscard]] Expected<void> apply(const Change& change);

    /// Counts anew what has changed and writes through. Fails, and leaves the old store, where the content is
    /// not what the title says.
    [[nodiscard]] Expected<Summary> finish(const ListTitle& title);

  private:
    struct Draft;

    explicit StoreEditor(std::unique_ptr<Draft> draft);
    std::unique_ptr<Draft> draft_;
};

}  // namespace tidewaiter::watchlist
