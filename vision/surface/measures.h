// Surface measures: what can be said in numbers about the upper side of a package from one picture.
// Thread rule: pure functions over values, safe to call from any thread.
//
// Each measure is a number without unit that hardly depends on exposure; surface_model.h weighs them. Texture
// is looked at where the top is plain (plain_area.h), relative to the local brightness, in octaves of pixels.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "vision/surface/plain_area.h"

namespace tidewaiter::vision {

inline constexpr std::size_t kPatternCount = 10;  ///< kinds of neighborhood, see Measure::Patterns1

/// Names stand in the model's data: never change one that has been released.
enum class Measure {
    Side,            ///< log2 of the body's shorter side in pixels
    Sharpness,       ///< of the body's own edges and marking, in [0, 1]
    Brightness,      ///< median of the plain area, in [0, 1]
    Saturation,      ///< median of the plain area, in [0, 1]
    InkShare,        ///< share of the body that strokes cover
    InkContrast,     ///< of the strokes against their ground
    Strokes,         ///< log2 of one more than the strokes of a letter's size
    Grain1,          ///< log10 of the texture's deviation, waves of about 3 pixels
    Grain2,          ///< 6 pixels
    Grain3,          ///< 12 pixels
    Grain4,          ///< 24 pixels
    Tail2,           ///< excess kurtosis of Grain2's band, compressed
    Skew2,           ///< its skewness: light or dark spots
    Lag1,            ///< correlation of neighbors: 0 is sensor noise, 1 is a blur
    Lag3,            ///< three pixels apart
    Lag6,            ///< six pixels apart
    Flat,            ///< share of pixels whose eight neighbors agree with them
    Peak1,           ///< log of the spectrum's highest direction over its median, waves of 3 to 5 pixels
    Peak2,           ///< 5 to 10 pixels
    Peak3,           ///< 10 to 25 pixels
    Peak,            ///< all of them together
    PeakWidth,       ///< how far the peak stands over the directions 15 to 30 degrees beside it, log
    PeakOffAxis,     ///< angle of the peak to the nearer side of the body, 0 to 1 for 45 degrees
    PeakAway,        ///< Peak of the directions more than 7 degrees off the body's sides
    PeakSpread,      ///< share of the tiles of the top whose own peak has this direction
    Coherence,       ///< of the gradient over the whole plain area
    LocalCoherence,  ///< of the gradient in small tiles, mean
    Shading,         ///< spread of the background's brightness: gloss and lamps
    Highlights,      ///< share burnt out
    RimGrain1,       ///< Grain1 of the rim minus that of the top
    RimGrain2,       ///< Grain2 likewise
    RimBrightness,   ///< log of the rim's brightness over the top's
    Uneven,          ///< deviation over the top's tiles of log Grain2
    UnevenTone,      ///< deviation over the tiles of log brightness, once a plane is subtracted
    GhostRows,       ///< how much faint structure keeps to rows, as text does
    GhostBlobs,      ///< how much faint structure is gathered in some tiles
    Dimple,          ///< strongest round recess, contrast of its wall
    DimpleTone,      ///< log of its floor's brightness over the top's
    DimpleGrain,     ///< Grain1 of its floor minus that of the top
    GrainSlope12,    ///< Grain1 minus Grain2, and so on: how the texture's strength falls with its fineness
    GrainSlope23,
    GrainSlope34,
    ColorNoise,      ///< Grain1 minus that of the difference of red and blue, which is noise of the sensor
    Hue,             ///< blue minus red, of their sum: tint of the plain area
    RimHue,          ///< Hue of the rim minus that of the top
    EdgeBrightness,  ///< log of the outermost strip's brightness over the top's
    EdgeGrain,       ///< Grain2 of that strip minus that of the top
    CurvedShading,   ///< how far the brightness bends from side to side, relative
    InkTone,         ///< log of the strokes' brightness over their ground's
    InkHue,          ///< Hue of the strokes minus that of the top
    InkEdge,         ///< steepness of the strokes' edges, of their contrast a pixel
    InkUneven,       ///< deviation of the strokes' brightness, of their contrast
    InkSpread,       ///< deviation of the contrast from stroke to stroke, of the contrast
    BlockLong,       ///< longer side of the box around the letters, of the body's longer side
    BlockShort,      ///< its shorter side, of the body's shorter side
    BlockOffset,     ///< how far the box's middle lies from the body's, of the body's half diagonal
    LetterSize,      ///< log2 of the letters' median size, of the body's shorter side
    StrokeWidth,     ///< log2 of the strokes' median width, likewise
    PinMark,         ///< strongest round spot in a corner, light or dark, log of its deviations from chance
    PinMarkTone,     ///< its brightness over the top's, relative
    Tail1,           ///< as Tail2, of Grain1's band
    Skew1,           ///< as Skew2
    Tail3,           ///< of Grain3's band
    Skew3,
    Patterns1,  ///< first of ten: share of neighborhoods with 0, 1, ... 8 lighter neighbors in one arc, or
                ///< in several, one pixel away
    Patterns2 = Patterns1 +
                static_cast<int>(kPatternCount),  ///< first of ten: the same two pixels away, noise softened
    TintBlue = Patterns2 +
               static_cast<int>(kPatternCount),  ///< log of blue over green in the plain area, linear light
    TintRed,                                     ///< red over green
    TintBlueRed,                                 ///< blue over red
    ShadeTintBlue,  ///< TintBlue minus that of the gloss, which has the lamp's color; two more follow
    ShadeTintRed,
    ShadeTintBlueRed,
    AroundTintBlue,  ///< likewise, of the brightest surroundings: leads and pads
    AroundTintRed,
    AroundTintBlueRed,
    InkTintBlue,  ///< likewise, of the strokes
    InkTintRed,
    InkTintBlueRed,
    AddedTintBlue,  ///< likewise, of what light strokes add to their ground
    AddedTintRed,
    AddedTintBlueRed,
    AroundTone,     ///< log of the top's light over that of the brightest surroundings
    AroundUsual,    ///< likewise, of their median
    MarkTurn,       ///< degrees that rows of text are turned against the body
    MarkRows,       ///< how clear those rows are, log
    MarkAcross,     ///< difference of the free space over and under the rows, of the body
    MarkBeside,     ///< likewise, left and right of them
    MarkGapAcross,  ///< the smaller of the two over and under
    MarkGapBeside,  ///< left and right
};
inline constexpr std::size_t kMeasureCount = 107;

using SurfaceMeasures = std::array<double, kMeasureCount>;

[[nodiscard]] constexpr std::size_t indexOf(Measure measure) {
    return static_cast<std::size_t>(measure);
}

/// Names as in the model's data, in the order of Measure.
[[nodiscard]] const std::array<std::string_view, kMeasureCount>& measureNames();

/// All measures of `view`; `area` is findPlainArea(view). Nothing when the plain area is too small to speak
/// for the top (below 800 pixels or a tenth of it).
[[nodiscard]] std::optional<SurfaceMeasures> measureSurface(const TopView& view, const PlainArea& area);

}  // namespace tidewaiter::vision
