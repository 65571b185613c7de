// StoreWriter: the parts of a store beside its entries, written in one way whoever builds or changes it.
// Thread rule: one thread at a time. Inside firmware/watchlist only.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "firmware/watchlist/key_filter.h"
#include "firmware/watchlist/shapes.h"
#include "firmware/watchlist/store.h"
#include "firmware/watchlist/store_schema.h"

namespace tidewaiter::watchlist {

/// Some order of terms by their content.
struct TermsOrder {
    bool operator()(const Terms& one, const Terms& other) const;
};

class StoreWriter {
  public:
    /// Goes on with a database that has the tables and these terms. Borrowed, must live longer.
    StoreWriter(Database& database, const std::vector<Terms>& terms);

    /// The number of the terms, which are written where they are new: terms are few and entries many.
    [[nodiscard]] Expected<std::int64_t> numberOf(const Terms& terms);
    /// By their numbers.
    [[nodiscard]] std::vector<Terms> terms() const;

    [[nodiscard]] Expected<void> write(const Shapes& shapes);
    [[nodiscard]] Expected<void> write(const KeyFilter& filter);
    [[nodiscard]] Expected<void> write(const Digests& digests);
    [[nodiscard]] Expected<void> write(const Summary& summary);

  private:
    Database& database_;
    std::map<Terms, std::int64_t, TermsOrder> numbers_;
    const Terms* last_ = nullptr;  // in `numbers_`
    std::int64_t lastNumber_ = 0;
};

}  // namespace tidewaiter::watchlist
