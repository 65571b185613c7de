// AwaitedPictures: pictures that were kept and that no sealed record names yet, so that no removal takes
// them. Thread rule: one thread at a time.
//
// Inside firmware/records only. An inspection that is never sealed leaves its pictures here, so that only the
// latest are remembered: many more than all open inspections can have.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "firmware/records/record.h"

namespace tidewaiter::records {

class AwaitedPictures {
  public:
    static constexpr std::size_t kMost = 10'000;

    void add(const std::string& sha256);
    /// A record that names them is sealed.
    void forget(const std::vector<Image>& images);
    [[nodiscard]] bool contains(const std::string& sha256) const;
    [[nodiscard]] const std::deque<std::string>& all() const { return hashes_; }

  private:
    std::deque<std::string> hashes_;  // oldest first
};

}  // namespace tidewaiter::records
