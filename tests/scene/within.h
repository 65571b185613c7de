// Range checks of options. Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <stdexcept>
#include <string>

namespace tidewaiter::scene {

/// Throws std::invalid_argument that names the value and its range when it lies outside (NaN does).
inline void checkWithin(const std::string& name, double value, double low, double high) {
    if (value >= low && value <= high) return;
    throw std::invalid_argument(name + " is " + std::to_string(value) + ", but must lie in [" +
                                std::to_string(low) + ", " + std::to_string(high) + "]");
}

}  // namespace tidewaiter::scene
