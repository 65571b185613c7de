// WebServer: a real HTTP server on this machine that behaves or misbehaves as a test wants.
// Thread rule: all members are safe to call from any thread; files are asked for on the server's threads, one
// at a time.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tidewaiter::tests {

/// How the next answers go wrong.
struct Trouble {
    int answers = 0;                             ///< how many do; -1: all
    int status = 200;                            ///< says this, with a body that never ends when it is no 200
    std::optional<std::size_t> breakAfter = {};  ///< closes the connection after so many bytes
    std::optional<std::size_t> stallAfter = {};  ///< says nothing more after so many bytes
    std::optional<std::size_t> bytesASecond = {};  ///< drips
    bool endless = false;                          ///< never stops
    bool withoutRanges = false;                    ///< sends all of it, whatever part was asked for
};

class WebServer {
  public:
    /// Serves what `files` says of a raw path without its first '/'; nothing stands for 404.
    explicit WebServer(std::function<std::optional<std::string>(const std::string&)> files);
    ~WebServer();

    [[nodiscard]] std::string url() const;  ///< with '/' at its end
    void setTrouble(const Trouble& trouble);
    /// One for each request: its raw path, then " RANGE" if it had one.
    [[nodiscard]] std::vector<std::string> requests() const;

  private:
    class Running;
    std::unique_ptr<Running> running_;
};

}  // namespace tidewaiter::tests
