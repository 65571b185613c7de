// Lists: all watchlists that are in use, each a store.
// Thread rule: safe to call from any thread; look-ups take turns.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/watchlist/party_index.h"
#include "firmware/watchlist/serial_match.h"
#include "firmware/watchlist/store.h"

namespace tidewaiter::watchlist {

/// What the names of stores end with.
inline constexpr std::string_view kStoreEnding = ".watchlist";

/// A hit and the list it stands on.
struct ListHit {
    Hit hit;
    std::string list;  ///< its name
};

/// When lists that are synchronized were brought up to date last. Days are ISO 8601, empty where nobody
/// knows.
struct Freshness {
    std::string completed;        ///< the day on which all of them were
    std::string expires;          ///< the day on which what was signed then stops being valid
    std::set<std::string> lists;  ///< names of those that are synchronized, not imported by hand
};

class Lists {
  public:
    /// Opens every store in the folder, in the order of their names. A folder that is not there holds none; a
    /// store that cannot be opened is a failure: an inspection must not go on as if nothing were listed.
    [[nodiscard]] static Expected<Lists> open(const std::filesystem::path& folder);
    Lists(Lists&&) noexcept;
    Lists& operator=(Lists&&) noexcept;
    ~Lists();

    [[nodiscard]] const std::vector<Summary>& summaries() const { return summaries_; }

    /// None where no list is synchronized.
    [[nodiscard]] const std::optional<Freshness>& freshness() const { return freshness_; }
    /// Says it; needs the object alone.
    void setFreshness(Freshness freshness) { freshness_ = std::move(freshness); }

    /// Whether the content of that list is what its hash says: reads all of it. Precondition: `list` is below
    /// the number of summaries.
    [[nodiscard]] Expected<bool> isWhole(std::size_t list) const;

    /// The entries of this kind that count on `day` (ISO 8601) and that the text can be, likeliest first.
    /// Fails where a store cannot be read.
    [[nodiscard]] Expected<std::vector<ListHit>> findNumber(EntryKind kind, const DoubtfulText& text,
                                                            std::string_view day) const;

    /// All entries of a kind that count on `day`, for kinds that are looked for in texts. Borrowed.
    [[nodiscard]] std::vector<std::pair<const Entry*, std::string_view>> entries(EntryKind kind,
                                                                                 std::string_view day) const;

    /// The parties that a name at an address may be, or that a line of name and address names (empty
    /// `address`), likeliest first, from `least` on (party_match.h). Borrowed. The first of these look-ups
    /// reads the names of all parties.
    [[nodiscard]] std::vector<PartyHit> findParty(std::string_view name, std::string_view address,
                                                  std::string_view day, double least = kPossibleParty) const;
    /// The parties whose whole name stands in a line among other words.
    [[nodiscard]] std::vector<PartyHit> findPartyInLine(std::string_view line, std::string_view day) const;
    /// The parties at the address that the line is, or that stands in it behind a name.
    [[nodiscard]] std::vector<PartyHit> findPartyAt(std::string_view line, std::string_view day) const;

  private:
    struct Open;

    [[nodiscard]] const PartyIndex& parties() const;

    explicit Lists(std::unique_ptr<Open> open);

    std::unique_ptr<Open> open_;
    std::vector<Summary> summaries_;
    std::optional<Freshness> freshness_;
};

}  // namespace tidewaiter::watchlist
