#include "firmware/watchlist/look_alikes.h"

#include <algorithm>
#include <array>

#include "ocr/fields/confusables.h"

namespace tidewaiter::watchlist {

namespace {

struct Share {
    char truth;
    char read;
    double share;
};

/// Those of one in a hundred and more.
constexpr std::array kMeasured = {Share{'0', 'O', 0.085}, Share{'O', '0', 0.460}, Share{'Q', '0', 0.073},
                                  Share{'Q', 'O', 0.103}, Share{'D', '0', 0.042}, Share{'D', 'O', 0.018},
                                  Share{'1', 'I', 0.020}, Share{'I', '1', 0.163}, Share{'5', 'S', 0.032},
                                  Share{'S', '5', 0.067}, Share{'8', 'B', 0.014}, Share{'B', '8', 0.024},
                                  Share{'Z', '2', 0.054}, Share{'G', '6', 0.012}};
/// Of all other look-alikes: some were never seen, which is not never.
constexpr double kSeldom = 0.005;

constexpr std::string_view kLookAlikes = "0OQD1IL5S8B2Z6G";

constexpr std::size_t kCodes = 128;

/// By truth and reading: asked for at each place of each candidate.
std::array<double, kCodes * kCodes> sharesOfAll() {
    std::array<double, kCodes * kCodes> shares{};
    const auto at = [&](char truth, char read) -> double& {
        return shares[static_cast<std::size_t>(truth) * kCodes + static_cast<std::size_t>(read)];
    };
    for (const char truth : kLookAlikes) {
        for (const char read : kLookAlikes)
            at(truth, read) = ocr::differOnlyByConfusables({&truth, 1}, {&read, 1}) ? kSeldom : 0;
    }
    for (const auto& [truth, read, share] : kMeasured) at(truth, read) = share;
    return shares;
}

}  // namespace

double readAs(char truth, char read) {
    static const auto shares = sharesOfAll();
    const auto row = static_cast<std::size_t>(static_cast<unsigned char>(truth));
    const auto column = static_cast<std::size_t>(static_cast<unsigned char>(read));
    return row < kCodes && column < kCodes ? shares[row * kCodes + column] : 0;
}

DoubtfulText withLookAlikes(DoubtfulText text) {
    for (auto& slot : text) {
        if (kLookAlikes.find(slot.best()) == std::string_view::npos) continue;
        const auto asRead = slot;
        const auto [read, sure] = asRead.choices.front();
        for (const char c : kLookAlikes) {
            const double seen = readAs(c, read);
            if (seen == 0) continue;
            const double least = std::max(sure * seen, likelihoodOf(c, asRead));
            const auto named = std::find_if(slot.choices.begin(), slot.choices.end(),
                                            [&](const auto& choice) { return choice.first == c; });
            if (named == slot.choices.end()) {
                slot.choices.emplace_back(c, least);
            } else {
                named->second = least;
            }
        }
    }
    return text;
}

}  // namespace tidewaiter::watchlist
