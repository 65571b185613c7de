// Line search: where lines of text stand in a frame, looked for at several scales and closer where it is
// worth it. Thread rule: pure function over an immutable Detector, safe to call from any thread.
#pragma once

#include <vector>

#include "models/error.h"
#include "ocr/text/detector.h"
#include "ocr/text/look_plan.h"
#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::ocr {

struct LineSearchOptions {
    int coarseSidePx = 960;  ///< the whole frame is looked at with its longer side brought to this
    LookPlanOptions plan;    ///< where it is looked at closer
    int levels = 2;          ///< how often it is looked at closer where the look before left something open
    double maxCost = 5e6;    ///< pixels that the network sees in closer looks; more finds smaller print
    int regionSidePx = 288;  ///< the shorter side of packages and labels when they are looked at on their own
    double maxRegionEnlargement = 4;
    int maxRegions = 16;  ///< packages and labels looked at on their own, surest first
};

/// Lines in pixels of the frame, each once: of two that cover each other the longer one stays.
[[nodiscard]] Expected<std::vector<DetectedLine>> findLines(const vision::Frame& frame,
                                                            const std::vector<vision::Region>& regions,
                                                            const Detector& detector,
                                                            const LineSearchOptions& options = {});

}  // namespace tidewaiter::ocr
