#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zint.h>

#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "ocr/barcode/helper_process.h"
#include "tests/ocr/barcode_scene.h"

namespace tidewaiter::ocr {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 400ms;

/// Links to the faulty helper, one for each way to fail.
class BarcodeProcess : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::path(testing::TempDir()) / ("barcode-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path faulty(const std::string& fault) {
        const auto link = folder_ / fault;
        if (!std::filesystem::exists(link)) std::filesystem::create_symlink(TIDEWAITER_FAULTY_HELPER, link);
        return link;
    }

    Expected<BarcodeReader> reader(const std::string& fault) {
        BarcodeOptions options;
        options.helper = faulty(fault);
        options.timeout = kPatience;
        return BarcodeReader::create(options);
    }

    std::filesystem::path folder_;
};

cv::Mat twoSymbols() {
    auto page = test::page({640, 480});
    test::paste(page, test::draw({BARCODE_CODE128, "TIDE-4711"}), {40, 60});
    test::paste(page, test::draw({BARCODE_QRCODE, "https://example.org/box/7", 2}), {320, 240});
    return page;
}

std::set<std::string> textsOf(const BarcodeResult& result) {
    std::set<std::string> texts;
    for (const auto& reading : result.readings) texts.insert(reading.text);
    return texts;
}

const std::set<std::string> kBoth = {"TIDE-4711", "https://example.org/box/7"};

std::string procFile(pid_t pid, const char* name) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/" + name);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

/// The first value of the row `name` of /proc/PID/limits.
std::string softLimit(const std::string& limits, const std::string& name) {
    const auto row = limits.find(name);
    if (row == std::string::npos) return "";
    std::istringstream words(limits.substr(row + name.size()));
    std::string soft;
    words >> soft;
    return soft;
}

bool isGone(pid_t pid) {
    const auto stat = procFile(pid, "stat");
    return stat.empty() || stat.find(") Z ") != std::string::npos;
}

bool goesAway(pid_t pid) {
    for (int i = 0; i < 200 && !isGone(pid); ++i) std::this_thread::sleep_for(25ms);
    return isGone(pid);
}

TEST_F(BarcodeProcess, aGoodHelperReadsEverythingWithoutARestart) {
    auto reader = test::makeReader();
    for (int i = 0; i < 3; ++i) {
        const auto result = reader.read(test::frameOf(twoSymbols()));
        EXPECT_EQ(textsOf(result), kBoth);
        EXPECT_EQ(result.helperRestarts, 0);
        EXPECT_EQ(result.trouble, "");
    }
}

/// Requirement: one poisonous frame still gives what can be read.
TEST_F(BarcodeProcess, decodersThatDieOrHangCostOnlyWhatTheyAloneRead) {
    struct Case {
        const char* fault;
        std::set<std::string> read;
    };
    const Case cases[] = {{"dies-on-many", kBoth}, {"dies-on-zxing", kBoth}, {"hangs-on-many", kBoth}};
    for (const auto& c : cases) {
        auto made = reader(c.fault);
        ASSERT_TRUE(made) << made.error().message;
        const auto result = made->read(test::frameOf(twoSymbols()));
        EXPECT_EQ(textsOf(result), c.read) << c.fault;
        EXPECT_GE(result.helperRestarts, 1) << c.fault;
        EXPECT_EQ(result.trouble, "") << c.fault;
    }
}

TEST_F(BarcodeProcess, aHopelessHelperEndsTheFrameNotTheProgram) {
    for (const char* fault : {"always-dies", "garbage", "oversized", "cut"}) {
        auto made = reader(fault);
        ASSERT_TRUE(made) << made.error().message;
        const auto result = made->read(test::frameOf(twoSymbols()));
        EXPECT_TRUE(result.readings.empty()) << fault;
        EXPECT_GE(result.helperRestarts, 2) << fault;
        EXPECT_LE(result.helperRestarts, 10) << fault;
        EXPECT_NE(result.trouble, "") << fault << " left parts unread and must say so";
    }
}

TEST_F(BarcodeProcess, aHelperThatEndsBetweenPicturesIsStartedAnew) {
    auto made = reader("answers-once");
    ASSERT_TRUE(made);
    for (int i = 0; i < 2; ++i) {
        EXPECT_FALSE(made->read(test::frameOf(twoSymbols())).readings.empty());
    }
}

TEST_F(BarcodeProcess, aHelperThatVanishesIsReported) {
    auto made = reader("always-dies");
    ASSERT_TRUE(made);
    std::filesystem::remove(folder_ / "always-dies");
    const auto result = made->read(test::frameOf(twoSymbols()));
    EXPECT_TRUE(result.readings.empty());
    EXPECT_NE(result.trouble.find((folder_ / "always-dies").string()), std::string::npos) << result.trouble;
}

