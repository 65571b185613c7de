// tidewaiter-barcode-helper: decodes the pictures that the barcode reader sends on standard input and answers
// on standard output, as FORMAT.md says, until its input ends. It may be ended at any time; it keeps nothing.
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <new>
#include <opencv2/core/utility.hpp>
#include <stdexcept>
#include <string>

#include "ocr/barcode/decode.h"

namespace {

using namespace tidewaiter;

constexpr rlim_t kMemoryForDecodingBytes = rlim_t{2} << 30;  // beyond what the program maps at its start
constexpr rlim_t kCpuSecondsPerPicture = 30;

bool readAll(char* data, std::size_t size) {
    while (size > 0) {
        const auto got = ::read(STDIN_FILENO, data, size);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        data += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

bool writeAll(std::string_view data) {
    while (!data.empty()) {
        const auto put = ::write(STDOUT_FILENO, data.data(), data.size());
        if (put < 0 && errno == EINTR) continue;
        if (put <= 0) return false;
        data.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

rlim_t mappedBytes() {
    unsigned long pages = 0;
    std::FILE* statm = std::fopen("/proc/self/statm", "re");
    if (statm == nullptr) return 0;
    if (std::fscanf(statm, "%lu", &pages) != 1) pages = 0;  // NOLINT(cert-err34-c): one number by the kernel
    std::fclose(statm);
    return static_cast<rlim_t>(pages) * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

void limit(int resource, rlim_t soft) {
    rlimit limits{};
    if (::getrlimit(resource, &limits) != 0) return;
    limits.rlim_cur = limits.rlim_max == RLIM_INFINITY ? soft : std::min(soft, limits.rlim_max);
    ::setrlimit(resource, &limits);
}

void restrictProcess() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    limit(RLIMIT_CORE, 1);  // 1, not 0: with 0 the kernel would still feed a core dump to a crash reporter
    limit(RLIMIT_AS, mappedBytes() + kMemoryForDecodingBytes);
}

/// A decoder that hangs while nobody waits for it any more ends by itself.
void limitCpuOfNextPicture() {
    rusage used{};
    if (::getrusage(RUSAGE_SELF, &used) != 0) return;
    const auto seconds = used.ru_utime.tv_sec + used.ru_stime.tv_sec;
    limit(RLIMIT_CPU, static_cast<rlim_t>(seconds) + kCpuSecondsPerPicture);
}

bool answerOne() {
    std::string header(ocr::kRequestHeaderBytes, '\0');
    if (!readAll(header.data(), header.size())) return false;
    const auto request = ocr::decodeRequestHeader(header);
    if (!request) return false;
    limitCpuOfNextPicture();
    cv::Mat grey(static_cast<int>(request->height), static_cast<int>(request->width), CV_8UC1);
    if (!readAll(reinterpret_cast<char*>(grey.data), grey.total())) return false;
    return writeAll(ocr::encodeAnswer(ocr::decodeSymbols(grey, request->options)));
}

}  // namespace

int main() {
    restrictProcess();
    cv::setNumThreads(1);
    try {
        if (!writeAll(ocr::kGreeting)) return 1;
        while (answerOne()) {
        }
    } catch (const std::exception&) {
        return 1;  // the reader sees the end of the stream and starts another helper
    }
    return 0;
}
