// Region: a part of a frame that means something.
// Thread rule: immutable value, safe to copy between threads.
#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "models/name_table.h"
#include "vision/quad.h"

namespace tidewaiter::vision {

enum class RegionKind { Board, Package, Label, Text, Barcode, Object };

inline constexpr auto kRegionKinds = makeNameTable<RegionKind>({{RegionKind::Board, "board"},
                                                                {RegionKind::Package, "package"},
                                                                {RegionKind::Label, "label"},
                                                                {RegionKind::Text, "text"},
                                                                {RegionKind::Barcode, "barcode"},
                                                                {RegionKind::Object, "object"}});

/// What the top of a chip package looks like.
enum class SurfaceState { Intact, Sanded, Resurfaced, Unmarked, Unknown };

inline constexpr auto kSurfaceStates = makeNameTable<SurfaceState>({{SurfaceState::Intact, "intact"},
                                                                    {SurfaceState::Sanded, "sanded"},
                                                                    {SurfaceState::Resurfaced, "resurfaced"},
                                                                    {SurfaceState::Unmarked, "unmarked"},
                                                                    {SurfaceState::Unknown, "unknown"}});

struct Surface {
    SurfaceState state = SurfaceState::Unknown;
    double score = 0;  ///< in [0, 1]: how sure the state is if one package in ten were doctored
    /// How many times more likely the picture is if the top was doctored than if it is honest; nothing where
    /// no statement is possible. Above 1 speaks for doctored, below for honest.
    std::optional<double> likelihoodRatio = std::nullopt;
    std::string reason = {};  ///< why, as a clause in plain words: "too small in the picture: move closer"

    bool operator==(const Surface&) const = default;
};

/// What the sheet of a label looks like. Residue: a label was here and was taken off; what is left of it.
enum class LabelState { Intact, Covered, Torn, Residue, Unknown };

inline constexpr auto kLabelStates = makeNameTable<LabelState>({{LabelState::Intact, "intact"},
                                                                {LabelState::Covered, "covered"},
                                                                {LabelState::Torn, "torn"},
                                                                {LabelState::Residue, "residue"},
                                                                {LabelState::Unknown, "unknown"}});

/// Covered: the label lies over most of another one, whose edge still shows.
struct LabelCondition {
    LabelState state = LabelState::Unknown;
    double score = 0;         ///< in [0, 1]: how sure the state is
    std::string reason = {};  ///< what shows it, as a clause in plain words

    bool operator==(const LabelCondition&) const = default;
};

/// Leads on the sides of a package: from the quad's first corner to its second, second to third, third to
/// fourth, fourth to first. 0: a side without leads.
using LeadCounts = std::array<int, 4>;

struct Region {
    std::string id;  ///< unique within one inspection, "r1", "r2", ...; empty until the inspection numbers it
    std::string frame;  ///< id of the frame it lies in
    RegionKind kind = RegionKind::Text;
    Quad quad{};                           ///< in pixels of the original frame
    double score = 0;                      ///< in [0, 1]: how sure the finder is that this is one
    std::optional<Surface> surface;        ///< packages only
    std::optional<std::string> className;  ///< objects only, "class" in JSON: graphics_card, toy, ...
    std::optional<LeadCounts> leads = std::nullopt;  ///< packages only; nothing where they cannot be counted
    std::optional<LabelCondition> label = std::nullopt;  ///< labels only

    bool operator==(const Region&) const = default;
};

void to_json(nlohmann::json& json, const Surface& surface);
void from_json(const nlohmann::json& json, Surface& surface);
void to_json(nlohmann::json& json, const LabelCondition& label);
void from_json(const nlohmann::json& json, LabelCondition& label);
void to_json(nlohmann::json& json, const Region& region);
void from_json(const nlohmann::json& json, Region& region);

}  // namespace tidewaiter::vision
