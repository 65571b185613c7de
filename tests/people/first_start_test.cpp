// "First start makes one administrator with a one-time code; there is no default password." (issue 6, point
// 4)
#include "firmware/people/first_start.h"

#include <sys/stat.h>

#include <set>

#include "tests/people/people_folder.h"

namespace tidewaiter::people::tests {
namespace {

using Answer = FirstStart::Answer;

class AFirstStart : public PeopleFolder {
  protected:
    [[nodiscard]] FirstStart start() const {
        auto opened = FirstStart::open(file_);
        EXPECT_TRUE(opened) << opened.error().message;
        return std::move(*opened);
    }
    /// Each try a second after the one before.
    Answer answer(const FirstStart& first, const std::string& typed) {
        return first.answerTo(typed, now_ += FirstStart::kPause);
    }

    Instant now_ = kNoon;
};

TEST_F(AFirstStart, HasACodeThatCanBeReadAloud) {
    const auto code = start().code();
    ASSERT_EQ(code.size(), 9U);
    EXPECT_EQ(code[4], '-');
    EXPECT_EQ(code.find_first_of("0OQD1IL2Z5S6G8BUV"), std::string::npos) << code;
}

TEST_F(AFirstStart, HasAnotherCodeEachTime) {
    std::set<std::string> codes;
    for (int i = 0; i < 20; ++i) {
        std::filesystem::remove(file_);
        codes.insert(start().code());
    }
    EXPECT_EQ(codes.size(), 20U);
}

TEST_F(AFirstStart, TakesTheCodeAsPeopleTypeIt) {
    const auto first = start();
    auto code = first.code();
    EXPECT_EQ(answer(first, code), Answer::Right);
    for (auto& c : code) c = static_cast<char>(std::tolower(c));
    EXPECT_EQ(answer(first, ' ' + code.substr(0, 4) + ' ' + code.substr(5)), Answer::Right);
}

TEST_F(AFirstStart, TakesNothingElse) {
    const auto first = start();
    auto nearly = first.code();
    nearly.back() = nearly.back() == 'A' ? 'C' : 'A';
    for (const auto& typed : {std::string(), std::string("-"), nearly, first.code().substr(0, 8),
                              first.code() + "A", std::string(1'000'000, 'A'), std::string(8, '\0')})
        EXPECT_EQ(answer(first, typed), Answer::Wrong);
}

TEST_F(AFirstStart, KeepsItsCodeOverARestartForTheServiceAlone) {
    const auto code = start().code();
    EXPECT_EQ(start().code(), code);
    EXPECT_EQ(contentOf(file_), code + "\n");
    struct stat state {};
    ASSERT_EQ(::stat(file_.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0600U);
}

TEST_F(AFirstStart, MakesAnotherCodeAfterTenWrongOnes) {
    const auto first = start();
    const auto code = first.code();
    for (int i = 1; i < FirstStart::kMostTries; ++i) EXPECT_EQ(answer(first, "AAAA-AAAA"), Answer::Wrong);
    EXPECT_EQ(answer(first, "AAAA-AAAA"), Answer::Renewed);
    EXPECT_NE(first.code(), code);
    EXPECT_EQ(answer(first, code), Answer::Wrong);
    EXPECT_EQ(answer(first, first.code()), Answer::Right);
    EXPECT_EQ(start().code(), first.code());
}

TEST_F(AFirstStart, LooksAtOneTryASecond) {
    using namespace std::chrono_literals;
    const auto first = start();
    EXPECT_EQ(first.answerTo("AAAA-AAAA", kNoon), Answer::Wrong);
    EXPECT_EQ(first.answerTo(first.code(), kNoon + 999ms), Answer::TooSoon);
    EXPECT_EQ(first.answerTo(first.code(), kNoon + 1s), Answer::Right);
    EXPECT_EQ(first.answerTo("AAAA-AAAA", kNoon + 2s), Answer::Wrong);
    EXPECT_EQ(first.answerTo(first.code(), kNoon - 24h), Answer::Right) << "the clock jumped back";
}

TEST_F(AFirstStart, OpensNothingOnceItIsFinished) {
    const auto first = start();
    const auto code = first.code();
    first.finish();
    EXPECT_EQ(answer(first, code), Answer::Wrong);
    EXPECT_EQ(answer(first, ""), Answer::Wrong);
    EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(AFirstStart, MakesANewCodeWhereTheFileIsDamaged) {
    std::filesystem::create_directories(folder_);
    for (const auto* damage : {"", "ABCD", "OOOO-0000\n", "\xFF\xFF\xFF\xFF"}) {
        write(file_, damage);
        ::chmod(file_.c_str(), 0600);
        EXPECT_EQ(contentOf(file_), damage);
        const auto code = start().code();
        EXPECT_EQ(contentOf(file_), code + "\n");
    }
}

TEST_F(AFirstStart, RefusesACodeThatOthersMayHaveRead) {
    static_cast<void>(start());
    ::chmod(file_.c_str(), 0640);
    const auto opened = FirstStart::open(file_);
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("chmod 600"), std::string::npos) << opened.error().message;
}

}  // namespace
}  // namespace tidewaiter::people::tests
