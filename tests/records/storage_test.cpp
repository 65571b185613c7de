// Storage: never silently full: at 90 % it warns, at 97 % nothing new is taken.
#include "firmware/records/storage.h"

#include <gtest/gtest.h>

namespace tidewaiter::records {
namespace {

TEST(Storage, WarnsAndRefusesInTime) {
    struct Sample {
        std::uint64_t total;
        std::uint64_t free;
        StorageState state;
    };
    for (const auto& [total, free, state] :
         {Sample{1000, 1000, StorageState::Ok}, Sample{1000, 101, StorageState::Ok},
          Sample{1000, 100, StorageState::Warning}, Sample{1000, 31, StorageState::Warning},
          Sample{1000, 30, StorageState::Full}, Sample{1000, 0, StorageState::Full},
          Sample{0, 0, StorageState::Ok}})
        EXPECT_EQ(storageFor(total, free).state, state) << free << " of " << total;
}

TEST(Storage, SaysWhatToDo) {
    EXPECT_EQ(storageFor(1000, 500).sentence, "");
    EXPECT_EQ(
        storageFor(1000, 75).sentence,
        "the disk with the evidence is 92 % full; export and remove old evidence, or bring in a larger disk");
    EXPECT_EQ(storageFor(1000, 1).sentence.find("no new inspection is taken: the disk"), 0U);
}

TEST(Storage, AsksTheDisk) {
    const auto here = storageOf(".");
    EXPECT_GT(here.totalBytes, 0U);
    EXPECT_LE(here.freeBytes, here.totalBytes);
    EXPECT_EQ(storageOf("/nowhere/at/all").state, StorageState::Ok);
}

}  // namespace
}  // namespace tidewaiter::records
