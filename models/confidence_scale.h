// ConfidenceScale: from how sure a reader says it is to how often such readings are right.
// Thread rule: immutable value, safe to copy between threads.
//
// Readers know their network, not their photos: they say 0.7 of texts of which nine in ten are right. The
// scale is fitted to readings of which it is known whether they are right
// (models/training/reading_confidence). Source: J. Platt, "Probabilistic Outputs for Support Vector
// Machines", 1999 (a logistic curve over the score), here with the length of the text beside the score.
#pragma once

#include <cstddef>

#include "models/error.h"
#include "models/store.h"

namespace tidewaiter::models {

class ConfidenceScale {
  public:
    /// Log odds of being right: `slope` * log odds of the reader + `perLength` * log(characters) + `offset`.
    /// Precondition: `slope` > 0.
    ConfidenceScale(double slope, double perLength, double offset);

    /// Reads "reading_confidence.json".
    [[nodiscard]] static Expected<ConfidenceScale> load(const Store& store);

    /// How likely a text of so many characters is right that its reader gives `confidence`, both in [0, 1].
    /// Never more than 0.999: nobody measured enough to say more.
    [[nodiscard]] double trueShare(double confidence, std::size_t characters) const;

  private:
    double slope_;
    double perLength_;
    double offset_;
};

}  // namespace tidewaiter::models
