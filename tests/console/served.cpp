#include "tests/console/served.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace tidewaiter::console::tests {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::seconds kPatience{30};

[[noreturn]] void become(const std::vector<std::string>& words, int output, const fs::path& log) {
    ::dup2(output, STDOUT_FILENO);
    ::dup2(::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600), STDERR_FILENO);
    std::vector<char*> pointers;
    for (const auto& word : words) pointers.push_back(const_cast<char*>(word.c_str()));
    pointers.push_back(nullptr);
    ::execv(pointers[0], pointers.data());
    ::_exit(127);
}

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
    const auto from = text.find(begin);
    if (from == std::string::npos) return {};
    return text.substr(from + begin.size(), text.find(end, from + begin.size()) - from - begin.size());
}

}  // namespace

Served::Served(const std::vector<std::string>& more) : more_(more) {
    auto name = (fs::temp_directory_path() / "tidewaiter-console-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the console");
    folder_ = name;
    start();
}

Served::~Served() {
    stop();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

void Served::start() {
    std::vector<std::string> words = {TIDEWAITER_PROGRAM,
                                      "serve",
                                      "--port",
                                      "0",
                                      "--plain",
                                      "--state",
                                      folder_ / "state",
                                      "--evidence",
                                      folder_ / "evidence",
                                      "--lists",
                                      folder_ / "lists",
                                      "--seen",
                                      "",
                                      "--camera",
                                      "bench=pattern:label"};
    words.insert(words.end(), more_.begin(), more_.end());
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe for the console");
    process_ = ::fork();
    if (process_ == 0) become(words, pipe[1], folder_ / "log");
    ::close(pipe[1]);
    readGreeting(pipe[0]);
}

int Served::runOnce(const std::vector<std::string>& words, bool quiet) {
    const pid_t process = ::fork();
    if (process == 0)
        become(words, quiet ? ::open("/dev/null", O_WRONLY | O_CLOEXEC) : STDOUT_FILENO, "/dev/stderr");
    int status = 0;
    ::waitpid(process, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// The pipe stays open as long as the program: what it says later must not end it.
void Served::readGreeting(int pipe) {
    std::string text;
    const auto end = Clock::now() + kPatience;
    while (text.find("/\n") == std::string::npos && Clock::now() < end) {
        std::array<char, 4096> buffer{};
        pollfd wait{pipe, POLLIN, 0};
        if (::poll(&wait, 1, 100) <= 0) continue;
        const ssize_t count = ::read(pipe, buffer.data(), buffer.size());
        if (count <= 0) break;
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    const auto address = between(text, "http://127.0.0.1:", "/");
    if (address.empty()) {
        std::ifstream log(folder_ / "log");
        std::string why;
        std::getline(log, why);
        throw std::runtime_error("the console does not serve: " + why);
    }
    port_ = static_cast<std::uint16_t>(std::stoi(address));
    code_ = between(text, "with the code ", "\n");
}

bool Served::isAlive() const {
    return process_ > 0 && ::waitpid(process_, nullptr, WNOHANG) == 0;
}

std::size_t Served::memory() const {
    std::ifstream file("/proc/" + std::to_string(process_) + "/statm");
    std::size_t size = 0;
    std::size_t resident = 0;
    file >> size >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

int Served::stop() {
    if (process_ <= 0) return -1;
    ::kill(process_, SIGTERM);
    const auto end = Clock::now() + std::chrono::seconds(10);
    int status = 0;
    while (::waitpid(process_, &status, WNOHANG) == 0) {
        if (Clock::now() > end) {
            ::kill(process_, SIGKILL);
            ::waitpid(process_, nullptr, 0);
            process_ = -1;
            return -1;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace tidewaiter::console::tests
