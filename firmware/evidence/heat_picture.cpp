#include "firmware/evidence/heat_picture.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "firmware/evidence/picture.h"
#include "vision/surface/surface_heat.h"

namespace tidewaiter::evidence {

namespace {

constexpr int kHeatQuality = 85;

bool isDoctored(const vision::Region& region) {
    if (region.kind != vision::RegionKind::Package || !region.surface) return false;
    return region.surface->state != vision::SurfaceState::Intact &&
           region.surface->state != vision::SurfaceState::Unknown;
}

}  // namespace

std::string heatUri(const ReportInput& input, const vision::Region& region) {
    const auto& frames = input.inspection.frames;
    const auto frame = std::find_if(frames.begin(), frames.end(),
                                    [&](const vision::Frame& other) { return other.id == region.frame; });
    if (!isDoctored(region) || frame == frames.end() || frame->pixels.empty()) return {};
    const auto heat = vision::surfaceHeat(frame->pixels, region.quad, region.surface->state);
    if (!heat) return {};
    cv::Mat colors;
    cv::applyColorMap(heat->values, colors, cv::COLORMAP_INFERNO);
    return jpegDataUri(colors, kHeatQuality);
}

}  // namespace tidewaiter::evidence
