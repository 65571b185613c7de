// HoldDesk: where supervisors have inspections kept, whatever the policy says, and let them go again.
// Thread rule: safe to call from any thread; placing and releasing take turns.
#pragma once

#include <functional>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "firmware/records/legal_hold.h"
#include "firmware/records/record_index.h"
#include "firmware/records/record_store.h"
#include "firmware/station/refusal.h"

namespace tidewaiter::station {

struct HoldMeans {
    std::function<std::string()> now;    ///< RFC 3339
    std::function<std::string()> newId;  ///< ULID
    /// Event "hold" for everybody who watches.
    std::function<void(const std::string& event, const nlohmann::json& data)> tell;
};

class HoldDesk {
  public:
    static constexpr std::size_t kMostInspections = 200;
    static constexpr std::size_t kMostReason = 500;  // bytes

    /// Store and index outlive the desk.
    HoldDesk(HoldMeans means, const records::RecordStore& store, const records::RecordIndex& index)
        : means_(std::move(means)), store_(store), index_(index) {}

    /// Holds in force, oldest first; on one inspection, or on any where `inspection` is empty.
    [[nodiscard]] Outcome<std::vector<records::IndexedHold>> inForce(const std::string& inspection) const;
    /// Seals a hold on sealed inspections. Each hold is released by itself.
    [[nodiscard]] Outcome<records::IndexedHold> place(const std::vector<std::string>& inspections,
                                                      const std::string& reason, const std::string& by);
    /// Seals that the hold `id` is lifted.
    [[nodiscard]] Outcome<void> release(const std::string& id, const std::string& reason,
                                        const std::string& by);

  private:
    [[nodiscard]] Outcome<records::Record> seal(const records::LegalHold& hold) const;

    const HoldMeans means_;
    const records::RecordStore& store_;
    const records::RecordIndex& index_;
    std::mutex turns_;
};

}  // namespace tidewaiter::station
