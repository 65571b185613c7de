// Worker: inspects one item after the other with an inspector of its own.
// Thread rule: one worker per thread. Inside firmware/batch only.
#pragma once

#include <optional>
#include <string>

#include "firmware/batch/batch.h"

namespace tidewaiter::batch {

class Worker {
  public:
    /// `order` and `means` must outlive the worker.
    Worker(const Order& order, const Means& means) : order_(order), means_(means) {}

    /// Loads, inspects and reports; the outcome holds no picture. `fingerprint` goes into the list.
    [[nodiscard]] Outcome work(const Job& job, const std::string& fingerprint);

  private:
    [[nodiscard]] Outcome inspect(const Job& job, const std::string& fingerprint,
                                  std::vector<vision::Frame> frames, double decodeMs);

    const Order& order_;
    const Means& means_;
    std::optional<inspection::Inspector> inspector_;
};

}  // namespace tidewaiter::batch
