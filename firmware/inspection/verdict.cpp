#include "firmware/inspection/verdict.h"

#include <algorithm>

namespace tidewaiter::inspection {

Verdict decide(const std::vector<Finding>& findings) {
    auto worst = Severity::Info;
    for (const auto& finding : findings) worst = std::max(worst, finding.severity);
    switch (worst) {
        case Severity::Hold:
            return Verdict::Hold;
        case Severity::Inspect:
            return Verdict::Inspect;
        case Severity::Info:
            break;
    }
    return Verdict::Clear;
}

}  // namespace tidewaiter::inspection
