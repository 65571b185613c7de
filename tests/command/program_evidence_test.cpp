// Sealed inspections, as the installed program seals, lists, verifies and hands them over.
#include <filesystem>

#include "tests/command/evidence_program.h"

namespace tidewaiter::tests {
namespace {

TEST_F(EvidenceProgram, SealsListsVerifiesAndHandsOver) {
    const auto held = inspect("tea", photo("a.png", {"NVIDIA H100", "900-21010-0000-000"}));
    EXPECT_EQ(held.exitCode, 20) << held.out << held.err;
    const auto id = idIn(held);
    ASSERT_EQ(id.size(), 26U) << held.out;
    const auto clear = inspect("tea", photo("b.png", {"GREEN TEA"}));
    ASSERT_NE(idIn(clear), id);

    const auto listed = evidence("list");
    EXPECT_EQ(listed.exitCode, 0) << listed.err;
    EXPECT_LT(listed.out.find(id), listed.out.find(idIn(clear)));
    expectSays(listed, "hold  tea\n");

    const auto given =
        evidence("hand-over", {id, "--from", "A. Officer", "--to", "Laboratory", "--seal-number", "S-4711"});
    EXPECT_EQ(given.exitCode, 0) << given.err;
    expectSays(evidence("list"), "handed over  from A. Officer to Laboratory, seal S-4711 " + id + "\n");

    const auto verified = evidence("verify");
    EXPECT_EQ(verified.exitCode, 0) << verified.err;
    expectSays(verified, ": 3 records and 2 pictures, root ");
    expectSays(verified, "Compare it with the one noted at set-up: tidewaiter-");
    expectSays(verified, "All is as it was sealed.\n");

    const auto exported = evidence("export", {id, "--output", path("case")});
    EXPECT_EQ(exported.exitCode, 0) << exported.err;
    expectSays(exported, "Exported 2 records and 1 picture to ");
    const auto bundle = run({"evidence", "verify", "--evidence", path("case")});
    EXPECT_EQ(bundle.exitCode, 0) << bundle.err;
    expectSays(bundle, "All is as it was sealed.\n");

    // The original as it was captured, byte for byte.
    std::size_t pictures = 0;
    for (const auto& file : std::filesystem::recursive_directory_iterator(path("evidence/images")))
        pictures += file.is_regular_file() && file.file_size() == std::filesystem::file_size(path("a.png"));
    EXPECT_GE(pictures, 1U);
}

TEST_F(EvidenceProgram, TellsARecordThatWasChanged) {
    const auto id = idIn(inspect("tea", photo("a.png", {"NVIDIA H100", "900-21010-0000-000"})));
    const auto record = "evidence/records/" + id.substr(0, 4) + "/" + id + ".json";
    std::filesystem::resize_file(path(record), std::filesystem::file_size(path(record)) - 1);
    const auto verified = evidence("verify");
    EXPECT_EQ(verified.exitCode, 1);
    EXPECT_NE(verified.err.find(id + ".json' was changed after it was sealed"), std::string::npos)
        << verified.err;
    expectSays(verified, "NOT as sealed: 1 problem\n");
}

// A power cut between the log and the record's place: it counts, whoever asks for it.
TEST_F(EvidenceProgram, FindsARecordThatIsOnItsWayToItsPlace) {
    const auto id = idIn(inspect("tea", photo("a.png", {"GREEN TEA"})));
    ASSERT_EQ(id.size(), 26U);
    const auto there = path("evidence/records/" + id.substr(0, 4) + "/" + id + ".json");
    const auto before = path("evidence/pending/" + id + ".json");
    std::filesystem::rename(there, before);
    expectSays(evidence("list"), id + "  ");
    EXPECT_EQ(evidence("verify").exitCode, 0);
    const auto exported = evidence("export", {id, "--output", path("bundle")});
    EXPECT_EQ(exported.exitCode, 0) << exported.err;
    EXPECT_EQ(evidence("replay", {id, "--lists", path("lists")}).exitCode, 0);
    ASSERT_TRUE(std::filesystem::exists(before)) << "reading changes nothing";
    const auto handedOver = evidence("hand-over", {id, "--from", "Olu", "--to", "Store 2"});
    EXPECT_EQ(handedOver.exitCode, 0) << handedOver.err;
    EXPECT_TRUE(std::filesystem::exists(there)) << "what seals finishes what waits";
}

// "Storage never silently full": what cannot be sealed is told, what was sealed stays.
TEST_F(EvidenceProgram, AFullDiskLosesNothingThatWasSealed) {
    const auto tea = photo("a.png", {"GREEN TEA"});
    ASSERT_EQ(idIn(inspect("tea", tea)).size(), 26U);
    Surroundings full;
    full.maxFileBytes = 1000;
    const auto failed = run({"inspect", "--declared", "tea", "--seal", "--evidence", path("evidence"),
                             "--lists", path("lists"), "--seen", "", photo("b.png", {"BLACK TEA"})},
                            full);
    EXPECT_EQ(failed.exitCode, 1) << failed.out;
    EXPECT_NE(failed.err.find("the disk is full; free some space there"), std::string::npos) << failed.err;
    EXPECT_EQ(failed.out.find("Sealed"), std::string::npos) << failed.out;
    const auto verified = evidence("verify");
    EXPECT_EQ(verified.exitCode, 0) << verified.err;
    expectSays(verified, ": 1 record and 1 picture, root ");
}

TEST_F(EvidenceProgram, SaysWhatIsWrongAndWhatToDo) {
    expectFailure(evidence("verify"), 1, "device.vkey is missing; name the folder with --evidence");
    expectFailure(evidence("list"), 1, "there is no evidence in '");
    expectFailure(run({"evidence"}), 2, "say what to do, as in: tidewaiter evidence verify");
    expectFailure(evidence("export"), 2, "name a new folder for the bundle with --output DIR");
    expectFailure(evidence("export", {"--output", path("b"), "--since", "yesterday"}), 2, "is no day");
    expectFailure(evidence("hand-over"), 2, "name the inspections (or holds) by their ids");
    expectFailure(evidence("hand-over", {"01KAMZ"}), 2, "with --from NAME and --to NAME");
    expectFailure(evidence("hand-over", {"01KAMZ", "--from", "A", "--to", "B"}), 1,
                  "there is no sealed inspection \"01KAMZ\"; tidewaiter evidence list says their ids");
    EXPECT_FALSE(std::filesystem::exists(path("evidence")));
    ASSERT_EQ(idIn(inspect("tea", photo("a.png", {"GREEN TEA"}))).size(), 26U);
    expectFailure(evidence("verify", {"--key", "tidewaiter-1"}), 1, "");
    const auto file = write("file", "not a folder");
    expectFailure(run({"inspect", "--seal", "--evidence", file, path("a.png")}), 1,
                  "it is a file; name a folder");
}

}  // namespace
}  // namespace tidewaiter::tests
