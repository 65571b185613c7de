// Workers: how many inspections run side by side, and with how many threads each.
// Thread rule: planWorkers is a pure function, safe to call from any thread; thisMachine asks the system.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

namespace tidewaiter::command {

struct Machine {
    std::size_t cores = 1;
    std::uint64_t freeBytes = 0;  ///< memory that can be had without taking it from others
};

struct Workers {
    std::size_t count = 1;  ///< inspections side by side
    int threadsOfEach = 1;  ///< for the networks of one
};

/// The cores and the free memory of this machine.
[[nodiscard]] Machine thisMachine();

/// As many as were `asked` for; else one for each core, as far as memory goes: several inspections with one
/// thread each take the cores better than one with several. Never more than there are `items`.
[[nodiscard]] Workers planWorkers(const Machine& machine, std::size_t items,
                                  std::optional<std::size_t> asked);

}  // namespace tidewaiter::command
