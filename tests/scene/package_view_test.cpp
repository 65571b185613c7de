// Close-ups: pictures with their truth.
#include "tests/scene/package_view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <stdexcept>

#include "tests/scene/contact_sheet.h"

namespace tidewaiter::scene {
namespace {

const Typesetter& typesetter() {
    static const Expected<Typesetter> made = Typesetter::create();
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
}

PackageOptions optionsOf(std::uint64_t seed, std::optional<Defect> defect = {}) {
    PackageOptions options;
    options.seed = seed;
    options.package.defect = defect;
    return options;
}

struct StateCase {
    Defect defect;
    const char* state;
};

TEST(PackageViewTest, TruthNamesWhatWasDone) {
    const std::vector<StateCase> cases = {{Defect::Honest, "intact"},
                                          {Defect::Sanded, "sanded"},
                                          {Defect::Blacktopped, "resurfaced"},
                                          {Defect::Remarked, "resurfaced"},
                                          {Defect::Unmarked, "unmarked"}};
    for (const StateCase& c : cases) {
        for (std::uint64_t seed = 1; seed <= 6; ++seed) {
            PackageOptions options = optionsOf(seed, c.defect);
            options.package.strength = 0.6;
            const Rendered rendered = renderPackage(options, typesetter());
            ASSERT_EQ(rendered.truth.packages.size(), 1U);
            const TruthItem& package = rendered.truth.packages[0];
            ASSERT_TRUE(package.surface);
            EXPECT_EQ(package.surface->state, c.state);
            EXPECT_EQ(package.surface->defect, kDefects.nameOf(c.defect));
            EXPECT_EQ(package.surface->strength, c.defect == Defect::Honest ? 0 : 0.6);
            const bool forged = c.defect != Defect::Honest && c.defect != Defect::Unmarked;
            EXPECT_EQ(package.ghosts.empty(), !forged) << kDefects.nameOf(c.defect);
            if (c.defect == Defect::Honest) {
                EXPECT_FALSE(package.lines.empty());
            }
            if (c.defect == Defect::Unmarked) {
                EXPECT_TRUE(package.lines.empty());
            }
        }
    }
}

TEST(PackageViewTest, HasTheScaleAskedFor) {
    for (const double pxPerMm : {4.0, 10.0, 25.0, 40.0}) {
        PackageOptions options = optionsOf(3);
        options.package.shape = "soic8";
        options.pxPerMm = pxPerMm;
        options.camera = CameraOptions::clean();
        const Rendered rendered = renderPackage(options, typesetter());
        EXPECT_NEAR(rendered.truth.packages.at(0).pxPerMm, pxPerMm, 0.03 * pxPerMm);
    }
}

TEST(PackageViewTest, EveryShapeRendersInEveryMaterialAndState) {
    for (const PackageShape& shape : packageShapes()) {
        for (const auto& material : kTopMaterials.rows) {
            PackageOptions options = optionsOf(11);
            options.package.shape = shape.name;
            options.package.material = material.value;
            options.package.defect = kDefects.rows[static_cast<std::size_t>(material.value) % 5].value;
            options.pxPerMm = 5;
            const Rendered rendered = renderPackage(options, typesetter());
            const TruthItem& package = rendered.truth.packages.at(0);
            EXPECT_EQ(package.what, shape.name);
            const cv::Rect2f picture(0, 0, static_cast<float>(rendered.pixels.cols),
                                     static_cast<float>(rendered.pixels.rows));
            for (const cv::Point2f& corner : package.quad) EXPECT_TRUE(picture.contains(corner));
        }
    }
}

TEST(PackageViewTest, SameOptionsGiveTheSamePicture) {
    for (const auto& row : kDefects.rows) {
        const Rendered first = renderPackage(optionsOf(8, row.value), typesetter());
        const Rendered second = renderPackage(optionsOf(8, row.value), typesetter());
        EXPECT_EQ(cv::norm(first.pixels, second.pixels, cv::NORM_INF), 0);
        EXPECT_EQ(nlohmann::json(first.truth), nlohmann::json(second.truth));
    }
}

TEST(PackageViewTest, StatesOfOneSeedDiffer) {
    const Rendered honest = renderPackage(optionsOf(8, Defect::Honest), typesetter());
    for (const Defect defect : {Defect::Sanded, Defect::Blacktopped, Defect::Remarked, Defect::Unmarked}) {
        const Rendered doctored = renderPackage(optionsOf(8, defect), typesetter());
        ASSERT_EQ(doctored.pixels.size(), honest.pixels.size());
        EXPECT_GT(cv::norm(honest.pixels, doctored.pixels, cv::NORM_L1) /
                      static_cast<double>(honest.pixels.total()),
                  0.5)
            << kDefects.nameOf(defect);
    }
}

TEST(PackageViewTest, DrawsStatesAndTurnsFromTheSeed) {
    int honest = 0;
    int upright = 0;
    constexpr int kDrawn = 60;
    for (std::uint64_t seed = 1; seed <= kDrawn; ++seed) {
        const Scene scene = sceneOf(optionsOf(seed), typesetter());
        const Item& package = scene.items.back();
        honest += package.top->defect == Defect::Honest ? 1 : 0;
        upright += std::abs(std::remainder(package.at.turnDeg, 90)) < 7 ? 1 : 0;
    }
    EXPECT_GT(honest, kDrawn / 4);
    EXPECT_LT(honest, kDrawn * 3 / 4);
    EXPECT_GT(upright, kDrawn / 2);
    EXPECT_LT(upright, kDrawn);
}

TEST(PackageViewTest, OnlyOneTwinIsDoctored) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        PackageOptions options = optionsOf(seed, Defect::Sanded);
        options.package.shape = "soic8";
        options.package.twins = 4;
        options.pxPerMm = 6;
        const Truth truth = renderPackage(options, typesetter()).truth;
        ASSERT_EQ(truth.packages.size(), 5U);
        const auto sanded = std::count_if(truth.packages.begin(), truth.packages.end(),
                                          [](const auto& p) { return p.surface->state == "sanded"; });
        EXPECT_EQ(sanded, 1);
        for (const TruthItem& package : truth.packages) EXPECT_EQ(package.what, "soic8");
    }
}

