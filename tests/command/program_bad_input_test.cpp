// What bad input gets: one clear sentence, the right exit code, nothing on standard output, no partial
// report.
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "tests/command/program.h"

namespace tidewaiter::tests {
namespace {

namespace fs = std::filesystem;

class BadInput : public ProgramTest {};

std::string bytesOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST_F(BadInput, WrongUsageIsAnsweredWithTwo) {
    expectFailure(run({}), 2, "say what to do");
    expectFailure(run({"inspect"}), 2, "at least one photo");
    expectFailure(run({"inspect", "--jsno", "a.jpg"}), 2, "--jsno");
    expectFailure(run({"inspect", "--hs", "tea", "a.jpg"}), 2, "\"tea\" is not an HS code");
    expectFailure(run({"inspect", "--provider", "gpu", "a.jpg"}), 2, "tensorrt");
}

TEST_F(BadInput, APhotoThatCannotBeOpenedLeavesNoVerdict) {
    const auto good = bytesOf(photo("good.jpg", {"GREEN TEA"}));
    const std::vector<std::string> files = {
        path("missing.jpg"),
        write("empty.jpg", ""),
        write("text.jpg", "This is not a picture.\n"),
        write("truncated.jpg", good.substr(0, good.size() / 3)),
        write("header.png", "\x89PNG\r\n\x1a\n"),
    };
    for (const auto& file : files) {
        const auto name = fs::path(file).filename().string();
        expectFailure(run({"inspect", "--json", "--report", path("reports"), file}), 1, name);
        expectFailure(run({"inspect", path("good.jpg"), file}), 1, name);
        EXPECT_FALSE(fs::exists(path("reports"))) << name;
    }
}

TEST_F(BadInput, EveryBadPhotoIsNamed) {
    const auto outcome = run({"inspect", write("a.jpg", ""), path("b.jpg")});
    expectFailure(outcome, 1, "a.jpg");
    expectFailure(outcome, 1, "b.jpg");
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 2);
}

TEST_F(BadInput, AFolderWithoutImagesIsNamed) {
    expectFailure(run({"inspect", folder_.string()}), 1, "holds no images");
}

TEST_F(BadInput, AFolderThatCannotBeReadIsNamed) {
    fs::create_directory(path("locked"));
    fs::permissions(path("locked"), fs::perms::none);
    const auto outcome = run({"inspect", path("locked")}, {.ordinaryUser = true});
    fs::permissions(path("locked"), fs::perms::all);
    expectFailure(outcome, 1, "locked cannot be read");
}

TEST_F(BadInput, MissingDataIsNamed) {
    const auto image = photo("a.png", {"GREEN TEA"});
    expectFailure(run({"inspect", "--data", path("nowhere"), image}), 1, "nowhere/manifest.json");
}

TEST_F(BadInput, ADamagedModelIsRefused) {
    const auto image = photo("a.png", {"GREEN TEA"});
    for (const fs::path name : {"ppocr/det.onnx", "ppocr/rec.onnx", "policy.toml", "catalog/chips.json"}) {
        const fs::path copy = path("data");
        fs::remove_all(copy);
        fs::copy(TIDEWAITER_DATA_DIR, copy, fs::copy_options::recursive);
        auto bytes = bytesOf(copy / name);
        ASSERT_FALSE(bytes.empty());
        bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
        std::ofstream(copy / name, std::ios::binary) << bytes;
        const auto outcome = run({"inspect", "--data", copy.string(), image});
        expectFailure(outcome, 1, name.filename().string() + " is damaged or was changed");
        EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1);
    }
}

TEST_F(BadInput, AMissingProviderIsAnErrorAndNoFallBack) {
    const auto image = photo("a.png", {"GREEN TEA"});
    for (const std::string provider : {"cuda", "tensorrt"}) {
        const auto outcome = run({"inspect", "--json", "--provider", provider, image});
        if (outcome.exitCode != 1) GTEST_SKIP() << "provider " << provider << " is there";
        EXPECT_EQ(outcome.out, "");
        EXPECT_FALSE(outcome.err.empty());
        EXPECT_NE(outcome.err.find("provider"), std::string::npos) << outcome.err;
    }
}

TEST_F(BadInput, AFullDiskLeavesNoPartialReport) {
    const auto image = photo("a.png", {"GREEN TEA"});
    const auto outcome =
        run({"inspect", "--json", "--report", path("reports"), image}, {.maxFileBytes = 4096});
    expectFailure(outcome, 1, "reports");
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    if (fs::exists(path("reports"))) {
        for (const auto& file : fs::directory_iterator(path("reports"))) {
            ADD_FAILURE() << "left behind: " << file.path();
        }
    }
}

TEST_F(BadInput, AReportFolderThatIsAFileIsNamed) {
    const auto image = photo("a.png", {"GREEN TEA"});
    expectFailure(run({"inspect", "--report", write("taken", "x"), image}), 1, "taken");
}

TEST_F(BadInput, AFullStandardOutputIsAnError) {
    if (access("/dev/full", W_OK) != 0) GTEST_SKIP() << "there is no /dev/full here";
    const auto image = photo("a.png", {"GREEN TEA"});
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"inspect", "--json", image}, {"inspect", image}, {"--version"}}) {
        expectFailure(run(words, {.standardOutput = "/dev/full"}), 1, "No space left on device");
    }
}

TEST_F(BadInput, AReaderThatGoesAwayEndsTheProgramQuietly) {
    const auto image = photo("a.png", {"GREEN TEA"});
    const auto outcome = run({"inspect", "--json", "--each", image, image}, {.outputClosed = true});
    EXPECT_EQ(outcome.exitCode, 1);
    EXPECT_EQ(outcome.err, "");
}

TEST_F(BadInput, BrokenManifestsAreNamedWithLineAndColumn) {
    const auto image = photo("A1.png", {"GREEN TEA"});
    const auto with = [&](const std::string& text) {
        return run({"inspect", "--json", "--manifest", write("m.csv", text), image});
    };
    expectFailure(with("item,goods\nA1,\"tea\n"), 1, "m.csv, line 2, column 4");
    expectFailure(with("itm,goods\nA1,tea\n"), 1, "did you mean 'item'?");
    expectFailure(with("item,hs\nA1,tea\n"), 1, "line 2, column 4: \"tea\" is not an HS code");
    expectFailure(with("[{\"item\": ]"), 1, "line 1, column 11: this is not valid JSON");
    expectFailure(with("item\nB2\n"), 1, "no item of");
    const auto rest = with("item,goods,gross_weight_kg\nA1,green tea,0.2\nB2,tea,\"0,2\"\n");
    EXPECT_EQ(rest.exitCode, 1);
    EXPECT_EQ(std::count(rest.out.begin(), rest.out.end(), '\n'), 1) << "A1 is inspected";
    EXPECT_NE(rest.err.find("line 3, column 8: \"0,2\" is not a number"), std::string::npos) << rest.err;
    expectFailure(run({"inspect", "--manifest", path("none.csv"), image}), 1, "none.csv");
    const auto manifest = write("m.csv", "item,goods\nA1,tea\n");
    expectFailure(run({"inspect", "--manifest", manifest, "--item", "A2", image}), 1, "did you mean \"A1\"?");
}

}  // namespace
}  // namespace tidewaiter::tests
