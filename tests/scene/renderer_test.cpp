#include "tests/scene/renderer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

#include "tests/scene/decode_for_test.h"
#include "tests/scene/painter.h"
#include "tests/scene/scenes.h"

namespace tidewaiter::scene {
namespace {

const Typesetter& typesetter() {
    static const Expected<Typesetter> made = Typesetter::create();
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
}

Request requestOf(SceneKind kind, Goods goods, std::uint64_t seed, int width, int height) {
    Request request;
    request.kind = kind;
    request.goods = goods;
    request.seed = seed;
    request.width = width;
    request.height = height;
    return request;
}

Rendered renderClean(SceneKind kind, Goods goods, std::uint64_t seed, int width, int height) {
    Request request = requestOf(kind, goods, seed, width, height);
    request.camera = CameraOptions::clean();
    return render(request, typesetter());
}

std::vector<TruthItem> allItems(const Truth& truth) {
    std::vector<TruthItem> items = truth.packages;
    for (const auto* more : {&truth.labels, &truth.boards, &truth.prints}) {
        items.insert(items.end(), more->begin(), more->end());
    }
    return items;
}

std::vector<vision::Quad> allQuads(const Truth& truth) {
    std::vector<vision::Quad> quads;
    for (const TruthItem& item : allItems(truth)) {
        quads.push_back(item.quad);
        for (const TruthLine& line : item.lines) quads.push_back(line.quad);
        for (const TruthBarcode& code : item.barcodes) quads.push_back(code.quad);
    }
    return quads;
}

std::vector<cv::Point> rounded(const vision::Quad& quad) {
    return {quad[0], quad[1], quad[2], quad[3]};
}

class RendererTest : public testing::TestWithParam<SceneKind> {};

INSTANTIATE_TEST_SUITE_P(All, RendererTest,
                         testing::Values(SceneKind::Board, SceneKind::Carton, SceneKind::Tray,
                                         SceneKind::Package),
                         [](const auto& tested) { return std::string(kSceneKinds.nameOf(tested.param)); });

// Every kind renders from every seed, and all that the truth names lies inside the picture.
TEST_P(RendererTest, TruthLiesInsideThePicture) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const Rendered rendered = render(requestOf(GetParam(), Goods::Random, seed, 320, 240), typesetter());
        ASSERT_EQ(rendered.pixels.size(), cv::Size(320, 240));
        ASSERT_EQ(rendered.pixels.type(), CV_8UC3);
        EXPECT_EQ(rendered.truth.seed, seed);
        for (const vision::Quad& quad : allQuads(rendered.truth)) {
            for (const cv::Point2f& p : quad) {
                EXPECT_TRUE(p.x >= 0 && p.y >= 0 && p.x <= 319 && p.y <= 239) << "seed " << seed << ": " << p;
            }
        }
    }
}

TEST_P(RendererTest, SameSeedGivesTheSamePixelsAndTruth) {
    const Request request = requestOf(GetParam(), Goods::Random, 5, 320, 240);
    const Rendered first = render(request, typesetter());
    const Expected<Typesetter> another = Typesetter::create();
    ASSERT_TRUE(another) << another.error().message;
    const Rendered second = render(request, *another);
    EXPECT_EQ(cv::norm(first.pixels, second.pixels, cv::NORM_INF), 0);
    EXPECT_EQ(nlohmann::json(first.truth), nlohmann::json(second.truth));
}

TEST_P(RendererTest, DifferentSeedsDiffer) {
    const Rendered first = render(requestOf(GetParam(), Goods::Random, 5, 320, 240), typesetter());
    const Rendered second = render(requestOf(GetParam(), Goods::Random, 6, 320, 240), typesetter());
    EXPECT_GT(cv::norm(first.pixels, second.pixels, cv::NORM_L1) / (320 * 240), 1);
    EXPECT_NE(nlohmann::json(first.truth)["camera"], nlohmann::json(second.truth)["camera"]);
}

