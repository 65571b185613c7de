// Labels: rows of text and barcodes set one under the other on paper of a given width.
// Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tests/scene/scene.h"

namespace tidewaiter::scene {

struct LabelText {
    std::string text;
    double sizeMm = 4;  ///< em; smaller where the cell is too narrow
    bool bold = false;
};

/// Texts side by side in cells of equal width, on one baseline.
struct TextRow {
    std::vector<LabelText> cells;
};

struct CodeRow {
    Symbology symbology = Symbology::Code128;
    std::string text;
    double moduleMm = 0.4;  ///< narrowest bar; smaller where the label is too narrow
    double heightMm = 10;   ///< of linear codes
    std::string caption;    ///< centered under the bars; may be empty
    double captionMm = 3.4;
};

/// A thin line across the label.
struct RuleRow {};

using LabelRow = std::variant<TextRow, CodeRow, RuleRow>;

/// A matrix code at the right edge, beside the rows from `fromRow` on.
struct SideCode {
    Symbology symbology = Symbology::DataMatrix;
    std::string text;
    double moduleMm = 0.7;
    std::size_t fromRow = 0;
};

struct LabelPlan {
    std::string name;      ///< "product label"
    double widthMm = 100;  ///< the height follows from the rows
    double paddingMm = 4;
    Family family = Family::Sans;
    bool framed = false;
    int column = 0;  ///< where it belongs on a carton: 0 left, 1 right
    Color paper{0.95, 0.95, 0.94};
    Color ink{0.09, 0.09, 0.10};
    std::vector<LabelRow> rows;
    std::optional<SideCode> side;
};

/// The label at the origin, unturned; everything on it lies inside its outline.
[[nodiscard]] Item makeLabel(const LabelPlan& plan, const Typesetter& typesetter);

}  // namespace tidewaiter::scene
