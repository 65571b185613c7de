#include <algorithm>

#include "tests/scene/board_surface.h"
#include "tests/scene/floor.h"
#include "tests/scene/label.h"
#include "tests/scene/package.h"
#include "tests/scene/parts.h"
#include "tests/scene/scenes.h"
#include "tests/scene/words.h"

namespace tidewaiter::scene {

namespace {

constexpr double kDesignatorMm = 1.55;  // em size of silkscreen beside chips
constexpr double kSmallSilkMm = 1.2;    // beside passives

/// Populates one board, the large parts first.
class BoardBuilder {
  public:
    BoardBuilder(const Setting& setting, const Size& size)
        : random_(Random(setting.seed).fork("board")),
          forger_(setting),
          typesetter_(*setting.typesetter),
          size_(size),
          color_(drawMaskColor(random_)),
          floor_(grown(centeredRect(size), -1.6)),
          board_(makeBareBoard(size, color_, random_)) {}

    Scene build() {
        addHoles();
        addSockets();
        addLabel();
        addBoardNames();
        addChips();
        addLargeParts();
        addPassives();
        Scene scene;
        scene.items.push_back(board_);
        for (Item& item : items_) scene.items.push_back(std::move(item));
        scene.serials = serials_;
        scene.parts = parts_;
        return scene;
    }

  private:
    void put(Item item, const Placement& at) {
        item.at = at;
        items_.push_back(std::move(item));
    }

    void print(const std::string& text, double sizeMm, const Point& center) {
        board_.marks.emplace_back(silkText(text, sizeMm, center, color_, typesetter_));
    }

    void addHoles() {
        const double inset = 4.2;
        for (const double x : {-size_.width / 2 + inset, size_.width / 2 - inset}) {
            for (const double y : {-size_.height / 2 + inset, size_.height / 2 - inset}) {
                put(makeMountingHole(2.6), {{x, y}, 0});
                floor_.take(centeredRect({7, 7}) + Point{x, y});
            }
        }
    }

    void addSockets() {
        double y = -size_.height / 2 + 10;
        const int count = random_.between(1, 2);
        for (int i = 0; i < count; ++i) {
            const Size size{random_.real(12, 17), random_.real(11, 15)};
            const Point center{-size_.width / 2 + size.width / 2 + 0.3, y + size.height / 2};
            put(makeSocket(size), {center, 0});
            floor_.take(grown(centeredRect(size) + center, 1));
            print("J" + std::to_string(i + 1), kDesignatorMm, {center.x + size.width / 2 + 1.8, center.y});
            floor_.take(centeredRect({4, 3}) + Point{center.x + size.width / 2 + 1.8, center.y});
            y += size.height + random_.real(4, 12);
        }
    }

    void addLabel() {
        if (!random_.chance(0.6)) return;
        LabelPlan plan;
        plan.name = "board label";
        plan.widthMm = 34;
        plan.paddingMm = 1.4;
        plan.family = Family::Sans;
        const std::string serial = fromPattern("@@########", random_);
        plan.rows = {TextRow{{{"S/N " + serial, 2.1, true}}},
                     CodeRow{Symbology::Code128, serial, 0.24, 4.2, "", 0}};
        const Item label = makeLabel(plan, typesetter_);
        const auto at = floor_.findRoom(label.footprint + Size(1, 1), random_);
        if (!at) return;
        put(label, {*at, random_.real(-3, 3)});
        serials_.push_back(serial);
    }

    void addBoardNames() {
        std::vector<std::string> lines = {fromPattern(random_.pick(words().boardNames), random_)};
        lines.front() += fromPattern(" REV {A|B|C|1.0|1.1|2.0}", random_);
        if (random_.chance(0.7)) lines.push_back("MADE IN " + random_.pick(words().origins));
        lines.push_back("94V-0 " + dateCode(random_));
        for (const std::string& line : lines) {
            const double sizeMm = random_.real(1.9, 2.6);
            const Rect ink = typesetter_.measure(line, {Family::Sans, false}, sizeMm);
            if (const auto at = floor_.findRoom(ink.size() + Size(1.6, 1.2), random_))
                print(line, sizeMm, *at);
        }
    }

    /// Quarter turns mostly, sometimes any angle.
    double drawTurn() {
        const int quarter = 90 * random_.between(0, 3);
        return random_.chance(0.12) ? quarter + random_.real(-44, 44) : quarter;
    }

    /// Places a chip with its silkscreen frame and the designator above it.
    void putChip(Item chip, const std::string& designator) {
        const double turn = drawTurn();
        const double silk = kDesignatorMm * 1.3;
        const Size room = boundsOf({{0, 0}, turn}, chip.footprint).size() + Size(0.6, 0.6 + silk);
        const auto spot = floor_.findRoom(room, random_, 120);
        if (!spot) return;
        const Point center = *spot + Point{0, silk / 2};
        if (static_cast<int>(turn) % 90 == 0) {
            const Size frame = boundsOf({{0, 0}, turn}, chip.footprint).size();
            for (Mark& mark : silkFrame(centeredRect(frame) + center, color_)) {
                board_.marks.push_back(std::move(mark));
            }
        }
        print(designator, kDesignatorMm, {center.x, spot->y - room.height / 2 + kDesignatorMm * 0.6});
        put(std::move(chip), {center, turn});
    }

