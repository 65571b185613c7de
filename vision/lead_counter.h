// Lead counter: how many leads stand on each side of a chip's body.
// Thread rule: pure functions, safe to call from any thread.
//
// The body is turned upright with a rim of its surroundings, and each side's rim cut into bands along the
// side. In a band, light teeth that stand in regular turn are followed from the middle to both ends: the
// pitch is the first peak of the autocorrelation, as in L. R. Rabiner, "On the use of autocorrelation
// analysis for pitch detection", IEEE Trans. ASSP 25 (1977). A count stands where bands agree with each
// other, opposite sides with each other, and the row with the body: it has the middle and the length that
// rows of leads have. A wrong count is worse than none, so all else is no answer: bodies without leads, blur,
// less than 4 pixels from lead to lead, ends that are hidden or cut by the frame, things beside the body that
// look like more leads. Pads of a QFN that show beside its body cannot be told from short leads and are
// counted like them. What it is worth: tests/blackbox/evaluate_leads.
#pragma once

#include <optional>
#include <vector>

#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::vision {

/// The leads of `body` (pixels of `picture`, corners in turn); of bodies with leads on two sides the others
/// have 0. `picture`: BGR, 8 bit. Fewer than 4 or more than 64 leads on a side are not counted.
[[nodiscard]] std::optional<LeadCounts> countLeads(const cv::Mat& picture, const Quad& body);

/// `packages` with the leads of those that show them.
[[nodiscard]] std::vector<Region> withLeads(const Frame& frame, std::vector<Region> packages);

}  // namespace tidewaiter::vision
