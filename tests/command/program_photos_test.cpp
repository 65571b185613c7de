// The built program on photographs: the verdicts that firmware/demo shows, and the JSON contract on every
// picture of the blackbox sets (issue 2, "What it must show").
#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "firmware/inspection/inspection.h"
#include "tests/command/program.h"

namespace tidewaiter::tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kDebianPhotos = "/usr/share/doc/opencv-doc/examples/data";

/// The folder of real photos, or an empty path where it is not there.
fs::path realPhotos() {
    const char* shared = std::getenv("TIDEWAITER_SHARED");
    const fs::path folder =
        (shared != nullptr ? fs::path(shared) : fs::path(TIDEWAITER_SOURCE_DIR) / ".." / "shared") / "real";
    return fs::exists(folder) ? folder : fs::path();
}

bool isPicture(const fs::path& file) {
    static const std::set<std::string> kEndings{".jpg", ".png", ".webp"};
    return kEndings.count(file.extension().string()) > 0;
}

/// The folder two steps below `root` that `file` belongs to: where it comes from.
fs::path sourceOf(const fs::path& file, const fs::path& root) {
    const auto inside = fs::relative(file, root);
    auto part = inside.begin();
    const fs::path first = *part++;
    return part == inside.end() ? first : first / *part;
}

/// One picture of each source below `root`, the one in its middle by name.
std::vector<std::string> onePictureOfEachSource(const fs::path& root) {
    std::map<fs::path, std::vector<std::string>> bySource;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        if (!entry.is_regular_file() || !isPicture(entry.path())) continue;
        bySource[sourceOf(entry.path(), root)].push_back(entry.path().string());
    }
    std::vector<std::string> chosen;
    for (auto& [source, files] : bySource) {
        const auto middle = files.begin() + static_cast<std::ptrdiff_t>(files.size() / 2);
        std::nth_element(files.begin(), middle, files.end());
        chosen.push_back(*middle);
    }
    return chosen;
}

std::set<std::string> idsOf(const json& list) {
    std::set<std::string> ids;
    for (const auto& item : list) ids.insert(item.at("id").get<std::string>());
    EXPECT_EQ(ids.size(), list.size()) << "ids are unique";
    return ids;
}

void expectKnown(const json& references, const std::set<std::string>& ids) {
    for (const auto& reference : references)
        EXPECT_TRUE(ids.count(reference.get<std::string>())) << reference;
}

/// Keys that stand only on their kind, and references that lead somewhere.
void expectContract(const json& item) {
    const auto frames = idsOf(item.at("frames"));
    const auto regions = idsOf(item.at("regions"));
    const auto readings = idsOf(item.at("readings"));
    const auto fields = idsOf(item.at("fields"));
    for (const auto& region : item.at("regions")) {
        expectKnown(json::array({region.at("frame")}), frames);
        EXPECT_EQ(region.contains("surface"), region.at("kind") == "package");
        EXPECT_TRUE(!region.contains("class") || region.at("kind") == "object");
    }
    for (const auto& reading : item.at("readings")) {
        expectKnown(json::array({reading.at("region")}), regions);
        EXPECT_EQ(reading.contains("symbology"), reading.at("kind") == "barcode");
        EXPECT_GE(reading.at("confidence").get<double>(), 0);
        EXPECT_LE(reading.at("confidence").get<double>(), 1);
    }
    for (const auto& field : item.at("fields")) expectKnown(field.at("readings"), readings);
    for (const auto& finding : item.at("findings")) {
        expectKnown(finding.at("regions"), regions);
        expectKnown(finding.at("fields"), fields);
        EXPECT_FALSE(finding.at("message").get<std::string>().empty());
    }
    const auto back = json(item.get<inspection::Inspection>());
    EXPECT_EQ(back, item) << "the values hold all that was printed";
}

/// Runs the program over `pictures`, each its own inspection, and checks every line of its standard output.
void expectContractOn(const std::vector<std::string>& pictures) {
    std::vector<std::string> arguments{"inspect", "--json", "--each", "--declared", "green tea"};
    arguments.insert(arguments.end(), pictures.begin(), pictures.end());
    const auto outcome = run(arguments);
    EXPECT_TRUE(outcome.exitCode == 0 || outcome.exitCode == 10 || outcome.exitCode == 20) << outcome.err;
    std::istringstream lines(outcome.out);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        const auto item = json::parse(line, nullptr, false);
        ASSERT_FALSE(item.is_discarded()) << line.substr(0, 200);
        SCOPED_TRACE(item.at("frames").at(0).at("source").get<std::string>());
        expectContract(item);
    }
    EXPECT_EQ(count, pictures.size()) << outcome.err;
}

int verdictOf(const std::string& declared, const std::string& picture) {
    const auto outcome = run({"inspect", "--declared", declared, picture});
    EXPECT_EQ(outcome.err, "");
    return outcome.exitCode;
}

TEST(Photos, ASoundCardDeclaredAsGreenTeaIsHeld) {
    if (!fs::exists(kDebianPhotos)) GTEST_SKIP() << "Debian's package opencv-doc is not installed";
    EXPECT_EQ(verdictOf("green tea", (kDebianPhotos / "board.jpg").string()), 20);
}

TEST(Photos, GroceriesDeclaredAsRiceAreClear) {
    if (!fs::exists(kDebianPhotos)) GTEST_SKIP() << "Debian's package opencv-doc is not installed";
    EXPECT_EQ(verdictOf("basmati rice", (kDebianPhotos / "box_in_scene.png").string()), 0);
}

class Cartons : public ProgramTest {
  protected:
    std::string carton(const std::string& goods, int seed) {
        const auto file = path(goods + std::to_string(seed) + ".png");
        const auto command = std::string(TIDEWAITER_RENDER_SCENE) + " --kind carton --goods " + goods +
                             " --seed " + std::to_string(seed) + " --out " + file;
        EXPECT_EQ(std::system(command.c_str()), 0) << command;
        return file;
    }
};

TEST_F(Cartons, OfAcceleratorsDeclaredAsToysAreHeld) {
    for (const int seed : {7, 41, 42})
        EXPECT_EQ(verdictOf("toys", carton("accelerator", seed)), 20) << "seed " << seed;
}

TEST_F(Cartons, OfWhatIsDeclaredAreClear) {
    for (const int seed : {41, 42}) {
        EXPECT_EQ(verdictOf("tea", carton("tea", seed)), 0) << "seed " << seed;
        EXPECT_EQ(verdictOf("toys", carton("toys", seed)), 0) << "seed " << seed;
    }
}

TEST(Contract, HoldsOnThePhotosOfOpenCvsDocumentation) {
    if (!fs::exists(kDebianPhotos)) GTEST_SKIP() << "Debian's package opencv-doc is not installed";
    expectContractOn({(kDebianPhotos / "board.jpg").string(), (kDebianPhotos / "box_in_scene.png").string()});
}

TEST(Contract, HoldsOnRealPhotosOfEverySource) {
    const auto root = realPhotos();
    if (root.empty()) GTEST_SKIP() << "the folder of real photos is not beside the checkout";
    expectContractOn(onePictureOfEachSource(root));
}

}  // namespace
}  // namespace tidewaiter::tests
