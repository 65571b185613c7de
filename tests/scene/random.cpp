#include "tests/scene/random.h"

namespace tidewaiter::scene {

namespace {

std::uint64_t splitMix64(std::uint64_t& state) {
    std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

}  // namespace

Random::Random(std::uint64_t seed) : seed_(seed) {
    std::uint64_t mix = seed;
    state_ = splitMix64(mix);
    increment_ = splitMix64(mix) | 1U;  // PCG needs an odd increment
    next();
}

std::uint32_t Random::next() {
    const std::uint64_t old = state_;
    state_ = old * 6364136223846793005ULL + increment_;
    const auto shifted = static_cast<std::uint32_t>(((old >> 18U) ^ old) >> 27U);
    const auto turn = static_cast<std::uint32_t>(old >> 59U);
    return (shifted >> turn) | (shifted << ((32U - turn) & 31U));
}

std::uint32_t Random::below(std::uint32_t bound) {
    assert(bound > 0);
    const std::uint32_t threshold = (0U - bound) % bound;  // reject the part that would favor small numbers
    std::uint32_t drawn = next();
    while (drawn < threshold) drawn = next();
    return drawn % bound;
}

int Random::between(int low, int high) {
    assert(low <= high);
    return low + static_cast<int>(below(static_cast<std::uint32_t>(high - low) + 1U));
}

double Random::real(double low, double high) {
    return low + (high - low) * (next() / 4294967296.0);
}

float Random::bell() {
    const std::uint32_t a = next();
    const std::uint32_t b = next();
    const auto sum = static_cast<int>((a & 0xFFFFU) + (a >> 16U) + (b & 0xFFFFU) + (b >> 16U));
    constexpr float kDeviation = 37837.2F;  // of the sum: 65536 * sqrt(4 / 12)
    return static_cast<float>(sum - 131070) / kDeviation;
}

std::uint64_t Random::seed() {
    const std::uint64_t high = next();
    return (high << 32U) | next();
}

Random Random::fork(std::string_view name) const {
    std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    std::uint64_t mix = seed_ ^ hash;
    return Random(splitMix64(mix));
}

}  // namespace tidewaiter::scene
