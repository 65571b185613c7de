#include "tests/blackbox/cargo.h"

#include <cmath>

#include "tests/blackbox/cargo_labels.h"

namespace tidewaiter::blackbox {

using inspection::Declaration;
using scene::CartonContent;
using scene::Goods;
using scene::Random;
using scene::Typesetter;

namespace {

constexpr double kAspect = 4.0 / 3;
/// Cards below the thresholds of the control list.
constexpr std::string_view kT4 = "900-2G183-0000-000";
constexpr std::string_view kA10 = "900-2G133-0020-100";

struct DeclaredGoods {
    const char* words;
    const char* hs;
};

Random drawsOf(std::uint64_t seed) {
    return Random(seed).fork("cargo");
}

scene::Setting settingOf(std::uint64_t seed, const Typesetter& typesetter) {
    scene::Setting setting;
    setting.seed = seed;
    setting.aspect = kAspect;
    setting.typesetter = &typesetter;
    return setting;
}

scene::Scene cartonScene(const CartonContent& content, std::uint64_t seed, const Typesetter& typesetter) {
    auto carton = scene::cartonWith(content, settingOf(seed, typesetter));
    carton.kind = scene::SceneKind::Carton;
    carton.seed = seed;
    return carton;
}

scene::Scene boardScene(scene::SceneKind kind, Goods goods, double doctored, std::uint64_t seed,
                        const Typesetter& typesetter) {
    auto setting = settingOf(seed, typesetter);
    setting.goods = goods;
    setting.doctored = doctored;
    return scene::makeScene(kind, setting);
}

const char* hsOf(Goods goods) {
    switch (goods) {
        case Goods::Tea:
            return "0902";
        case Goods::Toys:
            return "9503";
        case Goods::Clothes:
            return "6109";
        default:
            return "4901";
    }
}

/// Declared as goods that hold nothing electronic.
Declaration harmless(Random& random) {
    static const std::vector<DeclaredGoods> goods = {
        {"green tea", "0902"},     {"茶叶", "0902"},
        {"plush toys", "9503"},    {"children's clothing", "6111"},
        {"picture books", "4903"}, {"wooden furniture", "9403"},
        {"玩具", "9503"},          {"té verde", "0902"}};
    const auto& chosen = random.pick(goods);
    return {chosen.words, chosen.hs, ""};
}

struct BenignCarton {
    CartonContent content;
    Declaration declaration;  ///< true
};

/// A carton of everyday goods with a carrier's label, and everything declared as it is.
BenignCarton benignCarton(Random& random) {
    static const std::vector<Goods> kinds = {Goods::Tea, Goods::Toys, Goods::Clothes, Goods::Books};
    const Goods goods = random.pick(kinds);
    BenignCarton carton;
    carton.content = scene::benignCarton(goods, random.fork("content"));
    if (carton.content.consignee.empty()) scene::addCarrierLabel(carton.content, random.fork("carrier"));
    carton.declaration = {carton.content.goods, hsOf(goods), "A1"};
    carton.declaration.origin = "CN";
    carton.declaration.shipper = carton.content.shipper;
    carton.declaration.consignee = carton.content.consignee;
    carton.declaration.grossWeightKg = carton.content.kilograms;
    return carton;
}

// ---- false declarations ----

Cargo acceleratorsAsHarmless(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    return {harmless(random),
            cartonScene(scene::acceleratorCarton(random.fork("content")), seed, typesetter)};
}

Cargo boardAsHarmless(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    return {harmless(random), boardScene(scene::SceneKind::Board, Goods::Electronics, 0, seed, typesetter)};
}

Cargo moduleAsHousehold(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    static const std::vector<DeclaredGoods> goods = {
        {"kitchenware", "8215"}, {"car parts", "8708"}, {"steel brackets", "7326"}, {"green tea", "0902"}};
    const auto& chosen = random.pick(goods);
    return {{chosen.words, chosen.hs, ""},
            boardScene(scene::SceneKind::Board, Goods::Accelerator, 0, seed, typesetter)};
}

Cargo trayAsHarmless(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    return {harmless(random), boardScene(scene::SceneKind::Tray, Goods::Electronics, 0, seed, typesetter)};
}

/// A carton of accelerators that are under export control: of the others a general name hides nothing.
CartonContent controlledCarton(const Random& random) {
    for (int i = 0;; ++i) {
        auto content = scene::acceleratorCarton(random.fork("content " + std::to_string(i)));
        const auto& part = content.parts.front();
        if (part != kT4 && part != kA10) return content;
    }
}

Cargo acceleratorsAsParts(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    static const std::vector<DeclaredGoods> goods = {{"computer parts", "847330"},
                                                     {"adapters", "850440"},
                                                     {"electronic components", "8542"},
                                                     {"machine parts", "8479"}};
    const auto& chosen = random.pick(goods);
    return {{chosen.words, chosen.hs, ""}, cartonScene(controlledCarton(random), seed, typesetter)};
}

Cargo ownCodesContradict(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    const auto declaration = harmless(random);
    return {declaration, cartonScene(customsCodeCarton(random.fork("content")), seed, typesetter)};
}

Cargo inventedBrand(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    return {{"adapters", "850440", ""},
            cartonScene(inventedBrandCarton(controlledCarton(random)), seed, typesetter)};
}

Cargo neutralButHeavy(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    auto declaration = harmless(random);
    CartonContent content;
    content.kilograms = std::round(random.real(22, 36) * 10) / 10;
    scene::addCarrierLabel(content, random.fork("carrier"));
    declaration.grossWeightKg = std::round(random.real(2, 9) * 10) / 10;
    return {declaration, cartonScene(content, seed, typesetter)};
}

Cargo placeholderSerial(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    auto device = deviceCarton(random.fork("content"), "0123456789");
    return {device.declaration, cartonScene(device.content, seed, typesetter)};
}

Cargo otherConsignee(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    auto carton = benignCarton(random);
    carton.declaration.consignee = "Sandkyan Technology Holdings, Shenzhen";
    return {carton.declaration, cartonScene(carton.content, seed, typesetter)};
}

Cargo otherOrigin(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    auto carton = benignCarton(random);
    carton.declaration.origin = "Vietnam";
    return {carton.declaration, cartonScene(carton.content, seed, typesetter)};
}

Cargo heavierThanDeclared(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    auto carton = benignCarton(random);
    carton.declaration.grossWeightKg = carton.content.kilograms / random.real(2, 6);
    return {carton.declaration, cartonScene(carton.content, seed, typesetter)};
}

Cargo serverAsChassis(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    static const std::vector<DeclaredGoods> goods = {
        {"steel cabinets", "9403"}, {"computer chassis", "847330"}, {"computer parts", "847330"}};
    const auto& chosen = random.pick(goods);
    return {{chosen.words, chosen.hs, ""},
            cartonScene(serverCarton(random.fork("content")), seed, typesetter)};
}

Cargo baseboardAsParts(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    return {{"machine parts", "8479", ""},
            cartonScene(baseboardCarton(random.fork("content")), seed, typesetter)};
}

Cargo printAgainstCode(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    auto device = deviceCarton(random.fork("content"), "", true);
    return {device.declaration, cartonScene(device.content, seed, typesetter)};
}

Cargo doctoredTray(std::uint64_t seed, const Typesetter& typesetter) {
    return {{"integrated circuits", "8542", ""},
            boardScene(scene::SceneKind::Tray, Goods::Electronics, 0.5, seed, typesetter)};
}

/// NVIDIA's form: site, week, year, sequence.
std::string boardSerial(Random& random, const std::string& site, const std::string& weekYear) {
    return site + weekYear + scene::fromPattern("######", random);
}

/// Boards that nobody controls, made after they were announced.
BoardLabel honestBoardLabel(Random& random) {
    static const std::vector<BoardLabel> boards = {{"A10 24GB", std::string(kA10), {}, "2022-11-21", 1},
                                                   {"Tesla T4", std::string(kT4), {}, "2022-11-21", 1}};
    auto label = random.pick(boards);
    label.serials = {boardSerial(random, "132", "4722")};
    return label;
}

Cargo labelled(const BoardLabel& label, Random& random, std::uint64_t seed, const Typesetter& typesetter) {
    const auto carton = boardCarton(random.fork("content"), label);
    return {carton.declaration, cartonScene(carton.content, seed, typesetter)};
}

/// The label of a unit that was made years before the product existed.
Cargo serialBeforeLaunch(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    auto label = honestBoardLabel(random);
    label.serials = {boardSerial(random, "032", "2617")};
    label.date = "2017-06-28";
    return labelled(label, random, seed, typesetter);
}

Cargo variantOnStronger(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    auto label = honestBoardLabel(random);
    label.product = "A800 80GB PCIe";
    label.part = "900-21001-0020-100";
    return labelled(label, random, seed, typesetter);
}

Cargo declaredAsVariant(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    auto label = honestBoardLabel(random);
    // The number of the other card was read in a shop's listing only: it does not decide.
    label.product = "A10 24GB";
    label.part = kA10;
    auto carton = boardCarton(random.fork("content"), label);
    carton.declaration.goods = "NVIDIA L2 graphics cards";
    return {carton.declaration, cartonScene(carton.content, seed, typesetter)};
}

Cargo morePieces(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    auto label = honestBoardLabel(random);
    label.pieces = random.between(10, 40);
    auto carton = boardCarton(random.fork("content"), label);
    carton.declaration.pieces = random.between(1, 8);
    return {carton.declaration, cartonScene(carton.content, seed, typesetter)};
}

/// Three serial numbers that follow one another.
BoardLabel consecutiveLabel(Random& random) {
    auto label = honestBoardLabel(random);
    const auto first = label.serials.front().substr(0, 11);
    const int last = random.between(10, 90);
    label.serials.clear();
    for (int i = 0; i < 3; ++i) label.serials.push_back(first + std::to_string(last + i));
    label.pieces = 3;
    return label;
}

Cargo newAsUsed(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    auto carton = boardCarton(random.fork("content"), consecutiveLabel(random));
    static const std::vector<std::string> goods = {"used graphics cards", "scrap graphics cards", "二手显卡"};
    carton.declaration.goods = random.pick(goods);
    return {carton.declaration, cartonScene(carton.content, seed, typesetter)};
}

// ---- true declarations ----

Cargo honestBoards(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    return labelled(honestBoardLabel(random), random, seed, typesetter);
}

Cargo honestRun(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    return labelled(consecutiveLabel(random), random, seed, typesetter);
}

Cargo honestCarton(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    const auto carton = benignCarton(random);
    return {carton.declaration, cartonScene(carton.content, seed, typesetter)};
}

Cargo honestDevice(std::uint64_t seed, const Typesetter& typesetter) {
    auto random = drawsOf(seed);
    const auto device = deviceCarton(random.fork("content"), "");
    return {device.declaration, cartonScene(device.content, seed, typesetter)};
}

Cargo honestBoard(std::uint64_t seed, const Typesetter& typesetter) {
    return {{"printed circuit board assemblies", "8537", ""},
            boardScene(scene::SceneKind::Board, Goods::Electronics, 0, seed, typesetter)};
}

Cargo honestTray(std::uint64_t seed, const Typesetter& typesetter) {
    return {{"integrated circuits", "8542", ""},
            boardScene(scene::SceneKind::Tray, Goods::Electronics, 0, seed, typesetter)};
}

}  // namespace

const std::vector<CargoKind>& cargoKinds() {
    static const std::vector<CargoKind> kinds = {
        {"E01 accelerators as tea, toys, ...", false, acceleratorsAsHarmless},
        {"E01 circuit board as tea, toys, ...", false, boardAsHarmless},
        {"E02 accelerators as a general name", false, acceleratorsAsParts},
        {"E03 own codes name other goods", false, ownCodesContradict},
        {"E05 invented brand", false, inventedBrand},
        {"E06 neutral carton, too heavy", false, neutralButHeavy},
        {"E07 serial older than its product", false, serialBeforeLaunch},
        {"E10-E12 half of the chips doctored", false, doctoredTray},
        {"E13 another consignee", false, otherConsignee},
        {"E15 another origin", false, otherOrigin},
        {"E18-E19 heavier than declared", false, heavierThanDeclared},
        {"E21 server as chassis or furniture", false, serverAsChassis},
        {"E22 baseboard as machine parts", false, baseboardAsParts},
        {"E23 module without cooler", false, moduleAsHousehold},
        {"E24 tray of chips as tea, toys, ...", false, trayAsHarmless},
        {"E26 variant's name on a stronger board", false, variantOnStronger},
        {"E26 declared as another product", false, declaredAsVariant},
        {"E27 print against its code", false, printAgainstCode},
        {"E29 new boards as used or scrap", false, newAsUsed},
        {"E33 placeholder serial number", false, placeholderSerial},
        {"E34 more pieces than declared", false, morePieces},
        {"carton, all declared", true, honestCarton},
        {"electronic device, all declared", true, honestDevice},
        {"graphics card, all declared", true, honestBoards},
        {"graphics cards of one run, declared", true, honestRun},
        {"circuit board as such", true, honestBoard},
        {"tray of chips as such", true, honestTray},
    };
    return kinds;
}

}  // namespace tidewaiter::blackbox
