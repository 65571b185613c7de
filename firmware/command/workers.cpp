#include "firmware/command/workers.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <thread>

namespace tidewaiter::command {

namespace {

/// What an inspection needs at its peak: networks, and a photo of 20 megapixels with all that is cut from it.
constexpr std::uint64_t kBytesOfEach = 3ULL << 29;

}  // namespace

Machine thisMachine() {
    Machine machine{std::max(1U, std::thread::hardware_concurrency()), 0};
    std::ifstream in("/proc/meminfo");
    for (std::string word; in >> word;) {
        std::uint64_t kilobytes = 0;
        if (word == "MemAvailable:" && in >> kilobytes) machine.freeBytes = kilobytes * 1024;
    }
    return machine;
}

Workers planWorkers(const Machine& machine, std::size_t items, std::optional<std::size_t> asked) {
    const auto fit = static_cast<std::size_t>(machine.freeBytes / kBytesOfEach);
    const auto wanted = asked.value_or(std::min(machine.cores, fit));
    const auto count = std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(1, items));
    return {count, static_cast<int>(std::max<std::size_t>(1, machine.cores / count))};
}

}  // namespace tidewaiter::command
