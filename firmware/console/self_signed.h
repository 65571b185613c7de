// SelfSigned: a new key and a certificate that it signs itself.
// Thread rule: safe to call from any thread.
//
// P-256 with SHA-256, which every browser takes. Valid for 824 days, since Apple's devices refuse
// certificates of servers beyond 825 (HT210176), whoever made them. For this server alone: it can sign no
// others, so that who trusts it trusts nothing else.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "firmware/files/secret.h"
#include "models/error.h"

namespace tidewaiter::console {

inline constexpr std::chrono::days kValidity{824};
/// Valid from a little before it was made, for browsers whose clock is behind.
inline constexpr std::chrono::days kBefore{1};

/// PEM: private key and certificate. `names` are host names and addresses, of which the first host name
/// stands in the subject, too; what is neither is left out.
[[nodiscard]] Expected<files::Secret> makeSelfSigned(const std::vector<std::string>& names,
                                                     std::chrono::sys_seconds now);

}  // namespace tidewaiter::console
