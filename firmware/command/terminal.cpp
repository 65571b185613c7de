#include "firmware/command/terminal.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "firmware/inspection/plain_text.h"

namespace tidewaiter::command {

Expected<WriteOutcome> writeResult(const std::string& text) {
    const auto written = std::fwrite(text.data(), 1, text.size(), stdout);
    if (written == text.size() && std::fflush(stdout) == 0) return WriteOutcome{};
    const int reason = errno;
    if (reason == EPIPE) return WriteOutcome{.readerGone = true};
    return failure("cannot write the result to standard output (" + std::generic_category().message(reason) +
                   "); make room there and run it again");
}

Progress::Progress() : terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
    clear();
}

void Progress::show(const std::string& text) {
    if (!terminal_) return;
    std::fprintf(stderr, "\r\033[K%s", inspection::plainText(text).c_str());
    std::fflush(stderr);
    shown_ = true;
}

void Progress::clear() {
    if (shown_) std::fputs("\r\033[K", stderr);
    shown_ = false;
}

void sayProblem(const std::string& sentence) {
    std::fprintf(stderr, "tidewaiter: %s\n", inspection::plainText(sentence).c_str());
}

}  // namespace tidewaiter::command
