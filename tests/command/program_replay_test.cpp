// Sealed inspections made again: what has changed is said, and nothing that was not sealed is used.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/command/evidence_program.h"

namespace tidewaiter::tests {
namespace {

class Replay : public EvidenceProgram {
  protected:
    /// With the lists that the inspection was made with.
    Outcome replay(const std::string& id, std::vector<std::string> more = {}) {
        more.insert(more.begin(), {id, "--lists", path("lists")});
        return evidence("replay", more);
    }
    std::string sealed() {
        return idIn(inspect("tea", photo("a.png", {"NVIDIA H100", "900-21010-0000-000"})));
    }
};

// "Replay runs the recorded frames and says what changed."
TEST_F(Replay, SaysThatNothingHasChanged) {
    const auto id = sealed();
    ASSERT_EQ(id.size(), 26U);
    std::filesystem::remove(path("a.png"));
    const auto same = replay(id);
    EXPECT_EQ(same.exitCode, 0) << same.out << same.err;
    expectSays(same, "Replay of " + id + ", inspected 20");
    expectSays(same,
               "Program, networks, policy and lists are the recorded ones.\nVerdict: hold, as recorded\n");
    expectSays(same, "The same was read and found.\n");

    const auto json = replay(id, {"--json"});
    EXPECT_EQ(json.exitCode, 0) << json.err;
    const auto said = nlohmann::json::parse(json.out);
    EXPECT_EQ(said["inspection"], id);
    EXPECT_TRUE(said["same"]);
    EXPECT_TRUE(said["versions"].empty());
    EXPECT_EQ(said["verdict"], (nlohmann::json{{"recorded", "hold"}, {"now", "hold"}}));
    EXPECT_TRUE(said["findings"]["new"].empty() && said["fields"]["gone"].empty());
    expectSays(evidence("verify"), ": 1 record and 1 picture, root ");
}

// A light ring's pictures, and the one with all lights off that is subtracted from them.
TEST_F(Replay, OfALightRingNeedsNothingButTheEvidence) {
    const auto ring = path("ring");
    const auto command =
        std::string(TIDEWAITER_RENDER_SCENE) + " --kind package --ring 4 --seed 3 --out " + ring;
    ASSERT_EQ(std::system(command.c_str()), 0);
    const auto id = idIn(inspect("tea", ring));
    ASSERT_EQ(id.size(), 26U);
    std::filesystem::remove_all(ring);
    const auto same = replay(id);
    EXPECT_EQ(same.exitCode, 0) << same.out << same.err;
    expectSays(same, "The same was read and found.\n");
    EXPECT_EQ(same.out.find("Note:"), std::string::npos) << same.out;
    EXPECT_NE(evidence("verify").out.find(": 1 record and 6 pictures"), std::string::npos)
        << evidence("verify").out;
}

TEST_F(Replay, SaysWhatNewListsAndAnotherPolicyFind) {
    const auto id = idIn(inspect("tea", photo("b.png", {"GREEN TEA", "S/N: 1323621004567"})));
    ASSERT_EQ(id.size(), 26U);
    const auto list = write("stolen.csv", "value,reason\n1323621004567,stolen from a data centre\n");
    ASSERT_EQ(run({"watchlist", "import", list, "--lists", path("lists")}).exitCode, 0);
    const auto changed = replay(id);
    EXPECT_EQ(changed.exitCode, 10) << changed.out << changed.err;
    expectSays(changed, "Not the recorded versions:\n  list stolen: none, now ");
    expectSays(changed, "Verdict: clear, now ");
    expectSays(changed, "] watchlist.listed: ");
    expectSays(changed, "NOT the same was read or found.\n");
    const auto said = nlohmann::json::parse(replay(id, {"--json"}).out);
    EXPECT_FALSE(said["same"]);
    EXPECT_EQ(said["findings"]["new"].size(), 1U) << said;
    EXPECT_EQ(said["versions"][0]["part"], "list stolen");

    std::ifstream in(TIDEWAITER_SOURCE_DIR "/models/data/policy.toml");
    std::string policy{std::istreambuf_iterator<char>(in), {}};
    const std::string version = "version = \"";
    ASSERT_NE(policy.find(version), std::string::npos);
    policy.insert(policy.find(version) + version.size(), "other-");
    const auto other = replay(id, {"--policy", write("other.toml", policy)});
    EXPECT_EQ(other.exitCode, 10) << other.out << other.err;
    expectSays(other, "  policy: ");
    expectSays(other, ", now other-");
}

TEST_F(Replay, RefusesWhatIsNotAsItWasSealed) {
    const auto id = sealed();
    expectFailure(replay("01KAMZ0000000000000000000X"), 1,
                  "there is no sealed record \"01KAMZ0000000000000000000X\"; tidewaiter evidence list says");
    const auto given = evidence("hand-over", {id, "--from", "A", "--to", "B"});
    expectFailure(replay(idIn(given)), 1, " is no inspection; tidewaiter evidence list says which");
    expectFailure(replay(id, {"--policy", path("nowhere.toml")}), 1, "nowhere.toml");
    expectFailure(evidence("replay"), 2, "name the inspection to make again");
    for (const auto& file : std::filesystem::recursive_directory_iterator(path("evidence/images"))) {
        if (file.is_regular_file()) std::filesystem::resize_file(file.path(), file.file_size() - 1);
    }
    expectFailure(replay(id), 1, " was changed after it was sealed; restore it from a copy of the evidence");
}

}  // namespace
}  // namespace tidewaiter::tests
