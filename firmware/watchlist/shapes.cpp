#include "firmware/watchlist/shapes.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "models/tokens.h"

namespace tidewaiter::watchlist {

namespace {

/// Serial numbers of one shape that a maker gave, as many as the largest are likely to have.
constexpr double kMade = 1e9;
/// Nothing is held to be rarer than this: shapes are counted, not known.
constexpr double kLeast = 1e-4;
/// Running numbers stand at the end; of those with letters not all are given.
constexpr std::size_t kRunning = 4;
constexpr double kGivenOfRunning = 0.05;

/// As long as an entry's value may be.
constexpr std::size_t kLongest = 1000;

bool isKnown(char c) {
    return models::isDigit(c) || (c >= 'A' && c <= 'Z');
}

/// Of a digit or capital letter.
std::size_t indexOf(char c) {
    return static_cast<std::size_t>(models::isDigit(c) ? c - '0' : c - 'A' + 10);
}

}  // namespace

void Shapes::count(std::string_view serial) {
    auto& shape = shapes_[serial.size()];
    shape.places.resize(serial.size());
    for (std::size_t i = 0; i < serial.size(); ++i) ++shape.places[i][indexOf(serial[i])];
}

void Shapes::uncount(std::string_view serial) {
    const auto found = shapes_.find(serial.size());
    if (found == shapes_.end()) return;
    auto& places = found->second.places;
    for (std::size_t i = 0; i < serial.size(); ++i) {
        auto& count = places[i][indexOf(serial[i])];
        count = std::max<std::int64_t>(0, count - 1);
    }
    if (places.empty() || std::all_of(places[0].begin(), places[0].end(), [](auto n) { return n == 0; }))
        shapes_.erase(found);
}

/// How many texts there are by the entropy of each place.
void Shapes::measure(Shape& shape) {
    double entropy = 0;
    for (const auto& counts : shape.places) {
        double all = 0;
        for (const auto count : counts) all += static_cast<double>(count) + 1;
        auto& shares = shape.shares.emplace_back();
        for (std::size_t k = 0; k < kCharacters; ++k) {
            shares[k] = (static_cast<double>(counts[k]) + 1) / all;
            entropy -= shares[k] * std::log(shares[k]);
        }
    }
    shape.numbers = std::exp(entropy);
}

double Shapes::existing(std::string_view listed, std::size_t place, char c) const {
    const char there = listed[place];
    if (models::isDigit(there) && models::isDigit(c)) return 1;
    if (!isKnown(there) || !isKnown(c)) return kLeast;
    const auto found = shapes_.find(listed.size());
    if (found == shapes_.end()) return 1;
    const auto& shape = found->second;
    const double seldom =
        std::min(1.0, shape.shares[place][indexOf(c)] / shape.shares[place][indexOf(there)]);
    const bool running = place + kRunning >= listed.size();
    const double given = std::min(1.0, std::max(kMade / shape.numbers, running ? kGivenOfRunning : 0.0));
    return std::clamp(seldom * given, kLeast, 1.0);
}

std::map<std::size_t, std::string> Shapes::texts() const {
    std::map<std::size_t, std::string> texts;
    for (const auto& [length, shape] : shapes_) {
        auto& text = texts[length];
        for (const auto& place : shape.places) {
            for (const auto count : place) text += std::to_string(count) + ' ';
        }
    }
    return texts;
}

bool Shapes::parse(std::size_t length, const std::string& text) {
    if (length > kLongest) return false;
    Shape shape;
    shape.places.resize(length);
    std::istringstream in(text);
    for (auto& place : shape.places) {
        for (auto& count : place) {
            if (!(in >> count) || count < 0) return false;
        }
    }
    measure(shape);
    shapes_[length] = std::move(shape);
    return true;
}

}  // namespace tidewaiter::watchlist
