#include "firmware/evidence/thumbnail.h"

#include <algorithm>
#include <array>

#include "firmware/evidence/case_index.h"
#include "firmware/evidence/picture.h"

namespace tidewaiter::evidence {

namespace {

constexpr int kLongSidePx = 144;
constexpr std::array kQualities = {70, 50, 30, 15};
constexpr std::string_view kIconStart = R"(<link rel="icon" href=")";
constexpr std::string_view kUriStart = "data:image/jpeg;base64,";

const vision::Frame* frameToShow(const inspection::Inspection& inspection) {
    const CaseIndex index(inspection);
    const Mark* gravest = nullptr;
    for (const auto& mark : index.marks()) {
        if (gravest == nullptr || mark.severity > gravest->severity) gravest = &mark;
    }
    const auto* shown = gravest != nullptr ? index.frame(gravest->region->frame) : nullptr;
    if (shown == nullptr && !inspection.frames.empty()) shown = &inspection.frames.front();
    return shown;
}

}  // namespace

std::string thumbnailUri(const inspection::Inspection& inspection) {
    const auto* frame = frameToShow(inspection);
    if (frame == nullptr || frame->pixels.empty()) return {};
    const double scale = std::min(1.0, displayScale(frame->pixels.size(), kLongSidePx));
    const auto small = scaled(frame->pixels, scale);
    for (const int quality : kQualities) {
        auto uri = jpegDataUri(small, quality);
        if (uri.size() <= kMaxThumbnailBytes) return uri;
    }
    return {};
}

Markup reportIcon(const std::string& uri) {
    Markup icon;
    if (uri.empty()) return icon;
    return icon << "<link rel=\"icon\"" << attribute("href", uri) << ">\n";
}

std::string iconOfReport(std::string_view head) {
    const auto start = head.substr(0, kReportHeadBytes).find(kIconStart);
    if (start == std::string_view::npos) return {};
    const auto rest = head.substr(start + kIconStart.size());
    const auto uri = rest.substr(0, rest.find('"'));
    const bool isWhole = uri.size() < rest.size() && uri.size() <= kMaxThumbnailBytes;
    if (!isWhole || !uri.starts_with(kUriStart)) return {};
    const auto isBase64 = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '+' ||
               c == '/' || c == '=';
    };
    const auto bytes = uri.substr(kUriStart.size());
    return std::all_of(bytes.begin(), bytes.end(), isBase64) ? std::string(uri) : std::string();
}

}  // namespace tidewaiter::evidence
