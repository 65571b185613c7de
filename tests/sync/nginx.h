// Nginx: the web server of that name on this machine, serving a folder well or badly.
// Thread rule: one thread at a time.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

namespace tidewaiter::sync::tests {

class Nginx {
  public:
    /// Whether it is installed.
    [[nodiscard]] static bool isThere();

    /// Starts to serve `folder` on a free port; `settings` are its own, for every file.
    explicit Nginx(std::filesystem::path folder, const std::string& settings = "");
    ~Nginx();
    Nginx(const Nginx&) = delete;
    Nginx& operator=(const Nginx&) = delete;

    /// Goes on with other settings on the same port.
    void restart(const std::string& settings);
    /// SIGKILL, as the master process and its workers.
    void kill();
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_) + "/"; }

  private:
    void start(const std::string& settings);

    std::filesystem::path folder_;
    std::filesystem::path own_;  // configuration, log
    int port_ = 0;
    pid_t process_ = -1;
};

}  // namespace tidewaiter::sync::tests
