// "Retention by policy with legal hold" (issue 6, point 8) and witnesses, as the installed program does it.
#include <nlohmann/json.hpp>

#include "firmware/records/record_store.h"
#include "tests/command/evidence_program.h"
#include "tests/records/kept_policy.h"
#include "tests/tlog/witness.h"

namespace tidewaiter::tests {
namespace {

using records::tests::keptPolicyText;
using records::tests::recordId;

class RetentionProgram : public EvidenceProgram {
  protected:
    /// Three clear inspections of 2023 and one of the year 2999.
    void sealOld() {
        const auto store = records::RecordStore::open(path("evidence"));
        ASSERT_TRUE(store) << store.error().message;
        for (int i = 0; i < 4; ++i) {
            const auto image = store->keep(records::tests::picture(i)).value();
            ASSERT_TRUE(store->seal({records::RecordKind::Inspection,
                                     recordId(i),
                                     i < 3 ? "2023-11-14T08:00:00.000Z" : "2999-01-01T08:00:00.000Z",
                                     store->device(),
                                     {},
                                     {image},
                                     {{"verdict", "clear"}}}));
        }
    }
    Outcome remove(const std::string& keepDays, const std::vector<std::string>& more = {"--clock-checked"},
                   int unsealedDays = 0) {
        std::vector<std::string> words = {"--policy",
                                          write("policy.toml", keptPolicyText(keepDays, unsealedDays))};
        words.insert(words.end(), more.begin(), more.end());
        return evidence("remove", words);
    }
    Outcome hold(const std::string& action, const std::string& id) {
        return evidence(action, {id, "--by", "District Court", "--reason", "case 4711"});
    }
};

TEST_F(RetentionProgram, RemovesWhatThePolicyKeepsNoLongerButNotWhatIsOnHold) {
    sealOld();
    const auto held = hold("hold", recordId(1));
    EXPECT_EQ(held.exitCode, 0) << held.err;
    expectSays(held, "put on hold by District Court: case 4711 " + recordId(1) + "\n");

    const auto planned = remove("{ clear = 30 }", {"--dry-run"});
    EXPECT_EQ(planned.exitCode, 0) << planned.err;
    expectSays(planned, recordId(0) + "  2023-11-14T08:00:00.000Z  clear, kept for 30 days\n");
    expectSays(planned, "Would remove 2 inspections and 2 pictures (0 MiB) by the policy ");
    expectSays(planned, "; 1 stays, 1 on hold.\n");
    expectSays(evidence("verify"), ": 5 records and 4 pictures, root ");

    const auto removed = remove("{ clear = 30 }");
    EXPECT_EQ(removed.exitCode, 0) << removed.err;
    expectSays(removed, "Removed 2 inspections and 2 pictures");
    expectSays(evidence("list"), recordId(0) + "  removed by ");
    const auto verified = evidence("verify");
    EXPECT_EQ(verified.exitCode, 0) << verified.err;
    expectSays(verified, "2 inspections were removed as the policy says; sealed removals name them\n");

    const auto released = hold("release", idIn(held));
    EXPECT_EQ(released.exitCode, 0) << released.err;
    expectSays(released, "hold released by District Court: case 4711 " + idIn(held) + "\n");
    expectSays(remove("{ clear = 30 }"), "Removed 1 inspection and 1 picture");
    expectSays(remove("{ clear = 30 }"), "Removed 0 inspections and 0 pictures");
    EXPECT_EQ(evidence("verify").exitCode, 0);
}

TEST_F(RetentionProgram, RemovesNothingWithoutAnythingToGoBy) {
    expectFailure(remove("{ clear = 30 }"), 1, "device.vkey is missing; name the folder with --evidence");
    sealOld();
    expectFailure(evidence("remove", {"--policy", path("none.toml")}), 1, "none.toml");
    std::filesystem::remove(path("evidence/records/01KA/" + recordId(2) + ".json"));
    expectFailure(remove("{ clear = 30 }"), 1, recordId(2) + " is missing; tidewaiter evidence verify says");
    expectSays(evidence("list"), "");
    EXPECT_TRUE(std::filesystem::exists(path("evidence/records/01KA/" + recordId(0) + ".json")));
}

TEST_F(RetentionProgram, RemovesOldPicturesOfNoInspection) {
    sealOld();
    const auto stray = records::RecordStore::open(path("evidence"))->keep("taken for nothing");
    ASSERT_TRUE(stray);
    const auto file = records::EvidenceFiles(path("evidence")).image(stray->sha256);
    std::filesystem::last_write_time(file,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(49));
    const std::vector<std::string> checked = {"--clock-checked"};
    expectSays(remove("{ clear = 0 }", checked, 3), "Removed 0 inspections");
    expectSays(remove("{ clear = 0 }", {"--dry-run"}, 2),
               "\nWould remove 1 picture that no inspection was sealed of.\n");
    EXPECT_TRUE(std::filesystem::exists(file));
    expectSays(remove("{ clear = 0 }", checked, 2),
               "\nRemoved 1 picture that no inspection was sealed of.\n");
    EXPECT_FALSE(std::filesystem::exists(file));
    expectSays(evidence("verify"), ": 4 records and 4 pictures, root ");
    expectFailure(remove("{ clear = 0 }", checked, -1), 1,
                  "'keep_unsealed_days' must be a whole number of days, 0 for ever, at most 36500");
}

TEST_F(RetentionProgram, RefusesDaysThatAreNone) {
    sealOld();
    for (const auto* days : {"{ clear = -1 }", "{ clear = 1.5 }", "{ clear = '30' }", "{ clear = 36501 }",
                             "{ clear = true }", "{ clear = [30] }", "{ clear = 2023-11-14 }"})
        expectFailure(remove(days), 1, "'clear' must be a whole number of days, 0 for ever, at most 36500");
    expectFailure(remove("{ clean = 30 }"), 1, "clean");
    expectFailure(remove("{ 30 = 30 }"), 1, "30");
    expectFailure(remove("30"), 1, "keep_days");
    expectFailure(remove("[ 30 ]"), 1, "keep_days");
    expectSays(evidence("verify"), ": 4 records and 4 pictures, root ");
    expectSays(remove("{ clear = 0 }"), "Removed 0 inspections");
    expectSays(remove("{ inspect = 1, hold = 1 }"), "Removed 0 inspections");
}

TEST_F(RetentionProgram, RefusesHoldsThatHoldNothing) {
    expectFailure(hold("hold", recordId(0)), 1, "device.vkey is missing; name the folder with --evidence");
    expectFailure(evidence("hold"), 2, "name the inspections (or holds) by their ids");
    expectFailure(evidence("hold", {recordId(0)}), 2, "say who asks for it and why, with --by NAME");
    expectFailure(evidence("release", {recordId(0), "--by", "X"}), 2, "say who asks for it and why");
    expectFailure(evidence("hold", {recordId(0), "--by", "X", "--reason", " "}), 2, "--reason: is empty");
    expectFailure(evidence("hold", {recordId(0), "--by", "", "--reason", "x"}), 2, "--by: is empty");
    sealOld();
    expectFailure(hold("hold", recordId(9)), 1, "there is no sealed inspection");
    expectFailure(hold("hold", "../../device.key"), 1, "there is no sealed inspection");
    expectFailure(hold("release", recordId(0)), 1, "there is no hold \"" + recordId(0) + "\" in force");
    ASSERT_EQ(remove("{ clear = 30 }").exitCode, 0);
    expectFailure(hold("hold", recordId(0)), 1, "was removed before; it can be held no more");
    expectSays(evidence("verify"), ": 5 records and 1 picture, root ");
}

// Another program that seals, the appliance itself for instance.
TEST_F(RetentionProgram, WaitsForNobodyWhoHasTheEvidenceOpen) {
    sealOld();
    const auto store = records::RecordStore::open(path("evidence"));
    ASSERT_TRUE(store) << store.error().message;
    const std::string taken =
        "open; end it, then try again (tidewaiter serve keeps it open: place and release";
    expectFailure(remove("{ clear = 30 }"), 1, taken);
    expectFailure(hold("hold", recordId(0)), 1, taken);
    expectFailure(hold("release", recordId(0)), 1, taken);
    expectFailure(evidence("hand-over", {recordId(0), "--from", "A", "--to", "B"}), 1, taken);
    expectFailure(
        run({"serve", "--port", "0", "--plain", "--evidence", path("evidence"), "--state", path("state")}), 1,
        taken);
    expectSays(remove("{ clear = 30 }", {"--dry-run"}), "Would remove 3 inspections");
    expectSays(evidence("list"), recordId(3));
    expectSays(evidence("verify"), "All is as it was sealed.\n");
    EXPECT_EQ(store->count(), 4U);
}

TEST_F(RetentionProgram, KeepsWhatAWitnessSigned) {
    sealOld();
    tlog::tests::Witness witness("witness.example.com/w1");
    const auto note = evidence("witness");
    ASSERT_EQ(note.exitCode, 0) << note.err;
    const auto line = write("line", witness.sign(note.out.substr(0, note.out.find("\n\n") + 1)));
    const auto kept = evidence("witness", {"--cosignature", line, "--witness", witness.keyText()});
    EXPECT_EQ(kept.exitCode, 0) << kept.err;
    expectSays(kept, "witness.example.com/w1 vouches for the first 4 records.\n");
    ASSERT_EQ(remove("{ clear = 30 }").exitCode, 0);
    const auto verified = evidence("verify", {"--witness", witness.keyText()});
    EXPECT_EQ(verified.exitCode, 0) << verified.err;
    expectSays(verified, "the first 4 records were seen by witness.example.com/w1 at 2023-03-20T");
}

TEST_F(RetentionProgram, RefusesWhatNoWitnessSigned) {
    expectFailure(evidence("witness"), 1, "device.vkey is missing; name the folder with --evidence");
    sealOld();
    tlog::tests::Witness witness("witness.example.com/w1");
    tlog::tests::Witness other("witness.example.com/w1");
    const auto note = evidence("witness").out;
    const auto text = note.substr(0, note.find("\n\n") + 1);
    const auto key = witness.keyText();
    const auto keep = [&](const std::string& line, const std::string& witnessKey) {
        return evidence("witness", {"--cosignature", write("line", line), "--witness", witnessKey});
    };
    expectFailure(evidence("witness", {"--cosignature", write("line", "x")}), 2, "--witness");
    expectFailure(evidence("witness", {"--cosignature", path("none"), "--witness", key}), 1, "none");
    expectFailure(keep(witness.sign(text), "no key"), 1, "");
    for (const auto& line : {other.sign(text), witness.sign(text + "more\n"), std::string("\n"), note,
                             "\u2014 witness.example.com/w1 AAAA\n" + std::string()})
        expectFailure(keep(line, key), 1, "the line is no cosignature of");
    const auto verified = evidence("verify", {"--witness", key});
    EXPECT_EQ(verified.exitCode, 1);
    EXPECT_NE(verified.err.find("there is no cosignature of"), std::string::npos) << verified.err;
}

}  // namespace
}  // namespace tidewaiter::tests
