#include "tests/command/program.h"

#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace tidewaiter::tests {

namespace fs = std::filesystem;

namespace {

constexpr int kCannotRun = 127;

using Pipe = std::array<int, 2>;

Pipe openPipe() {
    Pipe ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    return ends;
}

/// Runs in the child: puts `surroundings` in place and becomes the program.
[[noreturn]] void become(std::vector<char*>& words, int out, int err, const Surroundings& surroundings) {
    if (!surroundings.standardOutput.empty()) out = open(surroundings.standardOutput.c_str(), O_WRONLY);
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    if (surroundings.maxFileBytes > 0) {
        const rlimit limit{surroundings.maxFileBytes, surroundings.maxFileBytes};
        setrlimit(RLIMIT_FSIZE, &limit);
        std::signal(SIGXFSZ, SIG_IGN);
    }
    if (surroundings.ordinaryUser && geteuid() == 0) {  // what is dropped here is gone after exec
        prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
        prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
    }
    setenv("TIDEWAITER_LISTS", "/nonexistent", 1);  // not those of whoever runs the tests
    setenv("TIDEWAITER_SEEN", "", 0);               // remember nothing, unless the test says otherwise
    setenv("TIDEWAITER_DATA", TIDEWAITER_DATA_DIR, 1);
    execv(words[0], words.data());
    _exit(kCannotRun);
}

/// Reads both pipes until the child has closed them.
void drain(int out, int err, Outcome& outcome) {
    std::array<pollfd, 2> ends = {pollfd{out, POLLIN, 0}, pollfd{err, POLLIN, 0}};
    std::array<std::string*, 2> texts = {&outcome.out, &outcome.err};
    while (ends[0].fd >= 0 || ends[1].fd >= 0) {
        poll(ends.data(), ends.size(), -1);
        for (std::size_t i = 0; i < ends.size(); ++i) {
            if (ends[i].fd < 0 || ends[i].revents == 0) continue;
            std::array<char, 4096> buffer{};
            const auto count = read(ends[i].fd, buffer.data(), buffer.size());
            if (count > 0) {
                texts[i]->append(buffer.data(), static_cast<std::size_t>(count));
            } else {
                close(ends[i].fd);
                ends[i].fd = -1;
            }
        }
    }
}

/// The program's words with their arguments, as execv wants them.
class Words {
  public:
    explicit Words(const std::vector<std::string>& arguments) : texts_{TIDEWAITER_PROGRAM} {
        texts_.insert(texts_.end(), arguments.begin(), arguments.end());
        for (auto& text : texts_) pointers_.push_back(text.data());
        pointers_.push_back(nullptr);
    }
    std::vector<char*>& pointers() { return pointers_; }

  private:
    std::vector<std::string> texts_;
    std::vector<char*> pointers_;
};

}  // namespace

pid_t start(const std::vector<std::string>& arguments) {
    Words words(arguments);
    const auto child = fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) {
        const int nowhere = open("/dev/null", O_WRONLY);
        become(words.pointers(), nowhere, nowhere, {});
    }
    return child;
}

Outcome run(const std::vector<std::string>& arguments, const Surroundings& surroundings) {
    Words words(arguments);
    const auto out = openPipe();
    const auto err = openPipe();
    if (surroundings.outputClosed) close(out[0]);
    const auto child = fork();
    if (child < 0) throw std::runtime_error("no process");
    if (child == 0) become(words.pointers(), out[1], err[1], surroundings);
    close(out[1]);
    close(err[1]);
    Outcome outcome;
    drain(surroundings.outputClosed ? -1 : out[0], err[0], outcome);
    int status = 0;
    waitpid(child, &status, 0);
    outcome.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return outcome;
}

void ProgramTest::SetUp() {
    std::string pattern = (fs::temp_directory_path() / "tidewaiter-program-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
}

void ProgramTest::TearDown() {
    fs::remove_all(folder_);
}

std::string ProgramTest::write(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return path(name);
}

std::string ProgramTest::photo(const std::string& name, const std::vector<std::string>& lines) {
    cv::Mat paper(60 + 70 * static_cast<int>(lines.size()), 800, CV_8UC3, cv::Scalar(235, 240, 242));
    int y = 70;
    for (const auto& line : lines) {
        cv::putText(paper, line, {30, y}, cv::FONT_HERSHEY_SIMPLEX, 1.5, cv::Scalar(20, 20, 25), 3,
                    cv::LINE_AA);
        y += 70;
    }
    EXPECT_TRUE(cv::imwrite(path(name), paper));
    return path(name);
}

void expectFailure(const Outcome& outcome, int exitCode, const std::string& part) {
    EXPECT_EQ(outcome.exitCode, exitCode) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_NE(outcome.err.find(part), std::string::npos) << "'" << part << "' is not in: " << outcome.err;
}

}  // namespace tidewaiter::tests
