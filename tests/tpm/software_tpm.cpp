#include "tests/tpm/software_tpm.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <thread>

#include "firmware/files/durable_file.h"

namespace tidewaiter::tpm::tests {

namespace {

sockaddr_in onThisMachine(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool isFree(int port) {
    const files::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto address = onThisMachine(port);
    return ::bind(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

/// The library takes the port and the one behind it, for control.
int freePorts() {
    constexpr int kFirst = 20000;
    constexpr int kCount = 5000;
    const int begin = static_cast<int>(::getpid()) % kCount;
    for (int i = 0; i < kCount; ++i) {
        const int port = kFirst + 2 * ((begin + i) % kCount);
        if (isFree(port) && isFree(port + 1)) return port;
    }
    throw std::runtime_error("no free port for the TPM");
}

std::filesystem::path newFolder() {
    auto name = (std::filesystem::temp_directory_path() / "tidewaiter-tpm-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the TPM");
    return name;
}

}  // namespace

bool SoftwareTpm::isInstalled() {
    return ::access("/usr/bin/swtpm", X_OK) == 0;
}

SoftwareTpm::SoftwareTpm() : folder_(newFolder()), port_(freePorts()) {
    start();
}

SoftwareTpm::~SoftwareTpm() {
    stop();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string SoftwareTpm::address() const {
    return "swtpm:host=127.0.0.1,port=" + std::to_string(port_);
}

void SoftwareTpm::stop() {
    if (process_ < 0) return;
    ::kill(process_, SIGTERM);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

void SoftwareTpm::start() {
    const auto state = "dir=" + folder_.string();
    const auto server = "type=tcp,port=" + std::to_string(port_);
    const auto control = "type=tcp,port=" + std::to_string(port_ + 1);
    process_ = ::fork();
    if (process_ == 0) {
        const int nowhere = ::open("/dev/null", O_RDWR);
        ::dup2(nowhere, STDOUT_FILENO);
        ::dup2(nowhere, STDERR_FILENO);
        ::execl("/usr/bin/swtpm", "swtpm", "socket", "--tpm2", "--tpmstate", state.c_str(), "--server",
                server.c_str(), "--ctrl", control.c_str(), "--flags", "not-need-init,startup-clear", nullptr);
        ::_exit(127);
    }
    constexpr int kTries = 500;
    for (int i = 0; i < kTries && !answers(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    if (!answers()) throw std::runtime_error("swtpm does not start");
}

/// Asked at the control channel: the other takes one client at a time.
bool SoftwareTpm::answers() const {
    const files::Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto address = onThisMachine(port_ + 1);
    return ::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

}  // namespace tidewaiter::tpm::tests
