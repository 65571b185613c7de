// Cargo labels: cartons that the scene renderer has no content for: servers, baseboards, everyday devices,
// invented brands, customs identifiers. Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <vector>

#include "firmware/inspection/declaration.h"
#include "tests/scene/carton_content.h"

namespace tidewaiter::blackbox {

struct DeviceCarton {
    scene::CartonContent content;
    inspection::Declaration declaration;  ///< true in all it says
};

/// A carton of everyday electronics with a carrier's label. `serial` replaces the drawn one unless it is
/// empty; with `tampered` the printed part number is not the one in its code.
[[nodiscard]] DeviceCarton deviceCarton(scene::Random random, const std::string& serial,
                                        bool tampered = false);
/// What is printed on the label of a GPU board.
struct BoardLabel {
    std::string product;  ///< "A10 24GB"
    std::string part;     ///< empty: none is printed
    std::vector<std::string> serials;
    std::string date;  ///< "2022-11-21", empty: none is printed
    int pieces = 1;
};
/// A carton of GPU boards with the maker's label and a carrier's.
[[nodiscard]] DeviceCarton boardCarton(scene::Random random, const BoardLabel& label);
/// A carton with an eight-GPU server, by its model name.
[[nodiscard]] scene::CartonContent serverCarton(scene::Random random);
/// A carton with an HGX baseboard, by its part number alone.
[[nodiscard]] scene::CartonContent baseboardCarton(scene::Random random);
/// A carton that names no maker; its Data Matrix holds an HS code (27P) or an export-control number (49P).
[[nodiscard]] scene::CartonContent customsCodeCarton(scene::Random random);
/// The accelerators of `made` under a brand that nobody knows, with the maker's own part and serial numbers.
[[nodiscard]] scene::CartonContent inventedBrandCarton(const scene::CartonContent& made);

}  // namespace tidewaiter::blackbox
