// PolicyReader: a policy from its TOML; every mistake is kept with its line. Inside firmware/inspection only.
// Thread rule: pure function.
#pragma once

#include <string>
#include <vector>

#include "firmware/inspection/policy.h"

namespace tidewaiter::inspection {

struct PolicyReading {
    Policy policy;                      ///< of use only without mistakes
    std::vector<std::string> mistakes;  ///< one sentence each, in the order of the file
};

class PolicyReader {
  public:
    [[nodiscard]] static PolicyReading read(const std::string& text, const std::string& name);

  private:
    class Pass;
};

}  // namespace tidewaiter::inspection
