// MadeParties: names and addresses of firms that nobody has, from words that many firms have.
// Thread rule: one thread at a time.
#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace tidewaiter::watchlist::tests {

class MadeParties {
  public:
    explicit MadeParties(std::uint64_t seed) : random_(seed) {}

    /// "Shenzhen Huaqiang Electronics Technology Co., Ltd.", "Golden Horizon Trading LLC", "Petrov Sergey".
    [[nodiscard]] std::string name();
    /// "Room 512, 77 Renmin Road, Dongguan".
    [[nodiscard]] std::string address();
    /// The name with another form, other order of its words or, where `slips`, a letter misread.
    [[nodiscard]] std::string varied(const std::string& name, bool slips);

  private:
    template <std::size_t N>
    std::string one(const char* const (&words)[N]) {
        return words[random_() % N];
    }
    [[nodiscard]] bool chance(int percent) { return static_cast<int>(random_() % 100) < percent; }
    [[nodiscard]] std::string pinyin();

    std::mt19937_64 random_;
};

}  // namespace tidewaiter::watchlist::tests
