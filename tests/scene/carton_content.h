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
    std::string goods;      ///< what the labels say is in it, in English
    double kilograms = 0;   ///< gross, as the labels say
    std::string shipper;    ///< as the carrier's label says, empty without one
    std::string consignee;  ///< likewise
};

/// A carton with one accelerator card or a few of them.
[[nodiscard]] CartonContent acceleratorCarton(Random random);

/// A carton of everyday goods: no part and no serial numbers, nothing electronic. Precondition: `goods` is
/// tea, toys, clothes or books.
[[nodiscard]] CartonContent benignCarton(Goods goods, Random random);

/// Adds the carrier's shipping label that may sit on any carton: addresses, weight, tracking number, SSCC.
void addCarrierLabel(CartonContent& content, Random random);

}  // namespace tidewaiter::scene
