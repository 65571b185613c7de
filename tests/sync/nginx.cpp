#include "tests/sync/nginx.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace tidewaiter::sync::tests {

namespace fs = std::filesystem;

namespace {

constexpr const char* kProgram = "/usr/sbin/nginx";

/// A socket of the loopback interface; port 0 takes a free one.
int portOf(int socket) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    return address;
}

int freePort() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(0);
    ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address);
    const int port = portOf(socket);
    ::close(socket);
    return port;
}

bool answers(int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = loopback(port);
    const bool connected =
        ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(socket);
    return connected;
}

}  // namespace

bool Nginx::isThere() {
    return ::access(kProgram, X_OK) == 0;
}

Nginx::Nginx(fs::path folder, const std::string& settings) : folder_(std::move(folder)), port_(freePort()) {
    auto name = (fs::temp_directory_path() / "tidewaiter-nginx-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for nginx");
    own_ = name;
    start(settings);
}

Nginx::~Nginx() {
    kill();
    std::error_code ignored;
    fs::remove_all(own_, ignored);
}

void Nginx::start(const std::string& settings) {
    const auto log = (own_ / "log").string();
    std::ofstream(own_ / "nginx.conf")
        << "daemon off; master_process off; pid " << (own_ / "pid").string() << "; error_log " << log
        << ";\nevents { worker_connections 64; }\nhttp { access_log off; default_type "
           "application/octet-stream;\n"
        << "client_body_temp_path " << own_.string() << "; proxy_temp_path " << own_.string()
        << "; fastcgi_temp_path " << own_.string() << "; uwsgi_temp_path " << own_.string()
        << "; scgi_temp_path " << own_.string() << ";\nserver { listen 127.0.0.1:" << port_ << "; root "
        << folder_.string() << "; location / { " << settings << " } } }\n";
    process_ = ::fork();
    if (process_ == 0) {
        const int quiet = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
        ::dup2(quiet, 1);
        ::dup2(quiet, 2);
        const auto configuration = (own_ / "nginx.conf").string();
        ::execl(kProgram, kProgram, "-e", log.c_str(), "-c", configuration.c_str(), nullptr);
        ::_exit(127);
    }
    for (int i = 0; i < 200; ++i) {
        if (answers(port_)) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    std::ifstream why(log);
    std::string line;
    std::getline(why, line);
    throw std::runtime_error("nginx does not answer: " + line);
}

void Nginx::kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
    process_ = -1;
}

void Nginx::restart(const std::string& settings) {
    kill();
    start(settings);
}

}  // namespace tidewaiter::sync::tests
