#include "tests/scene/scenes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/core.hpp>
#include <stdexcept>

namespace tidewaiter::scene {
namespace {

constexpr std::uint64_t kSeeds = 20;

const Typesetter& typesetter() {
    static const Expected<Typesetter> made = Typesetter::create();
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
}

Scene sceneOf(SceneKind kind, Goods goods, std::uint64_t seed) {
    Setting setting;
    setting.seed = seed;
    setting.goods = goods;
    setting.typesetter = &typesetter();
    return makeScene(kind, setting);
}

/// Every text of the scene, one after the other.
std::vector<std::string> textsOf(const Scene& scene) {
    std::vector<std::string> texts;
    for (const Item& item : scene.items) {
        for (const Mark& mark : item.marks) {
            if (const auto* text = std::get_if<Text>(&mark)) texts.push_back(text->text);
        }
    }
    return texts;
}

std::vector<std::string> codesOf(const Scene& scene) {
    std::vector<std::string> codes;
    for (const Item& item : scene.items) {
        for (const Mark& mark : item.marks) {
            if (const auto* code = std::get_if<Code>(&mark)) codes.push_back(code->text);
        }
    }
    return codes;
}

bool standsIn(const std::vector<std::string>& texts, const std::string& wanted) {
    return std::any_of(texts.begin(), texts.end(),
                       [&](const std::string& text) { return text.find(wanted) != std::string::npos; });
}

struct Wanted {
    SceneKind kind;
    Goods goods;
};

const std::vector<Wanted>& possibleScenes() {
    static const std::vector<Wanted> all = {
        {SceneKind::Board, Goods::Electronics},  {SceneKind::Board, Goods::Accelerator},
        {SceneKind::Tray, Goods::Electronics},   {SceneKind::Tray, Goods::Accelerator},
        {SceneKind::Carton, Goods::Accelerator}, {SceneKind::Carton, Goods::Tea},
        {SceneKind::Carton, Goods::Toys},        {SceneKind::Carton, Goods::Clothes},
        {SceneKind::Carton, Goods::Books}};
    return all;
}

class ScenesTest : public testing::TestWithParam<Wanted> {};

INSTANTIATE_TEST_SUITE_P(All, ScenesTest, testing::ValuesIn(possibleScenes()), [](const auto& tested) {
    return std::string(kSceneKinds.nameOf(tested.param.kind)) + "_" +
           std::string(kGoods.nameOf(tested.param.goods));
});

// Text and codes never leave their label, package, board or print; only what the truth names has text.
TEST_P(ScenesTest, WritingStaysOnItsItem) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        for (const Item& item : sceneOf(GetParam().kind, GetParam().goods, seed).items) {
            const Rect outline = grown(centeredRect(item.size), 1e-6);
            const auto inside = [&](const Point& p) { return outline.contains(p); };
            for (const Mark& mark : item.marks) {
                std::vector<Point> corners;
                std::string what;
                if (const auto* text = std::get_if<Text>(&mark)) {
                    corners = inkCorners(*text);
                    what = text->text;
                } else if (const auto* code = std::get_if<Code>(&mark)) {
                    corners = cornersOf(code->box);
                    what = code->text;
                }
                EXPECT_TRUE(std::all_of(corners.begin(), corners.end(), inside))
                    << "seed " << seed << ", " << item.what << ": " << what;
                EXPECT_TRUE(corners.empty() || item.kind != ItemKind::Part) << item.what << ": " << what;
            }
        }
    }
}

// No line or code of an item lies over another one of the same item.
TEST_P(ScenesTest, WritingDoesNotOverlap) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        for (const Item& item : sceneOf(GetParam().kind, GetParam().goods, seed).items) {
            std::vector<Rect> taken;
            for (const Mark& mark : item.marks) {
                Rect own;
                if (const auto* text = std::get_if<Text>(&mark))
                    own = centeredRect(text->ink.size()) + text->center;
                if (const auto* code = std::get_if<Code>(&mark)) own = code->box;
                if (own.area() <= 0) continue;
                for (const Rect& other : taken) {
                    EXPECT_LT((own & other).area(), 1e-6)
                        << "seed " << seed << ", " << item.what << ": " << own;
                }
                taken.push_back(own);
            }
        }
    }
}

// Packages, labels and prints do not lie on one another.
TEST_P(ScenesTest, ItemsDoNotOverlap) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        std::vector<cv::RotatedRect> placed;
        for (const Item& item : sceneOf(GetParam().kind, GetParam().goods, seed).items) {
            if (item.kind == ItemKind::Part || item.kind == ItemKind::Board) continue;
            const cv::RotatedRect own(item.at.center, cv::Size2f(item.size),
                                      static_cast<float>(item.at.turnDeg));
            for (const cv::RotatedRect& other : placed) {
                const cv::Rect2f shared = own.boundingRect2f() & other.boundingRect2f();
                // Bounds of turned rectangles may touch while the rectangles do not.
                EXPECT_LT(shared.area(), 0.35F * std::min(own.size.area(), other.size.area()) + 1e-3F)
                    << "seed " << seed << ", " << item.what;
            }
            placed.push_back(own);
        }
    }
}

