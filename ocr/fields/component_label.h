// Component label: which of the labels of EIGP 114 a set of data identifiers is, and what it lacks.
// Thread rule: pure function over values, safe to call from any thread.
// Source: EIGP 114.2018 as the ECIA barcode parser has it (github Jake-Derrick/Ecia.Barcode.Parser, commit
// 1d477d5).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/name_table.h"

namespace tidewaiter::ocr {

enum class LabelKind { Product, Intermediate, Logistic, PackingSlip };

inline constexpr auto kLabelKinds = makeNameTable<LabelKind>({{LabelKind::Product, "product"},
                                                              {LabelKind::Intermediate, "intermediate"},
                                                              {LabelKind::Logistic, "logistic"},
                                                              {LabelKind::PackingSlip, "packing slip"}});

struct ComponentLabel {
    LabelKind kind = LabelKind::Product;
    std::vector<std::string> missing;  ///< mandatory identifiers that it lacks: "1T", or "9D or 10D"
};

/// The label that `identifiers` ("1P", "Q", ...) make up; nothing when they are too few to be one. Many
/// honest labels leave something out: what is missing is said, not held against them.
[[nodiscard]] std::optional<ComponentLabel> componentLabel(const std::vector<std::string>& identifiers);

}  // namespace tidewaiter::ocr
