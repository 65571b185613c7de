// What was inspected has one fingerprint, and whatever would change the result changes it.
#include "firmware/batch/fingerprint.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/batch/stand_in.h"

namespace tidewaiter::batch::tests {
namespace {

namespace fs = std::filesystem;

class Fingerprint : public testing::Test {
  protected:
    fs::path write(const std::string& name, const std::string& text) {
        std::ofstream(folder_ / name) << text;
        return folder_ / name;
    }

    Folder folder_;
    Job job_{{"tea", "0902", "A"}, {write("a.png", "12"), write("b.png", "34")}};
};

TEST_F(Fingerprint, IsTheSameForTheSame) {
    const auto first = fingerprintOf(job_, "v1");
    EXPECT_EQ(first.size(), 64U);
    EXPECT_EQ(fingerprintOf(job_, "v1"), first);
    auto another = job_;
    another.images[0] = job_.images[0].parent_path() / "." / "a.png";
    EXPECT_EQ(fingerprintOf(another, "v1"), first) << "another way to the same file";
}

TEST_F(Fingerprint, ChangesWithEverythingThatCounts) {
    std::set<std::string> seen = {fingerprintOf(job_, "v1")};
    const auto expectNew = [&](const Job& job, const std::string& knowledge, const std::string& what) {
        EXPECT_TRUE(seen.insert(fingerprintOf(job, knowledge)).second) << what;
    };
    expectNew(job_, "v2", "another program or policy");
    auto other = job_;
    other.declaration.goods = "toys";
    expectNew(other, "v1", "other goods");
    other = job_;
    other.declaration.grossWeightKg = 2;
    expectNew(other, "v1", "a weight");
    other = job_;
    other.images.pop_back();
    expectNew(other, "v1", "a photo less");
    other = job_;
    std::swap(other.images[0], other.images[1]);
    expectNew(other, "v1", "another order");
    write("a.png", "123");
    expectNew(job_, "v1", "another size");
    fs::last_write_time(job_.images[0], fs::last_write_time(job_.images[0]) + std::chrono::seconds(1));
    expectNew(job_, "v1", "another time");
    write("lights.toml", "[[light]]\nimage = 'a.png'\nazimuth_deg = 0\nelevation_deg = 30\n");
    expectNew(job_, "v1", "lights");
    write("lights.toml", "dark = 'd.png'\n[[light]]\nimage = 'a.png'\nazimuth_deg = 0\nelevation_deg = 30\n");
    expectNew(job_, "v1", "a dark frame that is not there");
    write("d.png", "1");
    expectNew(job_, "v1", "a dark frame");
    write("lights.toml", "broken");
    expectNew(job_, "v1", "broken lights");
    fs::remove(job_.images[1]);
    expectNew(job_, "v1", "a photo that is gone");
}

TEST_F(Fingerprint, TakesNamesThatAreNoText) {
    job_.images[0] = "/tmp/\xFF.png";
    EXPECT_EQ(fingerprintOf(job_, "\xFE").size(), 64U);
}

}  // namespace
}  // namespace tidewaiter::batch::tests
