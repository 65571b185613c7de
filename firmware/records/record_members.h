// RecordMembers: takes members out of a JSON object that a record holds, and remembers what is wrong.
// Thread rule: one thread at a time.
//
// Inside firmware/records only.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "firmware/records/record.h"

namespace tidewaiter::records {

class RecordMembers {
  public:
    /// Borrowed.
    explicit RecordMembers(const nlohmann::json& object) : object_(object) {}

    /// Null where it is missing or of another type.
    const nlohmann::json& get(const char* name, nlohmann::json::value_t type);
    std::string text(const char* name);
    bool truth(const char* name);
    std::uint64_t number(const char* name);
    std::vector<std::string> texts(const char* name);

    /// Name of the first member that is missing or of another type; empty while there is none.
    [[nodiscard]] const std::string& missing() const { return missing_; }
    void miss(const std::string& name);

  private:
    const nlohmann::json& object_;
    std::string missing_;
};

/// The person that `object` is; `members` misses `name` where it is none.
[[nodiscard]] Signatory signatoryIn(const nlohmann::json& object, RecordMembers& members,
                                    const std::string& name);

/// Why `place` is no record.
[[nodiscard]] Error noRecord(const std::string& place, const std::string& why);

}  // namespace tidewaiter::records
