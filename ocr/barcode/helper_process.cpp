#include "ocr/barcode/helper_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

extern char** environ;

namespace tidewaiter::ocr {

namespace {

/// What posix_spawn is told: the socket is standard input and output, nothing is said on standard error (the
/// decoders write there), signals are as in a fresh program, and the terminal's signals do not reach it.
class SpawnSettings {
  public:
    explicit SpawnSettings(int socket) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, socket, STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions_, socket, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawnattr_init(&attributes_);
        sigset_t none;
        sigset_t all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes_, &none);
        posix_spawnattr_setsigdefault(&attributes_, &all);
        posix_spawnattr_setpgroup(&attributes_, 0);
        posix_spawnattr_setflags(&attributes_,
                                 POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    }
    ~SpawnSettings() {
        posix_spawnattr_destroy(&attributes_);
        posix_spawn_file_actions_destroy(&actions_);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;

    [[nodiscard]] int spawn(pid_t& pid, const std::string& program) const {
        std::string name = program;
        std::array<char*, 2> arguments = {name.data(), nullptr};
        return posix_spawn(&pid, program.c_str(), &actions_, &attributes_, arguments.data(), environ);
    }

  private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

tl::unexpected<Error> cannotStart(const std::filesystem::path& program, const std::string& reason) {
    return failure("cannot start the barcode helper " + program.string() + ": " + reason +
                   "; reinstall it, or name the right program in the configuration");
}

}  // namespace

Expected<HelperProcess> HelperProcess::start(const std::filesystem::path& program,
                                             std::chrono::milliseconds timeout) {
    std::array<int, 2> sockets{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0) {
        return cannotStart(program, std::strerror(errno));  // NOLINT(concurrency-mt-unsafe)
    }
    pid_t pid = -1;
    const int error = SpawnSettings(sockets[1]).spawn(pid, program.string());
    ::close(sockets[1]);
    if (error != 0) {
        ::close(sockets[0]);
        return cannotStart(program, std::strerror(error));  // NOLINT(concurrency-mt-unsafe)
    }
    HelperProcess helper(pid, sockets[0], timeout);
    const auto greeting = helper.receive(kGreeting.size());
    if (!greeting) return cannotStart(program, greeting.error().message);
    if (*greeting != kGreeting) return cannotStart(program, "it is not a helper of this version");
    return helper;
}

HelperProcess::HelperProcess(HelperProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      socket_(std::exchange(other.socket_, -1)),
      timeout_(other.timeout_) {}

HelperProcess& HelperProcess::operator=(HelperProcess&& other) noexcept {
    if (this != &other) {
        end();
        pid_ = std::exchange(other.pid_, -1);
        socket_ = std::exchange(other.socket_, -1);
        timeout_ = other.timeout_;
    }
    return *this;
}

HelperProcess::~HelperProcess() {
    end();
}

void HelperProcess::end() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
}

bool HelperProcess::isRunning() {
    if (pid_ <= 0) return false;
    const pid_t ended = ::waitpid(pid_, nullptr, WNOHANG);
    if (ended == 0) return true;
    pid_ = -1;  // reaped
    return false;
}

Expected<void> HelperProcess::wait(short event) {
    pollfd entry{socket_, event, 0};
    for (;;) {
        const int ready = ::poll(&entry, 1, static_cast<int>(timeout_.count()));
        if (ready > 0) return {};
        if (ready == 0) return failure("it did not answer in " + std::to_string(timeout_.count()) + " ms");
        if (errno != EINTR) return failure("waiting for it failed");
    }
}

Expected<void> HelperProcess::send(const void* data, std::size_t size) {
    const auto* next = static_cast<const char*>(data);
    while (size > 0) {
        if (auto ready = wait(POLLOUT); !ready) return ready;
        const auto sent = ::send(socket_, next, size, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (sent <= 0) return failure("it ended while the picture was sent");
        next += sent;
        size -= static_cast<std::size_t>(sent);
    }
    return {};
}

Expected<std::string> HelperProcess::receive(std::size_t size) {
    std::string data(size, '\0');
    std::size_t have = 0;
    while (have < size) {
        if (auto ready = wait(POLLIN); !ready) return tl::unexpected(ready.error());
        const auto got = ::recv(socket_, data.data() + have, size - have, MSG_DONTWAIT);
        if (got < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (got <= 0) return failure("it ended without an answer");
        have += static_cast<std::size_t>(got);
    }
    return data;
}

Expected<std::vector<Symbol>> HelperProcess::ask(const cv::Mat& grey, const DecodeOptions& options) {
    CV_Assert(grey.type() == CV_8UC1);
    const cv::Mat packed = grey.isContinuous() ? grey : grey.clone();
    const RequestHeader header{static_cast<std::uint32_t>(packed.cols),
                               static_cast<std::uint32_t>(packed.rows), options};
    const auto bytes = encodeRequestHeader(header);
    if (auto sent = send(bytes.data(), bytes.size()); !sent) return tl::unexpected(sent.error());
    if (auto sent = send(packed.data, packed.total()); !sent) return tl::unexpected(sent.error());
    const auto start = receive(kAnswerHeaderBytes);
    if (!start) return tl::unexpected(start.error());
    const auto size = decodeAnswerHeader(*start);
    if (!size) return tl::unexpected(size.error());
    const auto payload = receive(*size);
    return payload ? decodeAnswer(*payload) : tl::unexpected(payload.error());
}

}  // namespace tidewaiter::ocr