TEST_F(BarcodeProcess, aHelperThatCannotServeIsRefusedWithItsPath) {
    struct Case {
        std::filesystem::path program;
        const char* says;
    };
    std::ofstream(folder_ / "no-program") << "text";
    const Case cases[] = {
        {folder_ / "missing", "No such file"}, {"", "No such file"},
        {folder_, "ermission denied"},         {folder_ / "no-program", "ermission denied"},
        {faulty("mute"), "did not answer"},    {faulty("leaves"), "ended without an answer"},
        {faulty("older"), "version"},
    };
    for (const auto& c : cases) {
        BarcodeOptions options;
        options.helper = c.program;
        options.timeout = kPatience;
        const auto made = BarcodeReader::create(options);
        ASSERT_FALSE(made) << c.program;
        const auto& message = made.error().message;
        EXPECT_NE(message.find("barcode helper " + c.program.string()), std::string::npos) << message;
        EXPECT_NE(message.find(c.says), std::string::npos) << message;
        EXPECT_NE(message.find("reinstall it"), std::string::npos) << message;
    }
}

TEST_F(BarcodeProcess, askingAKilledHelperFailsWithoutASignal) {
    auto helper = HelperProcess::start(TIDEWAITER_HELPER, 2000ms);
    ASSERT_TRUE(helper) << helper.error().message;
    EXPECT_TRUE(helper->isRunning());
    ASSERT_EQ(::kill(helper->pid(), SIGKILL), 0);
    EXPECT_FALSE(helper->ask(cv::Mat(2000, 2000, CV_8UC1, cv::Scalar(255)), {}));
    for (int i = 0; i < 100 && helper->isRunning(); ++i) std::this_thread::sleep_for(10ms);
    EXPECT_FALSE(helper->isRunning());
}

TEST_F(BarcodeProcess, theHelperIsLimited) {
    auto helper = HelperProcess::start(TIDEWAITER_HELPER, 2000ms);
    ASSERT_TRUE(helper);
    ASSERT_TRUE(helper->ask(cv::Mat(10, 10, CV_8UC1, cv::Scalar(255)), {}));
    const auto limits = procFile(helper->pid(), "limits");
    EXPECT_EQ(softLimit(limits, "Max core file size"), "1");
    for (const char* name : {"Max cpu time", "Max address space"}) {
        const auto limit = softLimit(limits, name);
        EXPECT_FALSE(limit.empty() || limit == "unlimited") << name << " " << limit;
    }
}

TEST_F(BarcodeProcess, theHelperEndsWithItsReader) {
    pid_t pid = 0;
    {
        auto helper = HelperProcess::start(TIDEWAITER_HELPER, 2000ms);
        ASSERT_TRUE(helper);
        pid = helper->pid();
        auto moved = std::move(*helper);
        EXPECT_TRUE(moved.isRunning());
        EXPECT_FALSE(isGone(pid));
    }
    EXPECT_TRUE(isGone(pid));
}

/// Requirement: no helper outlives a reader that is killed, not even one that is busy.
TEST_F(BarcodeProcess, theHelperEndsWithAKilledProgram) {
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    const pid_t program = ::fork();
    ASSERT_GE(program, 0);
    if (program == 0) {
        auto helper = HelperProcess::start(TIDEWAITER_HELPER, 2000ms);
        const pid_t pid = helper ? helper->pid() : 0;
        if (::write(pipe[1], &pid, sizeof(pid)) < 0) ::_exit(1);
        for (;;) ::pause();
    }
    pid_t helper = 0;
    ASSERT_EQ(::read(pipe[0], &helper, sizeof(helper)), static_cast<ssize_t>(sizeof(helper)));
    ASSERT_GT(helper, 0);
    EXPECT_FALSE(isGone(helper));
    ::kill(program, SIGKILL);
    ::waitpid(program, nullptr, 0);
    EXPECT_TRUE(goesAway(helper));
    ::close(pipe[0]);
    ::close(pipe[1]);
}

TEST_F(BarcodeProcess, theHelperEndsOnARequestThatItDoesNotUnderstand) {
    std::array<int, 2> in{};
    ASSERT_EQ(::pipe(in.data()), 0);
    const pid_t helper = ::fork();
    ASSERT_GE(helper, 0);
    if (helper == 0) {
        ::dup2(in[0], STDIN_FILENO);
        ::close(STDOUT_FILENO);
        ::open("/dev/null", O_WRONLY);
        ::execl(TIDEWAITER_HELPER, TIDEWAITER_HELPER, nullptr);
        ::_exit(127);
    }
    const std::string nonsense(kRequestHeaderBytes, '\xff');
    EXPECT_EQ(::write(in[1], nonsense.data(), nonsense.size()), static_cast<ssize_t>(nonsense.size()));
    EXPECT_TRUE(goesAway(helper));
    int status = -1;
    ::waitpid(helper, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_NE(WEXITSTATUS(status), 127);
    ::close(in[0]);
    ::close(in[1]);
}

}  // namespace
}  // namespace tidewaiter::ocr
