// Served: the real program's console on this machine, with people of every role, for tests.
// Thread rule: one thread at a time; its const members are safe to call from any thread.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tidewaiter::console::tests {

inline constexpr const char* kPin = "294716";

class Served {
  public:
    /// Starts it with a simulated camera, in a folder of its own. Throws std::runtime_error where it does
    /// not begin to serve.
    explicit Served(const std::vector<std::string>& more = {});
    /// Ends it and removes the folder.
    ~Served();
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    /// What is typed at first start.
    [[nodiscard]] const std::string& code() const { return code_; }
    [[nodiscard]] bool isAlive() const;
    /// Resident memory, bytes.
    [[nodiscard]] std::size_t memory() const;
    /// Ends it as a service manager does; its exit status, or -1 where it does not end within ten seconds.
    int stop();
    /// Starts it again in the same folder.
    void start();
    /// A program with its words, to its end; its exit status. What it prints is thrown away where it is
    /// `quiet`.
    [[nodiscard]] static int runOnce(const std::vector<std::string>& words, bool quiet = false);

  private:
    void readGreeting(int pipe);

    std::filesystem::path folder_;
    std::vector<std::string> more_;
    pid_t process_ = -1;
    std::uint16_t port_ = 0;
    std::string code_;
};

}  // namespace tidewaiter::console::tests
