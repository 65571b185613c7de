#include "tests/scene/label_story.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <opencv2/core.hpp>
#include <stdexcept>

#include "tests/scene/renderer.h"

namespace tidewaiter::scene {
namespace {

const Typesetter& typesetter() {
    static const Expected<Typesetter> made = Typesetter::create();
    if (!made) throw std::runtime_error(made.error().message);
    return *made;
}

Request requestOf(std::uint64_t seed, std::optional<LabelStory> story) {
    Request request;
    request.seed = seed;
    request.width = 400;
    request.height = 300;
    request.camera = CameraOptions::clean();
    request.labelStory = story;
    return request;
}

std::ptrdiff_t itemsNamed(const Scene& scene, const std::string& what) {
    return std::count_if(scene.items.begin(), scene.items.end(),
                         [&](const Item& item) { return item.what == what; });
}

// Each story changes the picture and stands in the truth; what is not asked for does not happen.
TEST(LabelStory, StandsInPictureAndTruth) {
    const auto without = render(requestOf(2, {}), typesetter());
    EXPECT_FALSE(nlohmann::json(without.truth).contains("label_story"));
    for (const auto& row : kLabelStories.rows) {
        const auto told = render(requestOf(2, row.value), typesetter());
        EXPECT_EQ(nlohmann::json(told.truth).at("label_story"), std::string(row.name));
        cv::Mat apart;
        cv::absdiff(told.pixels, without.pixels, apart);
        const bool changed = cv::norm(apart, cv::NORM_INF) > 20;
        EXPECT_EQ(changed, row.value != LabelStory::Plain) << row.name;
    }
}

// A label that is missing is none; a sticker is one more; an older label under another one is not to be
// found.
TEST(LabelStory, CountsLabelsThatAreThere) {
    for (std::uint64_t seed = 1; seed < 6; ++seed) {
        const auto labels = [&](LabelStory story) {
            return sceneOf(requestOf(seed, story), typesetter()).items;
        };
        const auto count = [](const std::vector<Item>& items) {
            return std::count_if(items.begin(), items.end(),
                                 [](const Item& item) { return item.kind == ItemKind::Label; });
        };
        const auto plain = count(labels(LabelStory::Plain));
        EXPECT_EQ(count(labels(LabelStory::Missing)), plain - 1);
        EXPECT_EQ(count(labels(LabelStory::Sticker)), plain + 1);
        for (const auto story : {LabelStory::Taped, LabelStory::Stained, LabelStory::Panel,
                                 LabelStory::Patched, LabelStory::Covered, LabelStory::Torn})
            EXPECT_EQ(count(labels(story)), plain);
    }
}

// The older label lies under the newer one and is of about its size.
TEST(LabelStory, TheOlderLabelLiesUnderneath) {
    const auto scene = sceneOf(requestOf(3, LabelStory::Covered), typesetter());
    EXPECT_EQ(itemsNamed(scene, "older label"), 1);
    const auto older = std::find_if(scene.items.begin(), scene.items.end(),
                                    [](const Item& item) { return item.what == "older label"; });
    ASSERT_NE(older, scene.items.end());
    ASSERT_NE(older + 1, scene.items.end());
    EXPECT_EQ((older + 1)->kind, ItemKind::Label);
    EXPECT_NEAR(older->size.width, (older + 1)->size.width, 0.05 * older->size.width);
    EXPECT_LT(cv::norm(older->at.center - (older + 1)->at.center), 14);
}

}  // namespace
}  // namespace tidewaiter::scene
