// Top: the surface of a package's upper side as its maker and, perhaps, a forger left it.
// Thread rule: immutable values, safe to read from any thread.
//
// Plain data in the item's own millimeters, depths and heights in micrometers; relief.h builds height, albedo
// and gloss from it in the order in which things happened: molded, marked, ground off, coated, marked anew,
// handled. Where numbers come from: grain by VDI 3400 (EDM classes 18 to 33 are Ra 0.8 to 4.5 um), grit by
// FEPA P 120 to 600 (mean grain 125 to 26 um, grooves a fifth to a third of it), laser marking 5 to 40 um
// deep and bodies' draft and dimples by makers' outline drawings; albedo by eye from photos of black
// compounds.
#pragma once

#include <cstdint>
#include <vector>

#include "models/name_table.h"
#include "tests/scene/marks.h"

namespace tidewaiter::scene {

/// What was done to a package.
enum class Defect { Honest, Sanded, Blacktopped, Remarked, Unmarked };

inline constexpr auto kDefects = makeNameTable<Defect>({{Defect::Honest, "honest"},
                                                        {Defect::Sanded, "sanded"},
                                                        {Defect::Blacktopped, "blacktopped"},
                                                        {Defect::Remarked, "remarked"},
                                                        {Defect::Unmarked, "unmarked"}});

/// What the upper side is made of.
enum class TopMaterial { MatteMold, GlossyMold, Ceramic, BrushedLid, PlatedLid, Silicon };

inline constexpr auto kTopMaterials = makeNameTable<TopMaterial>({{TopMaterial::MatteMold, "matte mold"},
                                                                  {TopMaterial::GlossyMold, "glossy mold"},
                                                                  {TopMaterial::Ceramic, "ceramic"},
                                                                  {TopMaterial::BrushedLid, "brushed lid"},
                                                                  {TopMaterial::PlatedLid, "plated lid"},
                                                                  {TopMaterial::Silicon, "silicon"}});

/// How light comes back from a bare surface.
struct Finish {
    Color color;             ///< of the diffuse part, sRGB
    double f0 = 0.04;        ///< mirrored at normal incidence: 0.04 plastics, 0.5 and more metals
    double roughness = 0.4;  ///< GGX alpha of what is finer than the grain, in [0.03, 1]
    double grainUm = 1.5;    ///< deviation of the grain's height
    double grainMm = 0.025;  ///< its lateral size: deviation of the Gaussian that makes it
    double speckle = 0.1;    ///< relative deviation of albedo between filler particles
};

/// A round recess: pin-1 mark, ejector or mold pin mark.
struct Dimple {
    Point center;
    double radius = 0.5;
    double depthUm = 60;
    double wallMm = 0.06;     ///< width of its slope
    double floorGrain = 0.5;  ///< grain of the floor against that of the top
};

/// Parallel grooves; also the brush lines of metal lids.
struct Scratching {
    double directionDeg = 0;  ///< along the grooves, clockwise from the item's x axis
    double spreadDeg = 3;     ///< deviation of single grooves from it
    double perMm = 12;        ///< grooves across one millimeter
    double widthMm = 0.02;
    double depthUm = 2;
    double lengthMm = 3;  ///< mean
    /// Albedo of a groove of mean depth against the top: 0.3 is 30 % more. Grooves in filled epoxy look gray,
    /// as broken filler scatters; by eye three times as light as the compound at most.
    double lighten = 0.3;
};

enum class Process { Laser, Ink };

/// How a marking was put on. Its letters are the item's texts, or Top::old.
struct MarkingFinish {
    Process process = Process::Laser;
    Color color;             ///< alpha is how much it covers
    double reliefUm = -15;   ///< negative: cut in
    double roughness = 0.5;  ///< as Finish::roughness
    double hatchMm = 0;      ///< pitch of the laser's lines within letters; 0: none to be seen
};

/// An earlier marking and what is left of it.
struct OldMarking {
    std::vector<Text> texts;
    std::vector<Mark> logo;
    MarkingFinish finish;
    double left = 1;      ///< share of its depth and color that was not removed on purpose, in [0, 1]
    double rubbedMm = 0;  ///< reach of a patch rubbed around the letters; 0: none
};

/// Grinding by a plane, then grooves.
struct Sanding {
    double cutUm = 20;  ///< plane below the top, in the middle
    Point tiltUmPerMm;  ///< of the plane: one side loses more
    double roughness = 0.45;
    double lighten = 0.15;  ///< albedo of ground compound
    std::vector<Scratching> grooves;
};

/// A coat of paint or compound over the top.
struct Coat {
    Finish finish;
    double thicknessUm = 25;
    double levelMm = 0.15;  ///< structures finer than this are leveled out
    double fill = 0.6;      ///< share of a recess's depth that it fills, in [0, 1]
    double peelUm = 0.8;    ///< orange peel: deviation of its height
    double peelMm = 0.35;   ///< and lateral size
    double insetMm = 0;     ///< how far from the edge it ends, negative: runs over the edge
    double ragMm = 0.1;     ///< unevenness of its border
};

/// What handling, soldering and testing leave on an honest package too.
struct Wear {
    int scratches = 0;
    double scratchUm = 1.5;
    int trayScratches = 0;  ///< short parallel ones near the edges
    double dustPerCm2 = 0;
    double flux = 0;            ///< strength of residue near the edge, in [0, 1]
    double fingerprint = 0;     ///< in [0, 1]
    std::vector<Disc> inkDots;  ///< of quality control
};

/// All that happened to one top.
struct Top {
    Rect body;                  ///< of the molded, ceramic or metal part
    double cornerRadius = 0.1;  ///< millimeters
    double bevelMm = 0.1;       ///< width of the sloping rim
    double bevelUm = 120;       ///< how far it falls
    double standMm = 0.9;       ///< height over the board: for cast shadows
    TopMaterial material = TopMaterial::MatteMold;
    Finish finish;
    std::vector<Scratching> brush;
    std::vector<Dimple> dimples;
    std::vector<Mark> logo;
    MarkingFinish marking;
    std::vector<OldMarking> old;
    std::vector<Sanding> sanding;  ///< none or one
    std::vector<Coat> coats;       ///< none or one
    Wear wear;
    Defect defect = Defect::Honest;
    double strength = 0;     ///< of the defect, in [0, 1]; 0 for honest ones
    std::uint64_t seed = 1;  ///< of grain, grooves and dust
};

}  // namespace tidewaiter::scene
