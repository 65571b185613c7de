// StoreBuilder: makes a store of entries in any order; the old one stays until the new one is whole.
// Thread rule: one thread at a time. Writes beside the target until finish() gives the file its name.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "firmware/watchlist/store.h"

namespace tidewaiter::watchlist {

/// What a store is to be called, and what it has to hold.
struct ListTitle {
    std::string name;
    std::string version;        ///< as its publisher counts, or empty
    std::string contentHash{};  ///< of the content it must have; empty: whatever it has
};

/// What to say of a list whose content is not its title's.
[[nodiscard]] Error notAsPublished(const ListTitle& title);

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

    /// Sorts, counts and writes through; `working` is called now and then meanwhile. Fails, and leaves the
    /// old store, where the content is not what the title says.
    [[nodiscard]] Expected<Summary> finish(
        const ListTitle& title, const std::function<void()>& working = [] {});

  private:
    struct Draft;

    explicit StoreBuilder(std::unique_ptr<Draft> draft);
    std::unique_ptr<Draft> draft_;
};

}  // namespace tidewaiter::watchlist
