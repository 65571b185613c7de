// Declared: the declaration understood: which goods its words name and which its HS code stands for.
// Thread rule: immutable value, borrows from the lexicon, safe to read from any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firmware/inspection/declaration.h"
#include "models/lexicon.h"

namespace tidewaiter::inspection {

struct Declared {
    std::vector<const models::GoodsClass*> byWords;  ///< named by the words, longest word first, each once
    const models::GoodsClass* byHs = nullptr;        ///< by the HS code, null when unknown or not given
    std::string phrase;  ///< begins a sentence: `Declared as "green tea"`, `Nothing was declared`
    bool empty = true;   ///< neither words nor code were given

    /// What the goods are to the rules. Words come before the HS code, words for electronics before other
    /// words, exact words before generic ones; nothing when neither words nor code are understood.
    [[nodiscard]] std::optional<models::GoodsFamily> family() const;

    /// The family of the words alone, by the same order.
    [[nodiscard]] std::optional<models::GoodsFamily> wordsFamily() const;

    /// Whether words or code name goods of this family, among others perhaps.
    [[nodiscard]] bool mayBe(models::GoodsFamily family) const;

    /// Whether one of the goods classes `ids` is declared by words or code.
    [[nodiscard]] bool names(const std::vector<std::string>& ids) const;
};

/// Understands `declaration`. A word that may also mean something else ("chips") counts only when no sure one
/// stands beside it ("potato"), and no HS code says otherwise.
[[nodiscard]] Declared understandDeclaration(const Declaration& declaration, const models::Lexicon& lexicon);

}  // namespace tidewaiter::inspection
