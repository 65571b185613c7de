#include "devices/camera.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "vision/image_loader.h"

namespace tidewaiter::devices {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

class CameraFolder : public testing::Test {
  protected:
    void SetUp() override {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    const fs::path folder_ = fs::temp_directory_path() / ("camera_test." + std::to_string(getpid()));
};

// A simulated camera gives pictures that can be decoded, and bars move.
TEST(Camera, PatternsAreEncodedPictures) {
    vision::initImageLoader();
    for (const std::string pattern : {"bars", "label"}) {
        const auto camera = openCamera("pattern:" + pattern + "?fps=60");
        ASSERT_TRUE(camera) << camera.error().message;
        const auto first = (*camera)->next({});
        const auto second = (*camera)->next({});
        ASSERT_TRUE(first && second);
        const auto frame = vision::decodeImage(*first, pattern);
        ASSERT_TRUE(frame) << frame.error().message;
        EXPECT_EQ(frame->width, 1280);
        EXPECT_EQ(*first == *second, pattern == "label");
    }
}

// Pictures of a folder come by name and byte for byte, and begin anew after the last.
TEST_F(CameraFolder, ReplaysTheFilesOfAFolder) {
    write(folder_ / "b.PNG", "two");
    write(folder_ / "a.jpg", "one");
    write(folder_ / "notes.txt", "no picture");
    const auto camera = openCamera("replay:" + folder_.string() + "?fps=60");
    ASSERT_TRUE(camera) << camera.error().message;
    std::vector<std::string> seen;
    for (int i = 0; i < 3; ++i) seen.push_back((*camera)->next({}).value());
    EXPECT_EQ(seen, (std::vector<std::string>{"one", "two", "one"}));
}

// A folder that goes away is a camera that was pulled out; opened anew, it is there again.
TEST_F(CameraFolder, AFolderThatGoesAwayIsACameraPulledOut) {
    write(folder_ / "a.jpg", "one");
    const auto address = "replay:" + folder_.string() + "?fps=60";
    const auto camera = openCamera(address);
    ASSERT_TRUE(camera && (*camera)->next({}));
    fs::remove_all(folder_);
    const auto gone = (*camera)->next({});
    ASSERT_FALSE(gone);
    EXPECT_NE(gone.error().message.find("holds no picture any more; put it back"), std::string::npos);
    EXPECT_FALSE(openCamera(address));
    fs::create_directories(folder_);
    write(folder_ / "a.jpg", "one");
    EXPECT_TRUE(openCamera(address));
}

// Who stops a camera does not wait for its next picture.
TEST(Camera, StopsAtOnce) {
    const auto camera = openCamera("pattern:label?fps=0.01");
    ASSERT_TRUE(camera && (*camera)->next({}));
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ((*camera)->next(stop.get_token()).value(), "");
}

TEST(Camera, AddressesThatAreNoneAreNamed) {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"", "'' is no address of a camera"},
        {"bench", "'bench' is no address of a camera"},
        {":bars", "':bars' is no address of a camera"},
        {"pattern:", "'pattern:' is no address of a camera"},
        {"webcam:0", "no kind of camera is called 'webcam'"},
        {"pattern:cats", "there is no pattern 'cats'"},
        {"pattern:bars?fps=0", "number of pictures per second that cannot be"},
        {"pattern:bars?fps=61", "number of pictures per second that cannot be"},
        {"pattern:bars?fps=ten", "number of pictures per second that cannot be"},
        {"pattern:bars?fps=", "number of pictures per second that cannot be"},
        {"replay:/nonexistent", "the folder '/nonexistent', which stands in for a camera, holds no picture"},
    };
    for (const auto& [address, part] : rows) {
        const auto camera = openCamera(address);
        ASSERT_FALSE(camera) << address;
        EXPECT_NE(camera.error().message.find(part), std::string::npos) << camera.error().message;
    }
    EXPECT_FALSE(checkCameraAddress("webcam:0"));
    EXPECT_TRUE(checkCameraAddress("replay:/not/there/yet"));
    EXPECT_EQ(cameraAddressForms().size(), 2U);
}

}  // namespace
}  // namespace tidewaiter::devices
