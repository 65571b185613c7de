#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>

#include "tests/disk/faulty_disk.h"

namespace tidewaiter::tests {

namespace fs = std::filesystem;

namespace {

constexpr std::array kVariables = {"LD_PRELOAD", "TIDEWAITER_FAULT_FOLDER", "TIDEWAITER_FAULT_KIND",
                                   "TIDEWAITER_FAULT_AT", "TIDEWAITER_FAULT_COUNTER"};

}  // namespace

FaultyDisk::FaultyDisk(const fs::path& folder, DiskFault fault, long at)
    : counter_(fs::temp_directory_path() / ("tidewaiter-changes-" + std::to_string(::getpid()))) {
    fs::remove(counter_);
    const std::array<std::string, kVariables.size()> values = {
        TIDEWAITER_FAULTY_DISK, fs::weakly_canonical(folder).string(), nameOf(fault), std::to_string(at),
        counter_.string()};
    for (std::size_t i = 0; i < kVariables.size(); ++i) ::setenv(kVariables[i], values[i].c_str(), 1);
}

FaultyDisk::~FaultyDisk() {
    for (const auto* variable : kVariables) ::unsetenv(variable);
    std::error_code ignored;
    fs::remove(counter_, ignored);
}

bool FaultyDisk::available() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return false;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    return false;
#else
    return true;
#endif
#else
    return true;
#endif
}

long FaultyDisk::changes() const {
    long count = 0;
    std::ifstream(counter_) >> count;
    return count;
}

std::string nameOf(DiskFault fault) {
    switch (fault) {
        case DiskFault::Once:
            return "once";
        case DiskFault::Broken:
            return "broken";
        case DiskFault::Full:
            return "full";
        case DiskFault::Short:
            return "short";
    }
    return "";
}

}  // namespace tidewaiter::tests
