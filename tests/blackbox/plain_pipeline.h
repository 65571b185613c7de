// PlainPipeline: what anybody gets from the same networks without our work: the detector at one scale, each
// line turned upright and recognised once. Measured beside ours, so that a gain is a gain.
// Thread rule: immutable after load(); read() may be called from several threads at once.
#pragma once

#include <vector>

#include "models/error.h"
#include "models/store.h"
#include "ocr/text/detector.h"
#include "ocr/text/recognizer.h"
#include "tests/blackbox/run_result.h"
#include "vision/frame.h"

namespace tidewaiter::blackbox {

class PlainPipeline {
  public:
    static constexpr int kLongSidePx = 1024;  ///< what the public pipelines bring photos to

    [[nodiscard]] static Expected<PlainPipeline> load(const models::Store& store);

    [[nodiscard]] Expected<std::vector<ReadText>> read(const vision::Frame& frame) const;

  private:
    PlainPipeline(ocr::Detector detector, ocr::Recognizer recognizer)
        : detector_(std::move(detector)), recognizer_(std::move(recognizer)) {}

    ocr::Detector detector_;
    ocr::Recognizer recognizer_;
};

}  // namespace tidewaiter::blackbox
