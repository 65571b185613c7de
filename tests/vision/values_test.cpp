// Values: frames, regions and qualities print to JSON and come back the same; broken JSON is refused.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "vision/frame.h"
#include "vision/quad_json.h"
#include "vision/region.h"

namespace tidewaiter::vision {
namespace {

using nlohmann::json;

Frame fullFrame() {
    Frame frame;
    frame.id = "f1";
    frame.source = "carton \xE7\xAE\xB1.jpg";
    frame.width = 640;
    frame.height = 480;
    frame.sha256 = std::string(64, 'a');
    frame.time = "2023-05-17T09:30:12+02:00";
    frame.light = LightDirection{90, 30};
    frame.dark = DarkFrame{"dark.png", std::string(64, 'd'), {}};
    frame.linear = true;
    frame.millimetersPerPixel = 0.125;
    frame.repeats = {{std::string(64, 'b'), {}}, {std::string(64, 'c'), {}}};
    frame.quality = {0.75, 0.5, 0.25, 0.125, false, "Blurred: hold still or move back until it is sharp."};
    return frame;
}

Region fullRegion() {
    Region region{"r1", "f1", RegionKind::Package, quadOf({1, 2, 30, 40}), 0.875, {}, {}};
    region.surface = Surface{SurfaceState::Unknown, 0.5};
    region.className = "graphics_card";
    region.leads = LeadCounts{8, 0, 8, 0};
    return region;
}

void expectSame(const Frame& a, const Frame& b) {
    EXPECT_EQ(a.id, b.id);
    EXPECT_EQ(a.source, b.source);
    EXPECT_EQ(a.width, b.width);
    EXPECT_EQ(a.height, b.height);
    EXPECT_EQ(a.sha256, b.sha256);
    EXPECT_EQ(a.time, b.time);
    EXPECT_EQ(a.light, b.light);
    ASSERT_EQ(a.dark.has_value(), b.dark.has_value());
    if (a.dark) {
        EXPECT_EQ(a.dark->source, b.dark->source);
        EXPECT_EQ(a.dark->sha256, b.dark->sha256);
    }
    EXPECT_EQ(a.linear, b.linear);
    EXPECT_EQ(a.millimetersPerPixel, b.millimetersPerPixel);
    EXPECT_EQ(a.quality, b.quality);
    ASSERT_EQ(a.repeats.size(), b.repeats.size());
    for (std::size_t i = 0; i < a.repeats.size(); ++i) EXPECT_EQ(a.repeats[i].sha256, b.repeats[i].sha256);
}

template <class Value>
Value there(const Value& value) {
    return json::parse(json(value).dump()).get<Value>();
}

TEST(Values, FramesComeBackTheSame) {
    expectSame(there(fullFrame()), fullFrame());
    Frame bare = fullFrame();
    bare.time.clear();
    bare.light.reset();
    bare.dark.reset();
    bare.linear = false;
    bare.millimetersPerPixel.reset();
    bare.repeats.clear();
    expectSame(there(bare), bare);
    EXPECT_FALSE(json(bare).contains("light"));
    EXPECT_FALSE(json(bare).contains("dark"));
    EXPECT_FALSE(json(bare).contains("linear"));
    EXPECT_FALSE(json(bare).contains("mm_per_px"));
    EXPECT_FALSE(json(bare).contains("repeats"));
    EXPECT_FALSE(json(bare).contains("time"));
    EXPECT_FALSE(json(fullFrame()).contains("pixels"));
}

TEST(Values, RegionsOfEveryKindComeBackTheSame) {
    EXPECT_EQ(there(fullRegion()), fullRegion());
    for (const auto& row : kRegionKinds.rows) {
        Region region{"r9", "f2", row.value, quadOf({0.5F, 1.25F, 3, 4}), 0.1, {}, {}};
        EXPECT_EQ(there(region), region);
        EXPECT_EQ(json(region).at("kind"), std::string(row.name));
    }
    for (const auto& row : kSurfaceStates.rows) {
        Region region = fullRegion();
        region.surface = Surface{row.value, 1};
        EXPECT_EQ(there(region), region);
        EXPECT_EQ(json(region).at("surface").at("state"), std::string(row.name));
        EXPECT_FALSE(json(region).at("surface").contains("likelihood_ratio"));
        EXPECT_FALSE(json(region).at("surface").contains("reason"));
        region.surface = Surface{row.value, 0.9, 9.5, "too small in the picture: move closer"};
        EXPECT_EQ(there(region), region);
        EXPECT_EQ(json(region).at("surface").at("likelihood_ratio"), 9.5);
    }
}

TEST(Values, ConditionsOfLabelsComeBackTheSame) {
    Region region = fullRegion();
    EXPECT_FALSE(json(region).contains("label"));
    for (const auto& row : kLabelStates.rows) {
        region.label = LabelCondition{row.value, 0.75, {}};
        EXPECT_EQ(there(region), region);
        EXPECT_EQ(json(region).at("label").at("state"), std::string(row.name));
        EXPECT_FALSE(json(region).at("label").contains("reason"));
        region.label->reason = "the edge of another label shows";
        EXPECT_EQ(there(region), region);
    }
    json written = region;
    written["label"]["state"] = "lost";
    EXPECT_THROW(static_cast<void>(written.get<Region>()), std::invalid_argument);
    written["label"].erase("state");
    EXPECT_ANY_THROW(static_cast<void>(written.get<Region>()));
}

TEST(Values, LeadsAreFourCounts) {
    json region = fullRegion();
    EXPECT_EQ(region.at("leads").dump(), "[8,0,8,0]");
    region.erase("leads");
    EXPECT_FALSE(region.get<Region>().leads);
    EXPECT_FALSE(json(region.get<Region>()).contains("leads"));
    for (const char* bad : {"[]", "8", "null", "[8,0,8]", "[8,0,8,0,8]", "[8,0,8,-1]", "[8,0,8,0.5]",
                            "[8,0,8,\"0\"]", "{\"0\":8}"}) {
        region["leads"] = json::parse(bad);
        EXPECT_THROW(static_cast<void>(region.get<Region>()), std::invalid_argument) << bad;
    }
}

TEST(Values, QualitiesComeBackTheSame) {
    EXPECT_EQ(there(fullFrame().quality), fullFrame().quality);
    EXPECT_EQ(there(Quality{}), Quality{});
}

TEST(Values, AQuadIsFourPairsInItsOrder) {
    const auto quad = quadOf({1, 2, 30, 40});
    EXPECT_EQ(quadToJson(quad).dump(), "[[1.0,2.0],[31.0,2.0],[31.0,42.0],[1.0,42.0]]");
    EXPECT_EQ(quadFromJson(quadToJson(quad)), quad);
    for (const char* bad :
         {"[]", "{}", "null", "\"quad\"", "[[0,0],[1,0],[1,1]]", "[[0,0],[1,0],[1,1],[0,1],[0,0]]"}) {
        EXPECT_THROW(static_cast<void>(quadFromJson(json::parse(bad))), std::invalid_argument) << bad;
    }
    for (const char* bad : {"[[0,0],[1,0],[1,1],[0]]", "[[0,0],[1,0],[1,1],[0,null]]",
                            "[[0,0],[1,0],[1,1],[0,\"1\"]]", "[[0,0],[1,0],[1,1],7]"}) {
        EXPECT_ANY_THROW(static_cast<void>(quadFromJson(json::parse(bad)))) << bad;
    }
}

TEST(Values, MissingKeysAndWrongTypesAreRefused) {
    const auto refuses = [](const json& whole, auto value, const std::vector<std::string>& keys) {
        for (const auto& key : keys) {
            json missing = whole;
            missing.erase(key);
            EXPECT_THROW(missing.get_to(value), json::exception) << "without " << key;
            json wrong = whole;
            wrong[key] = json::array({1});
            EXPECT_ANY_THROW(wrong.get_to(value)) << "wrong " << key;
        }
    };
    refuses(fullFrame(), Frame{}, {"id", "source", "width", "height", "sha256", "quality"});
    refuses(fullRegion(), Region{}, {"id", "frame", "kind", "quad", "score"});
    refuses(fullFrame().quality, Quality{},
            {"sharpness", "exposure", "contrast", "glare", "readable", "hint"});
    EXPECT_ANY_THROW(static_cast<void>(json(7).get<Frame>()));
}

TEST(Values, UnknownNamesAreNamedWithTheKnownOnes) {
    json region = fullRegion();
    region["kind"] = "chip";
    try {
        static_cast<void>(region.get<Region>());
        FAIL() << "accepted an unknown kind";
    } catch (const std::invalid_argument& error) {
        const std::string message = error.what();
        EXPECT_NE(message.find("'chip'"), std::string::npos) << message;
        EXPECT_NE(message.find("package"), std::string::npos) << message;
    }
    region = fullRegion();
    region["surface"]["state"] = "shiny";
    EXPECT_THROW(static_cast<void>(region.get<Region>()), std::invalid_argument);
}

TEST(Values, UnknownKeysAreIgnored) {
    json region = fullRegion();
    region["later"] = 1;
    EXPECT_EQ(region.get<Region>(), fullRegion());
}

}  // namespace
}  // namespace tidewaiter::vision
