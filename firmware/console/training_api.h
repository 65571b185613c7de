// TrainingApi: samples to practise on.
// Thread rule: safe to call from any thread.
#pragma once

#include <vector>

#include "firmware/console/route.h"
#include "firmware/station/training_book.h"

namespace tidewaiter::console {

[[nodiscard]] std::vector<Route> trainingRoutes(station::TrainingBook& book);

}  // namespace tidewaiter::console
