// Thumbnail: the small picture of an inspection. It is the icon of its report, and the overview takes it from
// there: no other file holds it. Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>

#include "firmware/evidence/html.h"
#include "firmware/inspection/inspection.h"

namespace tidewaiter::evidence {

inline constexpr std::size_t kMaxThumbnailBytes = 6000;  ///< as a data URI

/// The photo on which the gravest finding rests, else the first one, as a JPEG data URI of at most
/// kMaxThumbnailBytes; empty without a photo.
[[nodiscard]] std::string thumbnailUri(const inspection::Inspection& inspection);

/// The icon of a report's head, empty when `uri` is.
[[nodiscard]] Markup reportIcon(const std::string& uri);

/// The data URI that reportIcon() put into a report, found in the first kReportHeadBytes of it; empty when it
/// is not there whole or holds anything but Base64.
[[nodiscard]] std::string iconOfReport(std::string_view head);

inline constexpr std::size_t kReportHeadBytes = 8192;

}  // namespace tidewaiter::evidence