    void addChips() {
        struct Chosen {
            Item item;
            Marking marking;
        };
        std::vector<Chosen> chosen;
        const int count = random_.between(6, 11);
        for (int i = 0; i < count; ++i) {
            const ChipWords chip = random_.pick(words().chips);
            const PackageShape& shape = packageShape(random_.pick(chip.packages));
            const Marking marking = makeMarking(chip, shape, random_);
            const InkStyle ink = drawInkStyle(random_);
            PackagePlan plan;
            plan.shape = &shape;
            plan.marking = marking;
            plan.ink = ink;
            plan.typeSeed = random_.seed();
            // Some types stand on a board more than once.
            for (int twin = random_.chance(0.3) ? random_.between(2, 4) : 1; twin > 0; --twin) {
                plan.ownSeed = random_.seed();
                forger_.decide(plan);
                chosen.push_back({makePackage(plan, typesetter_), marking});
            }
        }
        std::stable_sort(chosen.begin(), chosen.end(), [](const Chosen& a, const Chosen& b) {
            return a.item.footprint.area() > b.item.footprint.area();
        });
        int number = 1;
        for (Chosen& chip : chosen) {
            const std::size_t before = items_.size();
            putChip(std::move(chip.item), "U" + std::to_string(number));
            if (items_.size() == before) continue;
            ++number;
            const bool known = std::find(parts_.begin(), parts_.end(), chip.marking.part) != parts_.end();
            if (!known) parts_.push_back(chip.marking.part);
        }
    }

    void addLargeParts() {
        for (int i = random_.between(1, 4); i > 0; --i) {
            const double diameter = random_.pick(std::vector<double>{6.3, 8, 10});
            putChip(makeElectrolytic(diameter, random_.pick(words().electrolytics), typesetter_),
                    "C" + std::to_string(100 + i));
        }
        for (int i = random_.between(0, 3); i > 0; --i) {
            const double side = random_.real(5, 8);
            putChip(makeInductor(side, random_.pick(words().inductors), typesetter_),
                    "L" + std::to_string(i));
        }
        if (random_.chance(0.6)) {
            putChip(makeCrystal(fromPattern("{25.000|12.000|16.000|24.576|8.000}", random_), typesetter_),
                    "Y1");
        }
        if (random_.chance(0.6)) putChip(makeHeader(random_.between(3, 10)), "J9");
    }

    Item makePassive(bool resistor, ChipSize size) {
        return resistor ? makeResistor(size, random_.pick(words().resistors), typesetter_)
                        : makeCapacitor(size, random_);
    }

    /// A row of like passives with their designators underneath.
    void addPassiveRow(int& resistors, int& capacitors) {
        const auto size = static_cast<ChipSize>(random_.between(0, 3));
        const int count = random_.between(1, 5);
        const bool resistor = random_.chance(0.5);
        const bool upright = random_.chance(0.5);
        const Size body = makePassive(resistor, size).footprint;
        const Size cell{std::max(upright ? body.height : body.width, 3.6),
                        (upright ? body.width : body.height) + kSmallSilkMm * 1.2};
        const auto spot = floor_.findRoom({cell.width * count, cell.height}, random_, 25);
        if (!spot) return;
        for (int i = 0; i < count; ++i) {
            const double x = spot->x + (i - (count - 1) / 2.0) * cell.width;
            put(makePassive(resistor, size), {{x, spot->y - kSmallSilkMm * 0.6}, upright ? 90.0 : 0.0});
            const int number = resistor ? ++resistors : ++capacitors;
            print((resistor ? "R" : "C") + std::to_string(number), kSmallSilkMm,
                  {x, spot->y + cell.height / 2 - kSmallSilkMm * 0.5});
        }
    }

    void addPassives() {
        int resistors = 0;
        int capacitors = 0;
        for (int i = random_.between(50, 110); i > 0; --i) addPassiveRow(resistors, capacitors);
    }

    Random random_;
    Forger forger_;
    const Typesetter& typesetter_;
    Size size_;
    MaskColor color_;
    Floor floor_;
    Item board_;
    std::vector<Item> items_;
    std::vector<std::string> serials_;
    std::vector<std::string> parts_;
};

}  // namespace

Scene makeBoardScene(const Setting& setting) {
    Random random = Random(setting.seed).fork("board scene");
    const double width = random.real(88, 112);
    const Size size{width, width * random.real(0.62, 0.74)};
    Scene scene = BoardBuilder(setting, size).build();
    const double turn = random.real(-6, 6);
    turnAll(scene.items, turn);
    scene.view = viewAround(boundsOf({{0, 0}, turn}, size), setting.aspect, 0.02);
    scene.items.insert(scene.items.begin(), makeTable(scene.view, random));
    return scene;
}

}  // namespace tidewaiter::scene