/// The scene of `request` once with and once without its texts, as the difference in levels.
cv::Mat1b inkOf(const Scene& scene, const Rect& area, double pxPerMm) {
    Scene mute = scene;
    for (Item& item : mute.items) {
        std::erase_if(item.marks, [](const Mark& mark) { return std::holds_alternative<Text>(mark); });
    }
    cv::Mat difference;
    cv::absdiff(paint(scene, area, pxPerMm, typesetter()), paint(mute, area, pxPerMm, typesetter()),
                difference);
    std::vector<cv::Mat> channels;
    cv::split(difference, channels);
    cv::Mat strongest;
    cv::max(channels[0], channels[1], strongest);
    cv::max(channels[2], strongest, strongest);
    return strongest;
}

/// Levels by which a shallow laser mark stands out of gray compound in soft light.
constexpr double kFaintest = 4;

// The lines of the truth hold all ink of the picture, and each of them holds some.
TEST_P(RendererTest, LinesHoldTheInk) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        Setting setting;
        setting.seed = seed;
        setting.typesetter = &typesetter();
        const Scene scene = makeScene(GetParam(), setting);
        const double pxPerMm = 900 / scene.view.width;
        const cv::Mat1b ink = inkOf(scene, scene.view, pxPerMm);
        const cv::Matx33d mapping{
            pxPerMm, 0, -scene.view.x * pxPerMm - 0.5, 0, pxPerMm, -scene.view.y * pxPerMm - 0.5, 0, 0, 1};
        const Truth truth = truthOf(scene, mapping, ink.size(), {});
        cv::Mat1b outside = ink.clone();
        for (const TruthItem& item : allItems(truth)) {
            for (const TruthLine& line : item.lines) {
                cv::Mat1b mask(ink.size(), 0);
                cv::fillConvexPoly(mask, rounded(line.quad), 255);
                double strongest = 0;
                cv::minMaxLoc(ink, nullptr, &strongest, nullptr, nullptr, mask);
                EXPECT_GT(strongest, kFaintest) << "seed " << seed << ": " << line.text;
                cv::fillConvexPoly(outside, rounded(line.quad), 0);
                cv::polylines(outside, rounded(line.quad), true, 0, 5);
            }
        }
        EXPECT_EQ(cv::countNonZero(outside > 8), 0) << "seed " << seed;
    }
}

struct CodeCase {
    SceneKind kind;
    Goods goods;
    std::uint64_t seed;
};

class CodesTest : public testing::TestWithParam<CodeCase> {};

INSTANTIATE_TEST_SUITE_P(All, CodesTest,
                         testing::Values(CodeCase{SceneKind::Carton, Goods::Accelerator, 7},
                                         CodeCase{SceneKind::Carton, Goods::Accelerator, 108},
                                         CodeCase{SceneKind::Carton, Goods::Accelerator, 109},
                                         CodeCase{SceneKind::Carton, Goods::Tea, 3},
                                         CodeCase{SceneKind::Carton, Goods::Books, 4},
                                         CodeCase{SceneKind::Board, Goods::Accelerator, 2},
                                         CodeCase{SceneKind::Board, Goods::Electronics, 1}),
                         [](const auto& tested) { return "Case" + std::to_string(tested.index); });

/// How many codes of the labels there are, and how many of them are read to their text and symbology.
struct CodeCount {
    int all = 0;
    int read = 0;
};

CodeCount countCodes(const Rendered& rendered) {
    cv::Mat1b gray;
    cv::cvtColor(rendered.pixels, gray, cv::COLOR_BGR2GRAY);
    CodeCount count;
    for (const TruthItem& label : rendered.truth.labels) {
        for (const TruthBarcode& code : label.barcodes) {
            const Decoded decoded = decodeSymbol(gray, code.quad);
            ++count.all;
            count.read += decoded.text == code.text && decoded.symbology == code.symbology ? 1 : 0;
        }
    }
    return count;
}

