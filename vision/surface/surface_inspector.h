// Surface inspector: whether the upper sides of a frame's packages are as their maker left them.
// Thread rule: immutable after load(), safe to use from any thread.
//
// Each package is measured by itself (measures.h), against its own rim and against the packages of its size
// in the same frame (twins.h), and the model (surface_model.h) weighs what was measured. Scratches, a coat's
// texture, ghosts and missing marks give triage only: proof needs solvents and a microscope (SAE AS6171/2,
// methods C and D).
#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "models/error.h"
#include "models/store.h"
#include "vision/region.h"
#include "vision/surface/lit_sets.h"
#include "vision/surface/surface_model.h"
#include "vision/surface/twins.h"

namespace tidewaiter::vision {

class SurfaceInspector {
  public:
    /// Loads the model. Fails with the sentence of the store or of the model.
    [[nodiscard]] static Expected<SurfaceInspector> load(const models::Store& store);

    explicit SurfaceInspector(SurfaceModel model) : model_(std::move(model)) {}

    /// The surface of each package of one frame (BGR, 8 bit), in the order of `packages`. Where no statement
    /// is possible the state is unknown and the reason says what to do.
    [[nodiscard]] std::vector<Surface> inspect(const cv::Mat& frame, const std::vector<Quad>& packages) const;

    /// The same from what several lights show together.
    [[nodiscard]] std::vector<Surface> inspect(const LitSet& set, const std::vector<Quad>& packages) const;

    /// Fills in the surface of every region of kind package that lies in one of `frames`; the others stay as
    /// they are. Packages in the first frame of one of `sets` are judged by what all its lights show, those
    /// in its other frames are referred to it.
    [[nodiscard]] std::vector<Region> withSurfaces(const std::vector<Frame>& frames,
                                                   const std::vector<LitSet>& sets,
                                                   std::vector<Region> regions) const;

  private:
    /// Logarithms of likelihood ratios and what states them, one for each kind of tampering.
    struct Weights;

    [[nodiscard]] std::string obstacleIn(const SurfaceMeasures& measures) const;
    [[nodiscard]] Weights weigh(const SurfaceMeasures& measures,
                                const std::optional<SurfaceMeasures>& fromTwins) const;
    [[nodiscard]] Weights weigh(const LitMeasures& measures) const;
    [[nodiscard]] static Surface judged(const Weights& weights);

    SurfaceModel model_;
};

}  // namespace tidewaiter::vision
