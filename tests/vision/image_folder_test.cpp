// Folders: pictures in the order a person would look at them.
#include "vision/image_folder.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "models/utf8.h"
#include "vision/internal/exif_time.h"

namespace tidewaiter::vision {
namespace {

namespace fs = std::filesystem;

class ImageFolder : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("tidewaiter-folder-" + std::to_string(getpid()));
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }
    void touch(const std::string& name) const { std::ofstream(folder_ / name) << "x"; }

    fs::path folder_;
};

TEST_F(ImageFolder, ListsPicturesInNaturalOrderAndNothingElse) {
    for (const char* name : {"photo10.jpg", "photo2.JPG", "photo1.jpeg", "b.webp", "A.png", "scan.tiff",
                             ".hidden.jpg", "notes.txt", "jpg", "x.jpg.part", "y.heic"}) {
        touch(name);
    }
    fs::create_directory(folder_ / "folder.jpg");
    const auto files = imageFilesIn(folder_);
    ASSERT_TRUE(files) << files.error().message;
    std::vector<std::string> names;
    for (const auto& file : *files) names.push_back(file.filename().string());
    const std::vector<std::string> expected = {"A.png",       "b.webp",    "photo1.jpeg", "photo2.JPG",
                                               "photo10.jpg", "scan.tiff", "y.heic"};
    EXPECT_EQ(names, expected);
}

TEST_F(ImageFolder, GivesNothingForAFolderWithoutPictures) {
    const auto files = imageFilesIn(folder_);
    ASSERT_TRUE(files);
    EXPECT_TRUE(files->empty());
}

TEST_F(ImageFolder, RefusesWhatIsNoFolder) {
    touch("a.jpg");
    for (const auto& path : {folder_ / "none", folder_ / "a.jpg"}) {
        const auto files = imageFilesIn(path);
        ASSERT_FALSE(files) << path;
        EXPECT_NE(files.error().message.find(path.string()), std::string::npos) << files.error().message;
        EXPECT_NE(files.error().message.find("; check"), std::string::npos) << files.error().message;
    }
}

TEST_F(ImageFolder, RefusesAFolderThatMayNotBeRead) {
    ASSERT_EQ(chmod(folder_.c_str(), 0), 0);
    const bool root = geteuid() == 0;
    constexpr uid_t kNobody = 65534;
    if (root && seteuid(kNobody) != 0) GTEST_SKIP() << "cannot stop being root";
    const auto files = imageFilesIn(folder_);
    if (root) {
        ASSERT_EQ(seteuid(0), 0);
    }
    ASSERT_EQ(chmod(folder_.c_str(), 0700), 0);
    ASSERT_FALSE(files);
    EXPECT_NE(files.error().message.find("Permission denied"), std::string::npos) << files.error().message;
}

TEST(NaturalOrder, CountsNumbersAsNumbers) {
    const std::vector<std::string> ordered = {"",
                                              "a",
                                              "A1",
                                              "a2",
                                              "a02b",
                                              "a10",
                                              "a10b",
                                              "b1c",
                                              "b1c2",
                                              "b1c10",
                                              "b2",
                                              "b99999999999999999999",
                                              "b100000000000000000000"};
    for (std::size_t i = 0; i < ordered.size(); ++i) {
        for (std::size_t j = 0; j < ordered.size(); ++j) {
            EXPECT_EQ(naturallyBefore(ordered[i], ordered[j]), i < j) << ordered[i] << " and " << ordered[j];
        }
    }
}

TEST(ExifTime, BecomesRfc3339OnlyWhenWhole) {
    struct Case {
        const char* time;
        const char* offset;
        const char* expected;
    };
    for (const auto& [time, offset, expected] : {
             Case{"2023:05:17 09:30:12", "+02:00", "2023-05-17T09:30:12+02:00"},
             Case{"2024:02:29 23:59:59", "-11:30", "2024-02-29T23:59:59-11:30"},
             Case{"2024:02:29 00:00:00", "Z", "2024-02-29T00:00:00Z"},
             Case{"2023:05:17 09:30:12", "", ""},
             Case{"2023:05:17 09:30:12", "+2:00", ""},
             Case{"2023:05:17 09:30:12", "+15:00", ""},
             Case{"2023:05:17 09:30:12", "+02:60", ""},
             Case{"2023:02:29 09:30:12", "+02:00", ""},
             Case{"2023:13:01 09:30:12", "+02:00", ""},
             Case{"0000:00:00 00:00:00", "+02:00", ""},
             Case{"2023:05:17 24:00:00", "+02:00", ""},
             Case{"2023-05-17 09:30:12", "+02:00", ""},
             Case{"    :  :     :  :  ", "+02:00", ""},
             Case{"", "", ""},
         }) {
        EXPECT_EQ(rfc3339FromExif(time, offset), expected) << time << offset;
    }
}

TEST(Utf8, ReplacesWhatIsMalformed) {
    const std::string bad = "\xEF\xBF\xBD";
    EXPECT_EQ(models::validUtf8("plain \xC3\xA9 \xE7\xAE\xB1 \xF0\x9F\x93\xA6"),
              "plain \xC3\xA9 \xE7\xAE\xB1 \xF0\x9F\x93\xA6");
    EXPECT_EQ(models::validUtf8("\xE9"), bad);                                // Latin-1
    EXPECT_EQ(models::validUtf8("a\xC3"), "a" + bad);                         // cut off
    EXPECT_EQ(models::validUtf8("\xC0\xAF"), bad + bad);                      // overlong
    EXPECT_EQ(models::validUtf8("\xED\xA0\x80"), bad + bad + bad);            // surrogate
    EXPECT_EQ(models::validUtf8("\xF4\x90\x80\x80"), bad + bad + bad + bad);  // above U+10FFFF
    EXPECT_EQ(models::validUtf8("\x80z"), bad + "z");
}

}  // namespace
}  // namespace tidewaiter::vision
