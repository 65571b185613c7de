// tuf-client as a process against a web server: the command line of the conformance suite (CLIENT-CLI.md
// there).
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "firmware/tuf/folder_fetcher.h"
#include "tests/tuf/client.h"
#include "tests/tuf/sums.h"
#include "tests/tuf/web_server.h"

namespace tidewaiter::tests {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFarFuture = "2099-01-01T00:00:00Z";
constexpr int kCannotRun = 127;

/// The exit code of a program, found as a shell would find it; what it says is thrown away.
int execute(std::vector<std::string> words) {
    std::vector<char*> pointers;
    for (auto& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    const auto child = fork();
    if (child == 0) {
        const int nowhere = ::open("/dev/null", O_WRONLY);
        dup2(nowhere, STDERR_FILENO);
        dup2(nowhere, STDOUT_FILENO);
        execvp(pointers[0], pointers.data());
        _exit(kCannotRun);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// The words that let a program run at another time. The runtime of a sanitizer must not mind that faketime
/// is loaded before it.
std::vector<std::string> at(const std::string& date) {
    return {"env", "ASAN_OPTIONS=verify_asan_link_order=0", "faketime", date};
}

bool hasFaketime() {
    auto words = at("2030-01-01 00:00:00");
    words.emplace_back("true");
    return execute(words) == 0;
}

class Program : public ClientTest {
  protected:
    void SetUp() override {
        ClientTest::SetUp();
        for (const char* role : {"root", "targets", "snapshot", "timestamp"})
            repository_.role(role)["expires"] = kFarFuture;
        repository_.publish({"root", "targets", "snapshot", "timestamp"});
        fs::create_directory(metadata_);
        root_ = (folder_ / "initial_root.json").string();
        std::ofstream(root_) << repository_.published("root").back();
    }
    [[nodiscard]] int run(const std::vector<std::string>& arguments,
                          std::vector<std::string> before = {}) const {
        before.emplace_back(TIDEWAITER_TUF_CLIENT);
        before.insert(before.end(), arguments.begin(), arguments.end());
        return execute(before);
    }
    [[nodiscard]] int init() const { return run({"--metadata-dir", metadata_.string(), "init", root_}); }
    [[nodiscard]] int refreshAt(const std::string& date = {}) const {
        const auto before =
            date.empty() ? std::vector<std::string>{} : std::vector<std::string>{"faketime", date};
        return run(
            {"--metadata-url", server_.url() + "metadata/", "--metadata-dir", metadata_.string(), "refresh"},
            before);
    }
    [[nodiscard]] int downloadAll(const std::vector<std::string>& names) const {
        std::vector<std::string> arguments = {"--metadata-url", server_.url() + "metadata", "--metadata-dir",
                                              metadata_.string()};
        for (const auto& name : names) arguments.insert(arguments.end(), {"--target-name", name});
        arguments.insert(arguments.end(), {"--target-dir", targets_.string(), "--target-base-url",
                                           server_.url() + "targets", "download"});
        return run(arguments);
    }

    std::string root_;
    WebServer server_{[this](const std::string& path) { return repository_.file(path); }};
};

TEST_F(Program, InitMakesNoRequest) {
    EXPECT_EQ(init(), 0);
    EXPECT_TRUE(server_.requests().empty());
    EXPECT_EQ(storedBytes("root"), repository_.published("root").back());
}

TEST_F(Program, RefreshStoresBytesAsReceived) {
    repository_.published("timestamp").back() += ' ';
    ASSERT_EQ(init(), 0);
    EXPECT_EQ(refreshAt(), 0);
    EXPECT_EQ(server_.requests(),
              (std::vector<std::string>{"/metadata/3.root.json", "/metadata/timestamp.json",
                                        "/metadata/2.snapshot.json", "/metadata/2.targets.json"}));
    for (const char* role : {"root", "timestamp", "snapshot", "targets"})
        EXPECT_EQ(storedBytes(role), repository_.published(role).back()) << role;
    EXPECT_EQ(trusted().size(), 4U);
}

TEST_F(Program, InvalidRootFailsBeforeAnyRequest) {
    std::ofstream(root_) << R"({"signed": {}, "signatures": []})";
    static_cast<void>(init());
    EXPECT_EQ(refreshAt(), 1);
    EXPECT_TRUE(server_.requests().empty());
}

TEST_F(Program, DownloadRefreshesFirstAndInOrder) {
    repository_.addTarget("targets", "dir/one", "first");
    repository_.addTarget("targets", "two", "second");
    repository_.publishTargets();
    ASSERT_EQ(init(), 0);
    EXPECT_EQ(downloadAll({"dir/one", "two"}), 0);
    EXPECT_EQ(downloads(), (std::vector<std::string>{"dir%2Fone", "two"}));
    EXPECT_EQ(repository_.targetRequests,
              (std::vector<std::string>{"dir/" + sumOf("sha256", "first") + ".one",
                                        sumOf("sha256", "second") + ".two"}));
    EXPECT_EQ(downloadAll({"two", "dir/one"}), 0);
    EXPECT_EQ(repository_.targetRequests.size(), 2U) << "what is here is not fetched again";
}

TEST_F(Program, DownloadStopsAtTheFirstFailure) {
    repository_.addTarget("targets", "one", "first");
    repository_.addTarget("targets", "three", "third");
    repository_.publishTargets();
    ASSERT_EQ(init(), 0);
    EXPECT_EQ(downloadAll({"one", "two", "three"}), 1);
    EXPECT_EQ(downloads(), std::vector<std::string>{"one"});
}

TEST_F(Program, TamperedTargetLeavesNothing) {
    repository_.addTarget("targets", "one", "first");
    repository_.publishTargets();
    repository_.artifacts["one"] = "worst";
    ASSERT_EQ(init(), 0);
    EXPECT_EQ(downloadAll({"one"}), 1);
    EXPECT_TRUE(downloads().empty());
}

TEST_F(Program, RoleNamesAreQuotedOnTheWire) {
    const std::vector<std::string> names = {"?", "#", "/delegatedrole", "../delegatedrole"};
    const std::vector<std::string> quoted = {"%3F", "%23", "%2Fdelegatedrole", "..%2Fdelegatedrole"};
    for (const auto& name : names) {
        repository_.delegate("targets", name);
        repository_.role(name)["expires"] = kFarFuture;
        repository_.publish({name});
    }
    repository_.publishTargets();
    ASSERT_EQ(init(), 0);
    EXPECT_EQ(downloadAll({"missing"}), 1);
    const auto requests = server_.requests();
    for (const auto& name : quoted)
        EXPECT_EQ(std::count(requests.begin(), requests.end(), "/metadata/1." + name + ".json"), 1) << name;
    EXPECT_EQ(trusted().size(), 8U);
}

// 5.3.10 and 5.4.4 by the clock of the C library.
TEST_F(Program, FaketimeExpires) {
    if (!hasFaketime()) GTEST_SKIP() << "faketime is not installed; tests/run installs it";
    repository_.role("timestamp")["expires"] = "2030-06-01T00:00:00Z";
    repository_.publish({"timestamp"});
    ASSERT_EQ(init(), 0);
    EXPECT_EQ(refreshAt("2030-05-31 00:00:00"), 0);
    EXPECT_EQ(refreshAt("2030-06-02 12:00:00"), 1);
    EXPECT_EQ(refreshAt("2030-05-30 00:00:00"), 0) << "the failure spoiled nothing";
    EXPECT_EQ(refreshAt("2099-01-02 12:00:00"), 1);
}

// A repository on a stick: plain files, no server.
TEST_F(Program, FolderInPlaceOfAServer) {
    repository_.addTarget("targets", "dir/one", "first");
    repository_.publishTargets();
    const auto stick = folder_ / "usb stick";
    fs::create_directories(stick / "metadata");
    fs::create_directories(stick / "targets" / "dir");
    for (const char* name : {"timestamp.json", "3.snapshot.json", "3.targets.json"})
        std::ofstream(stick / "metadata" / name) << *repository_.file(std::string("metadata/") + name);
    std::ofstream(stick / "targets" / "dir" / (sumOf("sha256", "first") + ".one")) << "first";
    ASSERT_EQ(init(), 0);
    EXPECT_EQ(run({"--metadata-url", (stick / "metadata").string(), "--metadata-dir", metadata_.string(),
                   "--target-name", "dir/one", "--target-dir", targets_.string(), "--target-base-url",
                   tuf::folderUrl((stick / "targets").string()), "download"}),
              0);
    EXPECT_EQ(downloads(), std::vector<std::string>{"dir%2Fone"});
    EXPECT_TRUE(server_.requests().empty());
}

TEST_F(Program, MistakesOnTheCommandLine) {
    ASSERT_EQ(init(), 0);
    const std::string folder = metadata_.string();
    const std::vector<std::vector<std::string>> mistakes = {
        {},
        {"refresh"},
        {"--metadata-dir"},
        {"--metadata-dir", folder},
        {"--metadata-dir", folder, "refresh"},
        {"--metadata-dir", folder, "init"},
        {"--metadata-dir", folder, "init", "/nonexistent"},
        {"--metadata-dir", folder, "init", root_, "more"},
        {"--metadata-dir", folder, "--metadata-url", server_.url(), "refresh", "more"},
        {"--metadata-dir", folder, "--metadata-url", server_.url(), "unknown"},
        {"--metadata-dir", folder, "--metadata-url", server_.url(), "download"},
        {"--unknown", "x", "refresh"},
        {"init", "--metadata-dir", folder, root_},
    };
    for (const auto& words : mistakes) EXPECT_EQ(run(words), 1) << testing::PrintToString(words);
    EXPECT_TRUE(server_.requests().empty());
}

// Published repositories of other implementations, where they are at hand: NAME/initial_root.json, metadata/,
// targets/, and in targetpath the target to find.
class StaticRepository : public ClientTest, public testing::WithParamInterface<const char*> {};

TEST_P(StaticRepository, IsUnderstood) {
    const char* shared = std::getenv("TIDEWAITER_SHARED");
    const auto folder =
        fs::path(shared != nullptr ? shared : TIDEWAITER_SOURCE_DIR "/../shared") / "tuf" / GetParam();
    if (!fs::exists(folder)) GTEST_SKIP() << "no folder tuf/" << GetParam() << " beside other shared files";
    if (!hasFaketime()) GTEST_SKIP() << "faketime is not installed; tests/run installs it";
    std::ifstream file(folder / "targetpath");
    std::string target;
    std::getline(file, target);
    std::ifstream times(folder / "faketime");
    std::string time = "2026-01-01 00:00:00";
    std::getline(times, time);
    const std::string client = TIDEWAITER_TUF_CLIENT;
    const auto metadata = metadata_.string();
    EXPECT_EQ(execute({client, "--metadata-dir", metadata, "init", (folder / "initial_root.json").string()}),
              0);
    auto words = at(time);
    words.insert(words.end(),
                 {client, "--metadata-dir", metadata, "--metadata-url", (folder / "metadata").string(),
                  "--target-name", target, "--target-dir", targets_.string(), "--target-base-url",
                  (folder / "targets").string(), "download"});
    EXPECT_EQ(execute(words), 0);
    EXPECT_EQ(downloads().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Program, StaticRepository,
                         testing::Values("tuf-on-ci-0.11", "sigstore-root-signing"), [](const auto& each) {
                             std::string name = each.param;
                             std::replace_if(
                                 name.begin(), name.end(), [](char c) { return c == '-' || c == '.'; }, '_');
                             return name;
                         });

}  // namespace
}  // namespace tidewaiter::tests