// Every code of a clean picture is read back to the truth's text and symbology.
TEST_P(CodesTest, AreReadBackFromACleanPicture) {
    const CodeCount count =
        countCodes(renderClean(GetParam().kind, GetParam().goods, GetParam().seed, 1600, 1200));
    EXPECT_GT(count.all, 0);
    EXPECT_EQ(count.read, count.all);
}

// So is every code of the demonstration's photo, and most of other photos' codes.
TEST(CodesInPhotosTest, AreMostlyReadBack) {
    const CodeCount demo =
        countCodes(render(requestOf(SceneKind::Carton, Goods::Accelerator, 7, 1600, 1200), typesetter()));
    EXPECT_EQ(demo.read, demo.all);
    CodeCount others;
    for (const std::uint64_t seed : {11U, 12U, 13U, 14U}) {
        const CodeCount one =
            countCodes(render(requestOf(SceneKind::Carton, Goods::Random, seed, 1600, 1200), typesetter()));
        others.all += one.all;
        others.read += one.read;
    }
    EXPECT_GT(others.read, others.all * 0.8) << others.read << " of " << others.all;
    RecordProperty("read", others.read);
    RecordProperty("all", others.all);
}

// The demonstration's carton can be read by a person: small letters of ten pixels and more.
TEST(RendererDemoTest, CartonOfSeedSevenIsLegible) {
    const Rendered rendered =
        render(requestOf(SceneKind::Carton, Goods::Accelerator, 7, 1600, 1200), typesetter());
    for (const TruthItem& label : rendered.truth.labels) {
        for (const TruthLine& line : label.lines) {
            constexpr double kSmallLetter = 0.74;  // of a capital's height in the sans faces
            EXPECT_GE(line.heightPx * kSmallLetter, 10) << line.text;
        }
    }
    EXPECT_FALSE(rendered.truth.serials.empty());
}

TEST(RendererLimitsTest, RefusesSizesOutOfRange) {
    const std::vector<cv::Size> bad = {{0, 0},     {159, 200}, {200, 119}, {6001, 4000},
                                       {900, 200}, {200, 900}, {-5, 300}};
    for (const cv::Size& size : bad) {
        const Request request = requestOf(SceneKind::Carton, Goods::Tea, 1, size.width, size.height);
        EXPECT_THROW((void)render(request, typesetter()), std::invalid_argument) << size;
    }
    Request request = requestOf(SceneKind::Carton, Goods::Tea, 1, 320, 240);
    request.camera.exposure = {2, 1};
    EXPECT_THROW((void)render(request, typesetter()), std::invalid_argument);
}

TEST(RendererLimitsTest, RendersTallAndWidePictures) {
    for (const cv::Size& size : {cv::Size{200, 600}, cv::Size{600, 200}}) {
        for (const SceneKind kind : {SceneKind::Board, SceneKind::Carton, SceneKind::Tray}) {
            const Rendered rendered =
                render(requestOf(kind, Goods::Random, 3, size.width, size.height), typesetter());
            EXPECT_EQ(rendered.pixels.size(), size);
        }
    }
}

TEST(TruthJsonTest, HasTheKeysOfTheFormat) {
    const nlohmann::json truth = renderClean(SceneKind::Carton, Goods::Accelerator, 7, 320, 240).truth;
    for (const char* key : {"kind", "goods", "seed", "width", "height", "packages", "labels", "boards",
                            "prints", "serials", "parts", "camera"}) {
        EXPECT_TRUE(truth.contains(key)) << key;
    }
    EXPECT_EQ(truth["kind"], "carton");
    EXPECT_EQ(truth["goods"], "accelerator");
    const nlohmann::json& label = truth["labels"][0];
    EXPECT_EQ(label["quad"].size(), 4U);
    EXPECT_GT(label["lines"][0]["height_px"], 0);
    EXPECT_FALSE(label["barcodes"][0]["text"].get<std::string>().empty());
}

}  // namespace
}  // namespace tidewaiter::scene
