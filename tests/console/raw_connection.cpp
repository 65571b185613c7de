#include "tests/console/raw_connection.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <thread>
#include <utility>

namespace tidewaiter::console::tests {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

namespace {

bool isReadable(int socket, milliseconds most) {
    pollfd wait{socket, POLLIN, 0};
    return ::poll(&wait, 1, static_cast<int>(std::max<long>(0, most.count()))) > 0;
}

milliseconds left(Clock::time_point end) {
    return std::chrono::duration_cast<milliseconds>(end - Clock::now());
}

}  // namespace

RawConnection::RawConnection(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        socket_ = -1;
    }
    const int now = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &now, sizeof now);
}

RawConnection::RawConnection(RawConnection&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}

RawConnection::~RawConnection() {
    if (socket_ >= 0) ::close(socket_);
}

bool RawConnection::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool RawConnection::drip(std::string_view bytes, milliseconds pause, milliseconds most) const {
    const auto end = Clock::now() + most;
    for (const char byte : bytes) {
        if (Clock::now() >= end || isReadable(socket_, pause) || !send({&byte, 1})) return false;
    }
    return true;
}

std::string RawConnection::receive(milliseconds most, std::size_t bytes) const {
    std::string received;
    std::array<char, 1 << 16> buffer{};
    const auto end = Clock::now() + most;
    while (received.size() < bytes && isReadable(socket_, left(end))) {
        const ssize_t count = ::recv(socket_, buffer.data(), buffer.size(), 0);
        if (count <= 0) break;
        received.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return received;
}

std::string RawConnection::receiveOnce() const {
    std::string received(1 << 18, '\0');
    const ssize_t count = ::recv(socket_, received.data(), received.size(), 0);
    received.resize(static_cast<std::size_t>(std::max<ssize_t>(0, count)));
    return received;
}

bool RawConnection::isClosedWithin(milliseconds most) const {
    std::array<char, 1 << 16> buffer{};
    const auto end = Clock::now() + most;
    while (isReadable(socket_, left(end))) {
        if (::recv(socket_, buffer.data(), buffer.size(), 0) <= 0) return true;
    }
    return false;
}

void RawConnection::receiveLittle() const {
    const int size = 1;
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

int statusOf(std::string_view answer) {
    constexpr std::string_view kBegin = "HTTP/1.1 ";
    int status = 0;
    if (answer.starts_with(kBegin))
        std::from_chars(answer.data() + kBegin.size(), answer.data() + answer.size(), status);
    return status;
}

std::string ask(std::uint16_t port, const std::string& request) {
    const RawConnection connection(port);
    connection.send(request);
    return connection.receive();
}

}  // namespace tidewaiter::console::tests
