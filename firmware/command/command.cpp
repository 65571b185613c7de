#include "firmware/command/command.h"

#include <cstdio>

#include "firmware/command/arguments.h"
#include "firmware/command/evidence_command.h"
#include "firmware/command/inspect_command.h"
#include "firmware/command/policy_command.h"
#include "firmware/command/publisher_command.h"
#include "firmware/command/serve_command.h"
#include "firmware/command/terminal.h"
#include "firmware/command/watchlist_command.h"

namespace tidewaiter::command {

int run(const std::vector<std::string>& arguments) {
    const auto parsed = parseArguments(arguments, TIDEWAITER_VERSION);
    if (parsed.inspect) return runInspect(*parsed.inspect, TIDEWAITER_VERSION);
    if (parsed.policy) return runPolicy(*parsed.policy, TIDEWAITER_VERSION);
    if (parsed.watchlist) return runWatchlist(*parsed.watchlist);
    if (parsed.publisher) return runPublisher(*parsed.publisher);
    if (parsed.evidence) return runEvidence(*parsed.evidence, TIDEWAITER_VERSION);
    if (parsed.serve) return runServe(*parsed.serve, TIDEWAITER_VERSION);
    std::fputs(parsed.error.c_str(), stderr);
    if (const auto outcome = writeResult(parsed.output); !outcome) {
        sayProblem(outcome.error().message);
        return kExitFailed;
    }
    return parsed.exitCode;
}

}  // namespace tidewaiter::command
