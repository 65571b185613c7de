// EvidenceProgram: the built tidewaiter, sealing into a folder of the test.
// Thread rule: one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "tests/command/program.h"

namespace tidewaiter::tests {

class EvidenceProgram : public ProgramTest {
  protected:
    Outcome inspect(const std::string& goods, const std::string& photo) {
        return run({"inspect", "--declared", goods, "--seal", "--evidence", path("evidence"), "--lists",
                    path("lists"), "--seen", "", photo});
    }
    Outcome evidence(const std::string& action, const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments = {"evidence", action, "--evidence", path("evidence")};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }
    /// Of the inspection that was sealed last.
    static std::string idIn(const Outcome& outcome) {
        constexpr std::size_t kUlid = 26;
        const std::string word = "Sealed: ";
        const auto at = outcome.out.rfind(word);
        return at == std::string::npos ? "" : outcome.out.substr(at + word.size(), kUlid);
    }
};

inline void expectSays(const Outcome& outcome, const std::string& part) {
    EXPECT_NE(outcome.out.find(part), std::string::npos) << outcome.out << outcome.err;
}

}  // namespace tidewaiter::tests
