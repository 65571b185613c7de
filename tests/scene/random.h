// Random: a small generator of pseudo-random numbers that gives the same numbers on every machine.
// Thread rule: a value; one thread at a time per object.
//
// Source of the algorithms: PCG-XSH-RR 64/32 (M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient
// Statistically Good Algorithms for Random Number Generation", HMC-CS-2014-0905), seeded through SplitMix64
// (Steele, Lea, Flood, OOPSLA 2014). The distributions of the standard library differ between its makers,
// so none of them is used. Never draw twice in the arguments of one call: their order is unspecified.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace tidewaiter::scene {

class Random {
  public:
    explicit Random(std::uint64_t seed);

    /// 32 uniform bits.
    std::uint32_t next();
    /// Uniform in [0, bound); bound > 0.
    std::uint32_t below(std::uint32_t bound);
    /// Uniform in [low, high], both included.
    int between(int low, int high);
    /// Uniform in [low, high).
    double real(double low, double high);
    bool chance(double probability) { return real(0, 1) < probability; }
    /// Close to a normal distribution of mean 0 and deviation 1, in (-3.5, 3.5): the sum of four uniform
    /// 16-bit numbers, so that no function of the C library takes part.
    float bell();

    /// A seed for another stream.
    std::uint64_t seed();

    template <class T>
    const T& pick(const std::vector<T>& choices) {
        assert(!choices.empty());
        return choices[below(static_cast<std::uint32_t>(choices.size()))];
    }

    /// An independent stream that depends on the seed and `name` alone, not on what was drawn before: what
    /// one part of a scene draws never moves another part.
    [[nodiscard]] Random fork(std::string_view name) const;

  private:
    std::uint64_t seed_;
    std::uint64_t state_ = 0;
    std::uint64_t increment_ = 0;
};

}  // namespace tidewaiter::scene
