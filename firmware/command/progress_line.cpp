#include "firmware/command/progress_line.h"

#include <cmath>

namespace tidewaiter::command {

namespace {

constexpr std::size_t kWidth = 20;

std::string timeLeft(const ProgressState& state) {
    const auto inspected = static_cast<double>(state.finished) - static_cast<double>(state.before);
    if (inspected <= 0 || state.finished >= state.total) return {};
    const double seconds = state.seconds / inspected * static_cast<double>(state.total - state.finished);
    constexpr double kMinute = 60;
    constexpr double kHour = 3600;
    if (seconds < 1.5 * kMinute) return ", about " + std::to_string(std::lround(seconds)) + " s left";
    if (seconds < 1.5 * kHour)
        return ", about " + std::to_string(std::lround(seconds / kMinute)) + " min left";
    return ", about " + std::to_string(std::lround(seconds / kHour)) + " h left";
}

}  // namespace

std::string progressLine(const ProgressState& state) {
    const auto full = state.total == 0 ? kWidth : kWidth * state.finished / state.total;
    std::string line = "[" + std::string(full, '#') + std::string(kWidth - full, '.') + "] ";
    line += std::to_string(state.finished) + " of " + std::to_string(state.total) + " items";
    if (state.holds > 0) line += ", " + std::to_string(state.holds) + " hold";
    if (state.inspects > 0) line += ", " + std::to_string(state.inspects) + " inspect";
    return line + timeLeft(state);
}

}  // namespace tidewaiter::command
