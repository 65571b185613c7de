// ClaimedBody: the package that a chip's marking says it is in.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <string>
#include <vector>

#include "firmware/inspection/marked_package.h"
#include "models/package_codes.h"

namespace tidewaiter::inspection {

/// Borrows from the marked package and the table of codes.
struct ClaimedBody {
    const MarkedPackage* package = nullptr;               ///< never null in a result
    std::string part;                                     ///< as it was read, with its package code
    std::vector<std::string> readings;                    ///< ids, that it was read from
    std::vector<const models::PackageOutline*> outlines;  ///< those it can be, never empty
    std::string source;
    double certainty = 0;  ///< in [0, 1]: of package, reading and data, the weakest
};

/// What the markings of `packages` claim. Left out are markings that are not sure to the last character,
/// regions with two part numbers or with other packages inside (they are no single chip), and markings too
/// short for the region, which then is more than the chip.
[[nodiscard]] std::vector<ClaimedBody> claimedBodies(const std::vector<MarkedPackage>& packages,
                                                     const models::PackageCodes& codes);

/// The finding that a chip is not what its marking claims: "... marked P, which comes in `package`, but
/// `seen`".
[[nodiscard]] Finding findingAgainst(const ClaimedBody& claim, const Case& item, const std::string& package,
                                     const std::string& seen);

}  // namespace tidewaiter::inspection
