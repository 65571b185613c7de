// Carton content: what is written on one carton, before anything is laid out.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <vector>

#include "tests/scene/label.h"
#include "tests/scene/random.h"

namespace tidewaiter::scene {

/// Text printed on the cardboard itself.
struct PrintPlan {
    std::string text;
    double sizeMm = 12;  ///< em
    bool bold = true;
};

struct CartonContent {
    std::vector<LabelPlan> labels;  ///< the most telling one first
    std::vector<PrintPlan> prints;
    std::vector<std::string> serials;
    std::vector<std::string> parts;
};

/// A carton with one accelerator card or a few of them.
[[nodiscard]] CartonContent acceleratorCarton(Random random);

/// A carton of everyday goods: no part and no serial numbers, nothing electronic. Precondition: `goods` is
/// tea, toys, clothes or books.
[[nodiscard]] CartonContent benignCarton(Goods goods, Random random);

/// The carrier's shipping label that may sit on any carton: addresses, tracking number, SSCC.
[[nodiscard]] LabelPlan carrierLabel(double kilograms, Random random);

}  // namespace tidewaiter::scene
