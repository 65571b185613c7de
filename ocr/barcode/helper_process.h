// HelperProcess: one running tidewaiter-barcode-helper and the socket to it.
// Thread rule: one user at a time. Owns the process: destroying the object ends it and waits for its end.
//
// The helper also ends by itself when its socket closes, and the kernel ends it when the thread that started
// it ends, so no helper outlives its reader.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "models/error.h"
#include "ocr/barcode/wire.h"

namespace tidewaiter::ocr {

class HelperProcess {
  public:
    /// Starts `program` and waits for its greeting. `timeout` is the longest silence of the helper that is
    /// waited for, here and in ask().
    [[nodiscard]] static Expected<HelperProcess> start(const std::filesystem::path& program,
                                                       std::chrono::milliseconds timeout);
    HelperProcess(HelperProcess&& other) noexcept;
    HelperProcess& operator=(HelperProcess&& other) noexcept;
    ~HelperProcess();

    /// Whether the process still lives.
    [[nodiscard]] bool isRunning();

    /// What the decoders see in `grey` (8-bit, one channel). After a failure the process is of no more use.
    [[nodiscard]] Expected<std::vector<Symbol>> ask(const cv::Mat& grey, const DecodeOptions& options);

    [[nodiscard]] pid_t pid() const { return pid_; }

  private:
    HelperProcess(pid_t pid, int socket, std::chrono::milliseconds timeout)
        : pid_(pid), socket_(socket), timeout_(timeout) {}

    [[nodiscard]] Expected<void> wait(short event);
    [[nodiscard]] Expected<void> send(const void* data, std::size_t size);
    [[nodiscard]] Expected<std::string> receive(std::size_t size);
    void end();

    pid_t pid_ = -1;
    int socket_ = -1;
    std::chrono::milliseconds timeout_;
};

}  // namespace tidewaiter::ocr
