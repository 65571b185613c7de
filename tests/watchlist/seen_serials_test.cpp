// What earlier inspections read: remembered whole, found again, also by several at once.
#include "firmware/watchlist/seen_serials.h"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>

#include "tests/watchlist/list_folder.h"

namespace tidewaiter::watchlist {
namespace {

using tests::ListFolder;

const Sighting kFirst{"01A", "2026-11-20T10:00:00Z", "A17", "toys", {"aa", "bb"}};
const Sighting kSecond{"01B", "2026-11-21T10:00:00Z", "", "", {}};

TEST(SeenSerials, FindsWhatWasRemembered) {
    const ListFolder folder;
    {
        const auto seen = SeenSerials::open(folder / "state" / "seen.sqlite");
        ASSERT_TRUE(seen) << seen.error().message;
        EXPECT_TRUE(seen->sightingsOf("SN1").empty());
        ASSERT_TRUE(seen->remember(kSecond, {"SN1"}));
        ASSERT_TRUE(seen->remember(kFirst, {"SN1", "SN2"}));
        ASSERT_TRUE(seen->remember(kFirst, {"SN1"}));  // the same inspection twice counts once
    }
    const auto seen = SeenSerials::open(folder / "state" / "seen.sqlite");
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->sightingsOf("SN1"), (std::vector<Sighting>{kFirst, kSecond}));
    EXPECT_EQ(seen->sightingsOf("SN2"), std::vector<Sighting>{kFirst});
    EXPECT_TRUE(seen->sightingsOf("SN3").empty());
}

TEST(SeenSerials, ServesSeveralAtOnce) {
    const ListFolder folder;
    ASSERT_TRUE(SeenSerials::open(folder / "seen"));
    constexpr int kEach = 50;
    std::vector<std::jthread> threads;
    std::atomic<int> failures = 0;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            const auto own = SeenSerials::open(folder / "seen");
            for (int i = 0; i < kEach; ++i) {
                auto sighting = kFirst;
                sighting.inspection = std::to_string(t * kEach + i);
                if (!own || !own->remember(sighting, {"SN1"})) ++failures;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(failures, 0);
    EXPECT_EQ(SeenSerials::open(folder / "seen")->sightingsOf("SN1").size(), 4U * kEach);
}

TEST(SeenSerials, RefusesWhatIsNone) {
    const ListFolder folder;
    std::ofstream(folder / "text")
        << "these are no tables, and there are quite a few bytes of that, enough for a header";
    const auto refused = SeenSerials::open(folder / "text");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("text' cannot be used"), std::string::npos)
        << refused.error().message;
    EXPECT_FALSE(SeenSerials::open(folder.path()));
}

}  // namespace
}  // namespace tidewaiter::watchlist
