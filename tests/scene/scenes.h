// Scenes: the builders that make a whole scene from a seed.
// Thread rule: pure functions; the typesetter's rule applies.
#pragma once

#include <optional>
#include <string>

#include "tests/scene/carton_content.h"
#include "tests/scene/package.h"
#include "tests/scene/processor.h"
#include "tests/scene/random.h"
#include "tests/scene/scene.h"

namespace tidewaiter::scene {

/// What is wanted of a scene that shows one package close up. What is left out is drawn from the seed.
struct CloseUp {
    std::optional<Defect> defect;         ///< else honest half of the time
    std::optional<double> strength;       ///< of the defect, in [0, 1]
    std::string shape;                    ///< name of a PackageShape
    std::optional<TopMaterial> material;  ///< else what the shape is mostly made of
    std::optional<double> turnDeg;        ///< of the package, clockwise
    int twins = 0;                        ///< so many honest chips of the same type beside it, in [0, 8]
};

/// Throws std::invalid_argument that names what is out of range or unknown.
void check(const CloseUp& closeUp);

/// What all builders need.
struct Setting {
    std::uint64_t seed = 1;
    Goods goods = Goods::Random;
    double aspect = 4.0 / 3;                 ///< of the view, width over height
    const Typesetter* typesetter = nullptr;  ///< borrowed for the call
    /// Share of doctored packages on boards and trays, in [0, 1]; else none in half of the scenes and up to
    /// a half of all packages in the others.
    std::optional<double> doctored;
    CloseUp closeUp;
    std::optional<LabelStory> labelStory{};  ///< cartons only
};

/// Builds the scene of `kind`. Throws std::invalid_argument when such a scene cannot show the wanted goods:
/// boards and trays show accelerator or electronics, close-ups electronics, cartons anything but electronics.
[[nodiscard]] Scene makeScene(SceneKind kind, const Setting& setting);

/// A populated board with everyday chips.
[[nodiscard]] Scene makeBoardScene(const Setting& setting);
/// An accelerator module: processor with memory stacks, power stages, part number labels.
[[nodiscard]] Scene makeModuleScene(const Setting& setting);
/// A tray of loose chips of one kind; of accelerator processors when the goods say so.
[[nodiscard]] Scene makeTrayScene(const Setting& setting);
/// One package, with twins beside it when asked for. An aspect of 0 fits the view to them.
[[nodiscard]] Scene makePackageScene(const Setting& setting);
/// A carton with labels.
[[nodiscard]] Scene makeCartonScene(const Setting& setting);
/// A carton that says what `content` says.
[[nodiscard]] Scene cartonWith(const CartonContent& content, const Setting& setting);

// Shared by the builders.

/// Decides for each package of a scene whether and how it is doctored.
class Forger {
  public:
    explicit Forger(const Setting& setting);
    /// Sets defect and strength of the next package.
    void decide(PackagePlan& plan);
    void decide(ProcessorPlan& plan);

  private:
    struct Fate {
        Defect defect;
        double strength;
    };
    Fate draw();

    Random random_;
    double share_;
};

/// A view of the given aspect around `content` with `margin` (of its larger side) left free on each side.
[[nodiscard]] Rect viewAround(const Rect& content, double aspect, double margin);
/// The plane that everything lies on, far beyond the view.
[[nodiscard]] Item makeTable(const Rect& view, Random& random);
/// Turns all `items` together by `turnDeg` about the origin.
void turnAll(std::vector<Item>& items, double turnDeg);

}  // namespace tidewaiter::scene
