#include "vision/surface/measures.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "vision/internal/sharpness.h"
#include "vision/internal/tone.h"
#include "vision/surface/internal/measure_parts.h"

namespace tidewaiter::vision {

namespace {

constexpr int kLeastPlain = 800;  ///< pixels: below, the deviation of a band is off by a tenth and more
constexpr double kLeastPlainShare = 0.1;  ///< of the body

}  // namespace

const std::array<std::string_view, kMeasureCount>& measureNames() {
    static constexpr std::array<std::string_view, kMeasureCount> kNames = {"side",
                                                                           "sharpness",
                                                                           "brightness",
                                                                           "saturation",
                                                                           "ink share",
                                                                           "ink contrast",
                                                                           "strokes",
                                                                           "grain 1",
                                                                           "grain 2",
                                                                           "grain 3",
                                                                           "grain 4",
                                                                           "tail 2",
                                                                           "skew 2",
                                                                           "lag 1",
                                                                           "lag 3",
                                                                           "lag 6",
                                                                           "flat",

                                                                           "peak 1",
                                                                           "peak 2",
                                                                           "peak 3",
                                                                           "peak",
                                                                           "peak width",
                                                                           "peak off axis",
                                                                           "peak away",
                                                                           "peak spread",
                                                                           "coherence",
                                                                           "local coherence",
                                                                           "shading",
                                                                           "highlights",
                                                                           "rim grain 1",
                                                                           "rim grain 2",
                                                                           "rim brightness",
                                                                           "uneven",
                                                                           "uneven tone",
                                                                           "ghost rows",
                                                                           "ghost blobs",
                                                                           "dimple",
                                                                           "dimple tone",
                                                                           "dimple grain",
                                                                           "grain slope 12",
                                                                           "grain slope 23",
                                                                           "grain slope 34",
                                                                           "color noise",
                                                                           "hue",
                                                                           "rim hue",
                                                                           "edge brightness",
                                                                           "edge grain",
                                                                           "curved shading",
                                                                           "ink tone",
                                                                           "ink hue",
                                                                           "ink edge",
                                                                           "ink uneven",
                                                                           "ink spread",
                                                                           "block long",
                                                                           "block short",
                                                                           "block offset",
                                                                           "letter size",
                                                                           "stroke width",
                                                                           "pin mark",
                                                                           "pin mark tone",
                                                                           "tail 1",
                                                                           "skew 1",
                                                                           "tail 3",
                                                                           "skew 3",
                                                                           "pattern 1.0",
                                                                           "pattern 1.1",
                                                                           "pattern 1.2",
                                                                           "pattern 1.3",
                                                                           "pattern 1.4",
                                                                           "pattern 1.5",
                                                                           "pattern 1.6",
                                                                           "pattern 1.7",
                                                                           "pattern 1.8",
                                                                           "pattern 1.9",
                                                                           "pattern 2.0",
                                                                           "pattern 2.1",
                                                                           "pattern 2.2",
                                                                           "pattern 2.3",
                                                                           "pattern 2.4",
                                                                           "pattern 2.5",
                                                                           "pattern 2.6",
                                                                           "pattern 2.7",
                                                                           "pattern 2.8",
                                                                           "pattern 2.9",
                                                                           "tint blue",
                                                                           "tint red",
                                                                           "tint blue red",
                                                                           "shade tint blue",
                                                                           "shade tint red",
                                                                           "shade tint blue red",
                                                                           "around tint blue",
                                                                           "around tint red",
                                                                           "around tint blue red",
                                                                           "ink tint blue",
                                                                           "ink tint red",
                                                                           "ink tint blue red",
                                                                           "added tint blue",
                                                                           "added tint red",
                                                                           "added tint blue red",
                                                                           "around tone",
                                                                           "around usual",
                                                                           "mark turn",
                                                                           "mark rows",
                                                                           "mark across",
                                                                           "mark beside",
                                                                           "mark gap across",
                                                                           "mark gap beside"};
    static_assert(indexOf(Measure::MarkGapBeside) + 1 == kMeasureCount);
    return kNames;
}

std::optional<SurfaceMeasures> measureSurface(const TopView& view, const PlainArea& area) {
    const int plain = cv::countNonZero(area.plain);
    if (plain < kLeastPlain || plain < kLeastPlainShare * static_cast<double>(area.plain.total())) {
        return std::nullopt;
    }
    SurfaceMeasures measures{};
    const auto texture = texturePlanes(area.grey, area.plain);
    measures[indexOf(Measure::Side)] = std::log2(std::min(view.body.width, view.body.height));
    measures[indexOf(Measure::Sharpness)] = sharpnessOf(greyOf(view.bgr));
    measureTone(view, area, measures);
    measureInk(view, area, measures);
    measureTexture(texture, area, measures);
    measureColorNoise(view, area, measures);
    measureDirection(texture, measures);
    measureUnevenness(texture, area, measures);
    measureRim(view, texture, area, measures);
    measureGhosts(area, texture, measures);
    measureDimple(area, texture, measures);
    measurePinMark(area, measures);
    measureColor(view, area, measures);
    measureMarkPlace(area, measures);
    return measures;
}

}  // namespace tidewaiter::vision