// Serial and part numbers of the truth stand in print, and labels carry them as codes too.
TEST_P(ScenesTest, NamesWhatIsWritten) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const Scene scene = sceneOf(GetParam().kind, GetParam().goods, seed);
        EXPECT_EQ(scene.goods, GetParam().goods);
        const std::vector<std::string> texts = textsOf(scene);
        EXPECT_FALSE(texts.empty());
        for (const std::string& serial : scene.serials) {
            EXPECT_TRUE(standsIn(texts, serial)) << serial;
            EXPECT_TRUE(standsIn(codesOf(scene), serial)) << serial;
        }
        for (const std::string& part : scene.parts) EXPECT_TRUE(standsIn(texts, part)) << part;
    }
}

TEST(ScenesTest, AcceleratorCartonsNameTheirGoods) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const Scene scene = sceneOf(SceneKind::Carton, Goods::Accelerator, seed);
        ASSERT_EQ(scene.parts.size(), 1U);
        EXPECT_FALSE(scene.serials.empty());
        EXPECT_TRUE(standsIn(textsOf(scene), "NVIDIA"));
        EXPECT_TRUE(standsIn(codesOf(scene), scene.parts.front()));
    }
}

// Benign cartons give no reason for an alarm.
TEST(ScenesTest, BenignCartonsShowNoElectronics) {
    const std::vector<std::string> electronics = {"NVIDIA", "GPU",  "TENSOR", "900-2", "699-2",   "S/N",
                                                  "P/N",    "PCIe", "CHIP",   "CARD",  "CIRCUIT", "BOARD"};
    for (const Goods goods : {Goods::Tea, Goods::Toys, Goods::Clothes, Goods::Books}) {
        for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
            const Scene scene = sceneOf(SceneKind::Carton, goods, seed);
            EXPECT_TRUE(scene.serials.empty());
            EXPECT_TRUE(scene.parts.empty());
            for (const std::string& word : electronics) {
                EXPECT_FALSE(standsIn(textsOf(scene), word))
                    << kGoods.nameOf(goods) << " seed " << seed << ": " << word;
            }
        }
    }
}

struct Share {
    SceneKind kind;
    Goods goods;
};

// All, none and some of the packages are doctored, as asked for.
TEST(ScenesTest, DoctorsTheShareAskedFor) {
    for (const Share& c :
         {Share{SceneKind::Board, Goods::Electronics}, Share{SceneKind::Tray, Goods::Electronics},
          Share{SceneKind::Tray, Goods::Accelerator}}) {
        for (const double share : {0.0, 0.4, 1.0}) {
            int all = 0;
            int doctored = 0;
            for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
                Setting setting;
                setting.seed = seed;
                setting.goods = c.goods;
                setting.doctored = share;
                setting.typesetter = &typesetter();
                for (const Item& item : makeScene(c.kind, setting).items) {
                    if (item.kind != ItemKind::Package) continue;
                    ++all;
                    doctored += item.top->defect != Defect::Honest ? 1 : 0;
                }
            }
            ASSERT_GT(all, 20);
            EXPECT_NEAR(static_cast<double>(doctored) / all, share, 0.12) << kSceneKinds.nameOf(c.kind);
        }
    }
}

// Chips of one tray are of one type, and yet no two of them are alike.
TEST(ScenesTest, TwinsShareTheirTypeOnly) {
    Setting setting;
    setting.goods = Goods::Electronics;
    setting.doctored = 0;
    setting.typesetter = &typesetter();
    const Scene scene = makeScene(SceneKind::Tray, setting);
    std::vector<const Top*> tops;
    for (const Item& item : scene.items) {
        if (item.top) tops.push_back(&*item.top);
    }
    ASSERT_GT(tops.size(), 2U);
    for (const Top* top : tops) {
        EXPECT_EQ(top->material, tops[0]->material);
        EXPECT_EQ(top->finish.color.green, tops[0]->finish.color.green);
        EXPECT_EQ(top->bevelMm, tops[0]->bevelMm);
        if (top != tops[0]) {
            EXPECT_NE(top->seed, tops[0]->seed);
        }
    }
}

TEST(ScenesTest, RefusesGoodsThatAKindCannotShow) {
    const std::vector<Wanted> bad = {{SceneKind::Board, Goods::Tea},
                                     {SceneKind::Board, Goods::Books},
                                     {SceneKind::Tray, Goods::Toys},
                                     {SceneKind::Tray, Goods::Clothes},
                                     {SceneKind::Carton, Goods::Electronics}};
    for (const Wanted& c : bad) EXPECT_THROW((void)sceneOf(c.kind, c.goods, 1), std::invalid_argument);
}

// Random goods come out as every kind of goods sooner or later, and never as "random".
TEST(ScenesTest, RandomGoodsAreDrawnFromAllPossible) {
    std::vector<Goods> seen;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const Goods goods = sceneOf(SceneKind::Carton, Goods::Random, seed).goods;
        if (std::find(seen.begin(), seen.end(), goods) == seen.end()) seen.push_back(goods);
    }
    EXPECT_EQ(seen.size(), 5U);
    EXPECT_EQ(std::count(seen.begin(), seen.end(), Goods::Random), 0);
}

}  // namespace
}  // namespace tidewaiter::scene
