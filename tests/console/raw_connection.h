// RawConnection: a client of a web server that may send anything, at any pace, and notices when it is sent
// away. Thread rule: one thread at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tidewaiter::console::tests {

class RawConnection {
  public:
    /// To 127.0.0.1.
    explicit RawConnection(std::uint16_t port);
    RawConnection(RawConnection&& other) noexcept;
    RawConnection& operator=(RawConnection&&) = delete;
    ~RawConnection();

    [[nodiscard]] bool isOpen() const { return socket_ >= 0; }
    /// Its descriptor.
    [[nodiscard]] int number() const { return socket_; }
    /// False once the other side has closed.
    bool send(std::string_view bytes) const;
    /// One byte, then a pause, as long as the other side takes it and there is time. Whether all were sent.
    [[nodiscard]] bool drip(std::string_view bytes, std::chrono::milliseconds pause,
                            std::chrono::milliseconds most) const;
    /// All that comes until the other side closes or so long; the rest of it is left.
    [[nodiscard]] std::string receive(std::chrono::milliseconds most = std::chrono::seconds(5),
                                      std::size_t bytes = std::string::npos) const;
    /// What has come by now, at least a byte; empty where the other side has closed. Waits for it.
    [[nodiscard]] std::string receiveOnce() const;
    /// The other side closes, what it sent before is thrown away.
    [[nodiscard]] bool isClosedWithin(std::chrono::milliseconds most) const;
    /// Receives no more than the smallest window.
    void receiveLittle() const;

  private:
    int socket_;
};

/// The status of an answer as it stands on the wire; 0 where that is none.
[[nodiscard]] int statusOf(std::string_view answer);

/// One request on a connection of its own, which the server is asked to close.
[[nodiscard]] std::string ask(std::uint16_t port, const std::string& request);

}  // namespace tidewaiter::console::tests
