// Job: one item that is to be inspected, or that cannot be.
// Thread rule: immutable values, safe to copy between threads.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/inspection/declaration.h"

namespace tidewaiter::batch {

struct Job {
    inspection::Declaration declaration;
    std::vector<std::filesystem::path> images;  ///< at least one
};

/// An item that is not inspected, and why: the list names it all the same.
struct LeftOut {
    inspection::Declaration declaration;
    std::string reason;
};

}  // namespace tidewaiter::batch
