// What somebody does to the repository, which lies where others come near it, is told and not signed again.
#include <fstream>

#include "firmware/publisher/metadata_json.h"
#include "firmware/publisher/publication.h"
#include "firmware/tuf/metadata_parser.h"
#include "tests/publisher/authority_test.h"

namespace tidewaiter::publisher::tests {
namespace {

namespace fs = std::filesystem;

class TamperingTest : public AuthorityTest {
  protected:
    void SetUp() override {
        found();
        ASSERT_TRUE(publishFile(list("a.csv", 100)));
        ASSERT_TRUE(publishFile(list("b.csv", 101)));
    }

    void put(const fs::path& file, const std::string& text) { std::ofstream(file) << text; }
};

TEST_F(TamperingTest, MetadataThatOurKeysDidNotSignAreNotTakenOver) {
    const auto file = places().metadata() / "2.targets.json";
    auto targets = tuf::parseTargets(contentOf(file), "targets")->content;
    targets.targets["lists/false.jsonl.zst"] = targets.targets.begin()->second;
    const auto stranger = SigningKey::make();
    put(file, signedFile(targetsJson(targets), {&stranger}));
    const auto before = everything();
    expectRefusal(publishOrder(renewal()), "the repository is not as it was published: ");
    expectRefusal(publishOrder(renewal()), "bring the repository back from a copy as it was last published");
    EXPECT_EQ(everything(), before);
    EXPECT_FALSE(readStatus(places().folder, {}));
}

TEST_F(TamperingTest, AStrangersRootIsNotTakenOver) {
    auto root = tuf::parseRoot(contentOf(places().anchor()))->content;
    const auto stranger = SigningKey::make();
    root.version = 2;
    root.keys[stranger.id()] = stranger.publicKey();
    root.roles["root"] = {{stranger.id()}, 1};
    put(places().metadata() / "2.root.json", signedFile(rootJson(root), {&stranger}));
    expectRefusal(publishOrder(renewal()), "2.root.json: metadata of role 'root' is signed by 0 of its keys");
}

TEST_F(TamperingTest, ARepositoryThatWasSetBackIsTold) {
    fs::copy(places().repository(), folder_ / "older", fs::copy_options::recursive);
    ASSERT_TRUE(publishFile(list("c.csv", 102)));
    fs::remove_all(places().repository());
    fs::copy(folder_ / "older", places().repository(), fs::copy_options::recursive);
    expectRefusal(publishOrder(renewal()),
                  "the repository was set back to an earlier state (timestamp 2, published was 3)");
    fs::remove(places().metadata() / "timestamp.json");
    expectRefusal(publishOrder(renewal()), "there is no timestamp.json in the repository, and there was");
}

TEST_F(TamperingTest, DamageIsTold) {
    const auto index = [this] {
        for (const auto& entry : fs::directory_iterator(places().targets())) {
            if (entry.path().string().ends_with(".index.json")) return entry.path();
        }
        return fs::path();
    };
    const std::vector<fs::path> files = {
        places().metadata() / "timestamp.json", places().metadata() / "2.snapshot.json",
        places().metadata() / "2.targets.json", places().anchor(), places().settings()};
    for (const auto& file : files) {
        const auto whole = contentOf(file);
        for (const auto& text : {std::string(), whole.substr(0, whole.size() / 2), std::string("{}"),
                                 std::string(1000, '['), std::string("\xff\xfe")}) {
            put(file, text);
            const auto outcome = publishOrder(renewal());
            ASSERT_FALSE(outcome) << file << ": " << text;
            EXPECT_FALSE(outcome.error().message.empty());
        }
        put(file, whole);
    }
    while (!index().empty()) fs::remove(index());
    expectRefusal(publishOrder(renewal()), "index.json' is missing; bring it back from a backup");
}

// A list file that somebody changed is not looked at by the publisher, but no device takes it.
TEST_F(TamperingTest, NoDeviceTakesAChangedList) {
    for (const auto& entry : fs::recursive_directory_iterator(places().targets() / "lists"))
        if (entry.is_regular_file()) put(entry.path(), "something else");
    EXPECT_FALSE(device("field").update("stolen", now_));
    ASSERT_TRUE(publishFile(list("c.csv", 3)));
    EXPECT_OK(device("field").update("stolen", now_));
}

// Who serves the folder may put files of their own beside ours.
TEST_F(TamperingTest, FilesThatAreNotOursStay) {
    put(places().targets() / "robots.txt", "nothing to see");
    put(places().metadata() / "notes.json", "nothing to see");
    ASSERT_TRUE(publishFile(list("c.csv", 102)));
    EXPECT_TRUE(fs::exists(places().targets() / "robots.txt"));
    EXPECT_TRUE(fs::exists(places().metadata() / "notes.json"));
}

}  // namespace
}  // namespace tidewaiter::publisher::tests
