// Surface model: how many times more likely a top's measures are on a doctored package than on an honest one.
// Thread rule: immutable after load(), safe to use from any thread.
//
// Boosted trees of two questions (J. Friedman, "Greedy function approximation: a gradient boosting machine",
// Annals of Statistics 29, 2001), one sum for each thing that may have been done, fitted and calibrated by
// models/training/surface on rendered packages and honest real photos. All numbers are data: the store's
// surface/surface.json, described in models/FORMAT.md.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"
#include "models/name_table.h"
#include "models/store.h"
#include "vision/surface/measures.h"

namespace tidewaiter::vision {

/// What may have been done to a top. Names stand in the data.
enum class Tampering { Sanded, Resurfaced, Remarked, Unmarked };

inline constexpr std::size_t kTamperingCount = 4;
inline constexpr auto kTamperings = makeNameTable<Tampering>({{Tampering::Sanded, "sanded"},
                                                              {Tampering::Resurfaced, "resurfaced"},
                                                              {Tampering::Remarked, "remarked"},
                                                              {Tampering::Unmarked, "unmarked"}});

/// Beyond these, one picture does not allow a statement.
struct SurfaceLimits {
    double leastSidePx = 0;     ///< shorter side of the body
    double leastSharpness = 0;  ///< see Measure::Sharpness
    double darkest = 0;         ///< median brightness
    double lightest = 1;        ///< median brightness: lighter tops are metal lids, whose brushing is honest
    double mostHighlights = 1;  ///< share burnt out
};

/// Questions "is the measure at least the threshold?": the first, then the second when the answer was no, or
/// the third when it was yes. Leaves: no-no, no-yes, yes-no, yes-yes.
struct SurfaceTree {
    std::array<std::size_t, 3> measure{};
    std::array<double, 3> threshold{};
    std::array<double, 4> leaf{};
};

/// Measures of what several lights show of one top: of its heights (heightPicture()) and of its albedo.
struct LitMeasures {
    SurfaceMeasures relief{};
    SurfaceMeasures albedo{};
};

/// Natural logarithm of a likelihood ratio as a sum over trees.
struct SurfaceSum {
    double bias = 0;
    std::vector<SurfaceTree> trees;

    [[nodiscard]] double at(const SurfaceMeasures& measures) const;
};

class SurfaceModel {
  public:
    /// Reads surface/surface.json. Fails, naming file and key, when it is missing, damaged or incomplete.
    [[nodiscard]] static Expected<SurfaceModel> load(const models::Store& store);

    /// Reads the text of such a file; `name` is the file's, for messages.
    [[nodiscard]] static Expected<SurfaceModel> parse(std::string_view text, const std::string& name);

    /// ln of p(measures | tampering) / p(measures | honest), from one top alone.
    [[nodiscard]] double logRatio(Tampering tampering, const SurfaceMeasures& measures) const;

    /// What `difference` from the median of its twins adds to logRatio().
    [[nodiscard]] double logRatioOfTwins(Tampering tampering, const SurfaceMeasures& difference) const;

    /// ln of p(measures | tampering) / p(measures | honest), from what several lights show.
    [[nodiscard]] double logRatio(Tampering tampering, const LitMeasures& measures) const;

    /// Likelihood ratio from which the state is stated, from one picture.
    [[nodiscard]] double ratioToState(Tampering tampering) const;

    /// The same under several lights.
    [[nodiscard]] double ratioToStateLit(Tampering tampering) const;

    [[nodiscard]] const SurfaceLimits& limits() const { return limits_; }

  private:
    friend class SurfaceModelReader;

    struct Head {
        SurfaceSum alone;
        SurfaceSum twins;  ///< without trees where twins add nothing
        double ratioToState = 0;
        SurfaceSum relief;
        SurfaceSum albedo;
        double ratioToStateLit = 0;
    };
    std::array<Head, kTamperingCount> heads_;
    SurfaceLimits limits_;
};

}  // namespace tidewaiter::vision