TEST(PackageViewTest, RefusesWhatIsOutOfRange) {
    const auto refused = [](const auto& change) {
        PackageOptions options;
        change(options);
        EXPECT_THROW((void)renderPackage(options, typesetter()), std::invalid_argument);
    };
    refused([](auto& o) { o.pxPerMm = 3.9; });
    refused([](auto& o) { o.pxPerMm = 41; });
    refused([](auto& o) { o.pxPerMm = std::nan(""); });
    refused([](auto& o) { o.package.strength = 1.1; });
    refused([](auto& o) { o.package.strength = -0.1; });
    refused([](auto& o) { o.package.twins = -1; });
    refused([](auto& o) { o.package.twins = 9; });
    refused([](auto& o) { o.package.turnDeg = 400; });
    refused([](auto& o) { o.package.shape = "soic9"; });
    refused([](auto& o) { o.camera.exposure = {2, 1}; });
    refused([](auto& o) {  // nine of the longest chips at 40 px per mm
        o.package.shape = "dip28w";
        o.package.twins = 8;
        o.pxPerMm = 40;
        o.package.turnDeg = 45;
    });
}

TEST(ContactSheetTest, ShowsAllStates) {
    PackageOptions options;
    options.package.shape = "soic8";
    options.pxPerMm = 8;
    const cv::Mat sheet = contactSheet(options, typesetter());
    EXPECT_GT(sheet.cols, 5 * 300);
    EXPECT_GT(sheet.rows, 10 * 300);
    EXPECT_LT(cv::mean(sheet)[0], 254);  // not all paper
}

}  // namespace
}  // namespace tidewaiter::scene
