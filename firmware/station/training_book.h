// TrainingBook: samples to practise on, whose right verdict is known, and how well people do.
// Thread rule: safe to call from any thread.
//
// Nothing of it is evidence: scores are forgotten when the program ends.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "firmware/inspection/declaration.h"
#include "firmware/inspection/verdict.h"
#include "models/store.h"

namespace tidewaiter::station {

struct TrainingSample {
    std::string id;
    std::string title;  ///< what the papers say it is
    inspection::Declaration declaration;
    std::vector<std::string> photos;  ///< encoded as JPEG; in the API p1, p2, ...
    inspection::Verdict verdict = inspection::Verdict::Clear;
    std::vector<std::string> why;  ///< one sentence each
};

struct TrainingScore {
    int right = 0;
    int total = 0;  ///< samples that were answered, each by its latest answer
};

class TrainingBook {
  public:
    /// Reads "training/samples.json" and its photos (models/FORMAT.md). Fails where one is missing or
    /// damaged.
    [[nodiscard]] static Expected<std::vector<TrainingSample>> load(const models::Store& store);

    explicit TrainingBook(std::vector<TrainingSample> samples) : samples_(std::move(samples)) {}

    [[nodiscard]] const std::vector<TrainingSample>& samples() const { return samples_; }
    /// Null where there is none. Borrowed.
    [[nodiscard]] const TrainingSample* find(const std::string& id) const;
    /// Notes what `person` would have decided. Precondition: there is such a sample.
    TrainingScore answer(const std::string& person, const std::string& sample, inspection::Verdict verdict);
    [[nodiscard]] TrainingScore scoreOf(const std::string& person) const;

  private:
    const std::vector<TrainingSample> samples_;
    mutable std::mutex mutex_;
    std::map<std::string, std::map<std::string, bool>> answers_;  // by person, by sample: whether right
};

}  // namespace tidewaiter::station
