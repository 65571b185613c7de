// StoreBuilder: makes a store of entries in any order; the old one stays until the new one is whole.
// Thread rule: one thread at a time. Writes beside the target until finish() gives the file its name.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "firmware/watchlist/store.h"

namespace tidewaiter::watchlist {

class StoreBuilder {
  public:
    /// Begins a store that will stand at `target`. What an interrupted build left there is removed.
    [[nodiscard]] static Expected<StoreBuilder> begin(const std::filesystem::path& target);
    StoreBuilder(StoreBuilder&&) noexcept;
    StoreBuilder& operator=(StoreBuilder&&) = delete;
    /// Removes what was not finished.
    ~StoreBuilder();

    /// Adds an entry that checked() has passed. Fails where an id stands twice among entries that are not
    /// exact serial numbers; equal serial numbers of one id count once.
    [[nodiscard]] Expected<void> add(const Entry& entry);

    /// Sorts, counts and writes through; `working` is called now and then meanwhile.
    [[nodiscard]] Expected<Summary> finish(
        const std::string& name, const std::string& version, const std::function<void()>& working = [] {});

  private:
    struct Draft;

    explicit StoreBuilder(std::unique_ptr<Draft> draft);
    std::unique_ptr<Draft> draft_;
};

}  // namespace tidewaiter::watchlist
