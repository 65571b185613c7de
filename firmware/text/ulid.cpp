#include "firmware/text/ulid.h"

#include <sodium.h>

#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace tidewaiter::text {

namespace {

constexpr char kAlphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kLength = 26;

}  // namespace

std::string ulid(std::uint64_t milliseconds, const std::array<unsigned char, 10>& random) {
    if (milliseconds >> 48 != 0) throw std::invalid_argument("a ULID holds 48 bits of milliseconds");
    std::array<unsigned char, 16> bytes{};
    for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<unsigned char>(milliseconds >> (40 - 8 * i));
    std::copy(random.begin(), random.end(), bytes.begin() + 6);

    std::string text(kLength, '\0');  // 26 characters hold 130 bits: the first two are zero
    for (std::size_t bit = 0; bit < 128; ++bit) {
        if ((bytes[bit / 8] >> (7 - bit % 8) & 1) == 0) continue;
        const auto place = bit + 2;
        text[place / 5] = static_cast<char>(text[place / 5] | (16 >> (place % 5)));
    }
    for (auto& c : text) c = kAlphabet[c & 31];
    return text;
}

std::string newUlid(std::uint64_t milliseconds) {
    if (sodium_init() < 0) throw std::runtime_error("libsodium cannot find a source of random numbers");
    std::array<unsigned char, 10> random{};
    randombytes_buf(random.data(), random.size());
    return ulid(milliseconds, random);
}

std::string rfc3339(std::uint64_t milliseconds) {
    using namespace std::chrono;
    const sys_time<std::chrono::milliseconds> moment{std::chrono::milliseconds(milliseconds)};
    const auto day = floor<days>(moment);
    const year_month_day date(day);
    const hh_mm_ss time(moment - day);
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()),
                  unsigned(date.month()), unsigned(date.day()), int(time.hours().count()),
                  int(time.minutes().count()), int(time.seconds().count()), int(time.subseconds().count()));
    return text.data();
}

}  // namespace tidewaiter::text
