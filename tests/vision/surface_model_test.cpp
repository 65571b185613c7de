// Surface model and twins: what the data may hold, what its sums are, and which packages are compared.
#include "vision/surface/surface_model.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "vision/surface/twins.h"

namespace tidewaiter::vision {
namespace {

using nlohmann::json;

/// Peak at least 0.5 and grain 2 at least -2: sanded by e^2; no strokes: unmarked by e^3.
json goodModel() {
    const json nothing = {{"bias", -1}, {"trees", json::array()}};
    const json dim = {{"ratioToState", 7}, {"relief", nothing}, {"albedo", nothing}};
    json lit = dim;
    lit["relief"]["trees"] = {{0, 0.5, 1, -2, 1, -2, 0, 0, 1, 3}};
    lit["albedo"]["trees"] = {{1, 0.5, 1, 2, 1, 2, 0, 0, 10, 10}};
    return {{"about", "test"},
            {"measures", {"peak", "grain 2", "strokes"}},
            {"limits",
             {{"leastSidePx", 50},
              {"leastSharpness", 0.3},
              {"darkest", 0.02},
              {"lightest", 0.6},
              {"mostHighlights", 0.2}}},
            {"heads",
             {{"sanded",
               {{"ratioToState", 5},
                {"alone", {{"bias", -1}, {"trees", {{0, 0.5, 1, -2, 1, -2, 0, 0, 1, 3}}}}},
                {"twins", {{"bias", 0}, {"trees", {{0, 0.3, 0, 9, 0, 9, 0, 0, 2, 2}}}}},
                {"lit", lit}}},
              {"resurfaced", {{"ratioToState", 5}, {"alone", nothing}, {"lit", dim}}},
              {"remarked", {{"ratioToState", 5}, {"alone", nothing}, {"lit", dim}}},
              {"unmarked",
               {{"ratioToState", 5},
                {"lit", dim},
                {"alone", {{"bias", 3}, {"trees", {{2, 1, 2, 9, 2, 9, 0, 0, -5, -5}}}}}}}}}};
}

TEST(SurfaceModel, SumsItsTrees) {
    const auto model = SurfaceModel::parse(goodModel().dump(), "surface.json");
    ASSERT_TRUE(model) << model.error().message;
    SurfaceMeasures measures{};
    measures[indexOf(Measure::Grain2)] = -3;
    EXPECT_EQ(model->logRatio(Tampering::Sanded, measures), -1);
    measures[indexOf(Measure::Peak)] = 0.5;
    EXPECT_EQ(model->logRatio(Tampering::Sanded, measures), 0);
    measures[indexOf(Measure::Grain2)] = -2;
    EXPECT_EQ(model->logRatio(Tampering::Sanded, measures), 2);
    EXPECT_EQ(model->logRatio(Tampering::Resurfaced, measures), -1);
    EXPECT_EQ(model->logRatio(Tampering::Unmarked, measures), 3);
    EXPECT_EQ(model->logRatioOfTwins(Tampering::Sanded, measures), 2);
    EXPECT_EQ(model->logRatioOfTwins(Tampering::Resurfaced, measures), 0);
    EXPECT_EQ(model->ratioToState(Tampering::Unmarked), 5);
    EXPECT_EQ(model->limits().leastSidePx, 50);
}

TEST(SurfaceModel, SumsWhatSeveralLightsShow) {
    const auto model = SurfaceModel::parse(goodModel().dump(), "surface.json");
    ASSERT_TRUE(model) << model.error().message;
    LitMeasures measures;
    EXPECT_EQ(model->logRatio(Tampering::Sanded, measures), -2);
    measures.relief[indexOf(Measure::Peak)] = 1;
    EXPECT_EQ(model->logRatio(Tampering::Sanded, measures), 1);
    measures.albedo[indexOf(Measure::Grain2)] = 1;
    EXPECT_EQ(model->logRatio(Tampering::Sanded, measures), 11);
    EXPECT_EQ(model->logRatio(Tampering::Remarked, measures), -2);
    EXPECT_EQ(model->ratioToStateLit(Tampering::Sanded), 7);
}

TEST(SurfaceModel, NamesFileAndKeyOfAMistake) {
    struct Case {
        const char* at;
        json value;  ///< null removes the key
        const char* message;
    };
    for (const auto& [at, value, message] : {
             Case{"/measures", nullptr, "'measures'"},
             Case{"/measures", "peak", "must be a list of names"},
             Case{"/measures/0", "peek", "'peek', which is no measure"},
             Case{"/measures/0", 3, "which is no measure"},
             Case{"/limits", nullptr, "'limits' is missing"},
             Case{"/limits/leastSidePx", nullptr, "'limits.leastSidePx' is missing"},
             Case{"/limits/leastSidePx", -3, "'limits.leastSidePx' must be a number"},
             Case{"/limits/lightest", "all", "'limits.lightest' must be a number"},
             Case{"/heads", json::array(), "'heads.sanded' is missing"},
             Case{"/heads/unmarked", nullptr, "'heads.unmarked' is missing"},
             Case{"/heads/sanded/ratioToState", 0.5, "'heads.sanded.ratioToState'"},
             Case{"/heads/sanded/alone", nullptr, "'heads.sanded.alone' is missing"},
             Case{"/heads/sanded/alone/bias", 1e9, "'heads.sanded.alone.bias'"},
             Case{"/heads/sanded/alone/trees", 7, "must be a list"},
             Case{"/heads/sanded/alone/trees/0", json::array({1, 2}), "ten numbers"},
             Case{"/heads/sanded/alone/trees/0/2", "x", "ten numbers"},
             Case{"/heads/sanded/alone/trees/0/0", 3, "not in 'measures'"},
             Case{"/heads/sanded/alone/trees/0/0", -1, "not in 'measures'"},
             Case{"/heads/sanded/alone/trees/0/9", 1e6, "too large"},
             Case{"/heads/sanded/lit", nullptr, "'heads.sanded.lit' is missing"},
             Case{"/heads/unmarked/lit/ratioToState", 0, "'heads.unmarked.lit.ratioToState'"},
             Case{"/heads/sanded/lit/albedo", nullptr, "'heads.sanded.lit.albedo' is missing"},
             Case{"/heads/sanded/lit/relief/trees", 1, "'heads.sanded.lit.relief.trees' must be a list"},
             Case{"/heads/sanded/twins/trees", nullptr, "'heads.sanded.twins.trees' is missing"},
         }) {
        json broken = goodModel();
        const json::json_pointer place(at);
        if (value.is_null()) {
            broken[place.parent_pointer()].erase(place.back());
        } else {
            broken[place] = value;
        }
        const auto model = SurfaceModel::parse(broken.dump(), "surface.json");
        ASSERT_FALSE(model) << at;
        EXPECT_EQ(model.error().message.find("surface.json: "), 0U) << model.error().message;
        EXPECT_NE(model.error().message.find(message), std::string::npos) << model.error().message;
    }
    for (const char* text : {"", "[]", "{", "null", "\xFF"}) {
        const auto model = SurfaceModel::parse(text, "surface.json");
        ASSERT_FALSE(model) << text;
        EXPECT_NE(model.error().message.find("not a JSON object"), std::string::npos);
    }
}

MeasuredPackage package(float x, float width, float height, double grain) {
    MeasuredPackage made{quadOf({x, 10, width, height}), SurfaceMeasures{}};
    (*made.measures)[indexOf(Measure::Grain2)] = grain;
    return made;
}

TEST(Twins, AreOfOneSizeInEitherTurn) {
    const std::vector<MeasuredPackage> packages = {package(0, 100, 60, -2), package(200, 62, 103, -1.8),
                                                   package(400, 98, 58, -1), package(600, 100, 80, 0)};
    const auto differences = differencesFromTwins(packages);
    ASSERT_EQ(differences.size(), 4U);
    ASSERT_TRUE(differences[0] && differences[1] && differences[2]);
    EXPECT_FALSE(differences[3]);
    const auto grain = [&](std::size_t i) { return (*differences[i])[indexOf(Measure::Grain2)]; };
    EXPECT_NEAR(grain(0), -1, 1e-9);  // the upper median of two
    EXPECT_NEAR(grain(2), 0.8, 1e-9);
}

TEST(Twins, NeedTwoOthersThatWereMeasured) {
    std::vector<MeasuredPackage> packages = {package(0, 100, 60, -2), package(200, 100, 60, -2),
                                             package(400, 100, 60, -2)};
    EXPECT_TRUE(differencesFromTwins(packages)[0]);
    packages[2].measures.reset();
    EXPECT_FALSE(differencesFromTwins(packages)[0]);
    EXPECT_FALSE(differencesFromTwins(packages)[2]);
    EXPECT_TRUE(differencesFromTwins({}).empty());
    packages[0].quad = Quad{};
    EXPECT_EQ(differencesFromTwins(packages).size(), 3U);
}

}  // namespace
}  // namespace tidewaiter::vision
