// SeenSerials: which serial numbers earlier inspections read, and of what.
// Thread rule: safe to call from any thread, and from several processes on one file.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"

namespace tidewaiter::watchlist {

/// One inspection that read a serial number.
struct Sighting {
    std::string inspection;           ///< its id
    std::string time;                 ///< RFC 3339
    std::string item;                 ///< of the manifest, or empty
    std::string goods;                ///< as declared, or empty
    std::vector<std::string> photos;  ///< SHA-256 of each

    bool operator==(const Sighting&) const = default;
};

class SeenSerials {
  public:
    /// Opens the file, and makes it where there is none.
    [[nodiscard]] static Expected<SeenSerials> open(const std::filesystem::path& file);
    SeenSerials(SeenSerials&&) noexcept;
    SeenSerials& operator=(SeenSerials&&) noexcept;
    ~SeenSerials();

    /// The inspections that read this serial number, oldest first.
    [[nodiscard]] std::vector<Sighting> sightingsOf(std::string_view serial) const;

    /// Remembers that this inspection read these, all of them or none.
    [[nodiscard]] Expected<void> remember(const Sighting& sighting,
                                          const std::vector<std::string>& serials) const;

  private:
    struct Open;

    explicit SeenSerials(std::unique_ptr<Open> open);

    std::unique_ptr<Open> open_;
};

}  // namespace tidewaiter::watchlist
