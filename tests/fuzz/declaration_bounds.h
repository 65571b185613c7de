// DeclarationBounds: what holds of every declaration, wherever it was read from (inspection/declaration.h).
// Thread rule: pure function, safe to call from any thread.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>

#include "firmware/inspection/declaration.h"
#include "models/utf8.h"

namespace tidewaiter::fuzz {

/// What is out of its bounds; empty when nothing is.
[[nodiscard]] inline std::string problemWithDeclaration(const inspection::Declaration& declared) {
    for (const auto* text : {&declared.goods, &declared.hs, &declared.item, &declared.origin,
                             &declared.shipper, &declared.consignee, &declared.currency}) {
        if (models::validUtf8(*text) != *text) return "a declared text is no UTF-8";
    }
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto isCapital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto& hs = declared.hs;
    if (!hs.empty() && (hs.size() < 2 || hs.size() > 12 || !std::all_of(hs.begin(), hs.end(), isDigit)))
        return "an HS code is none";
    const auto& currency = declared.currency;
    if (!currency.empty() &&
        (currency.size() != 3 || !std::all_of(currency.begin(), currency.end(), isCapital)))
        return "a currency is none";
    const auto& weight = declared.grossWeightKg;
    if (weight && !(std::isfinite(*weight) && *weight > 0)) return "a weight is none";
    if (declared.value && !(std::isfinite(*declared.value) && *declared.value >= 0)) return "a value is none";
    if (declared.packages.value_or(1) < 1 || declared.pieces.value_or(1) < 1) return "a count is none";
    return {};
}

}  // namespace tidewaiter::fuzz
