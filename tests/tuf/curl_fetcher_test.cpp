#include "firmware/tuf/curl_fetcher.h"

#include <gtest/gtest.h>

#include <chrono>

#include "tests/tuf/web_server.h"

namespace tidewaiter::tests {
namespace {

using std::chrono::steady_clock;
using tuf::FetchProblem;

std::string bigContent() {
    std::string content;
    for (int i = 0; content.size() < 300'000; ++i) content += std::to_string(i) + ' ';
    return content;
}

class CurlFetcherTest : public testing::Test {
  protected:
    struct Result {
        tl::expected<void, tuf::FetchError> outcome;
        std::string bytes;
        std::chrono::duration<double> seconds{};
    };

    static tuf::TransferSettings impatient() {
        tuf::TransferSettings settings;
        settings.longest = std::chrono::milliseconds(2500);
        settings.slowFor = std::chrono::seconds(1);
        settings.slowest = 500'000;
        settings.firstPause = std::chrono::milliseconds(20);
        return settings;
    }
    Result fetch(const std::string& path, std::uint64_t maxBytes = 1'000'000, std::uint64_t from = 0) {
        Result result;
        const auto begin = steady_clock::now();
        result.outcome = fetcher_.fetch({server_.url() + path, maxBytes, from}, [&](std::string_view piece) {
            result.bytes += piece;
            return Expected<void>();
        });
        result.seconds = steady_clock::now() - begin;
        return result;
    }

    const std::string content_ = bigContent();
    WebServer server_{[this](const std::string& path) -> std::optional<std::string> {
        if (path == "file" || path == "..%2Ffile") return content_;
        return std::nullopt;
    }};
    tuf::CurlFetcher fetcher_{impatient()};
};

TEST_F(CurlFetcherTest, BringsAFile) {
    const auto result = fetch("file");
    EXPECT_TRUE(result.outcome);
    EXPECT_EQ(result.bytes, content_);
}

TEST_F(CurlFetcherTest, SaysWhatIsNotThere) {
    const auto result = fetch("missing");
    ASSERT_FALSE(result.outcome);
    EXPECT_EQ(result.outcome.error().problem, FetchProblem::NotFound);
    EXPECT_NE(result.outcome.error().message.find("'missing'"), std::string::npos);
    EXPECT_EQ(server_.requests().size(), 1U) << "asking again would not help";
}

TEST_F(CurlFetcherTest, KeepsThePathAsItIs) {
    EXPECT_EQ(fetch("..%2Ffile").bytes, content_);
    EXPECT_EQ(server_.requests(), std::vector<std::string>{"/..%2Ffile"});
}

TEST_F(CurlFetcherTest, EndsAtTheMostBytes) {
    EXPECT_TRUE(fetch("file", content_.size()).outcome);
    const auto result = fetch("file", content_.size() - 1);
    ASSERT_FALSE(result.outcome);
    EXPECT_EQ(result.outcome.error().problem, FetchProblem::TooLong);
    EXPECT_LT(result.bytes.size(), content_.size());
}

TEST_F(CurlFetcherTest, EndlessAnswersEnd) {
    Trouble trouble;
    trouble.answers = -1;
    trouble.endless = true;
    server_.setTrouble(trouble);
    const auto result = fetch("file");
    ASSERT_FALSE(result.outcome);
    EXPECT_EQ(result.outcome.error().problem, FetchProblem::TooLong);
    EXPECT_LE(result.bytes.size(), 1'000'000U);
}

// A connection that breaks: the next attempt asks for the rest and no byte comes twice.
TEST_F(CurlFetcherTest, GoesOnWhereItBroke) {
    Trouble trouble;
    trouble.answers = 1;
    trouble.breakAfter = 100'000;
    server_.setTrouble(trouble);
    const auto result = fetch("file");
    EXPECT_TRUE(result.outcome);
    EXPECT_EQ(result.bytes, content_);
    EXPECT_EQ(server_.requests(), (std::vector<std::string>{"/file", "/file bytes=100000-"}));
}

// The same where the server sends all of it again: what is known is skipped.
TEST_F(CurlFetcherTest, GoesOnWithoutRanges) {
    Trouble trouble;
    trouble.answers = 2;
    trouble.withoutRanges = true;
    trouble.breakAfter = 100'000;
    server_.setTrouble(trouble);
    const auto result = fetch("file");
    EXPECT_TRUE(result.outcome) << result.outcome.error().message;
    EXPECT_EQ(result.bytes, content_);
    EXPECT_EQ(server_.requests().size(), 3U);
}

TEST_F(CurlFetcherTest, BeginsInTheMiddle) {
    EXPECT_EQ(fetch("file", 1'000'000, 299'990).bytes, content_.substr(299'990));
    const auto all = fetch("file", 1'000'000, content_.size());
    EXPECT_TRUE(all.outcome) << "nothing is missing";
    EXPECT_EQ(all.bytes, "");
}

TEST_F(CurlFetcherTest, TriesAgainWhenTheServerIsBusy) {
    Trouble trouble;
    trouble.answers = 2;
    trouble.status = 503;
    server_.setTrouble(trouble);
    const auto result = fetch("file");
    EXPECT_TRUE(result.outcome);
    EXPECT_EQ(result.bytes, content_) << "what a 503 says is no part of the file";
    EXPECT_EQ(server_.requests().size(), 3U);
}

TEST_F(CurlFetcherTest, GivesUpAfterAFewAttempts) {
    Trouble trouble;
    trouble.answers = -1;
    trouble.status = 500;
    server_.setTrouble(trouble);
    const auto result = fetch("file");
    ASSERT_FALSE(result.outcome);
    EXPECT_EQ(result.outcome.error().problem, FetchProblem::Failed);
    EXPECT_NE(result.outcome.error().message.find("answers 500"), std::string::npos);
    EXPECT_EQ(server_.requests().size(), 4U);
}

// Slow retrieval: a server that says nothing more, and one that drips.
TEST_F(CurlFetcherTest, StallingEnds) {
    Trouble trouble;
    trouble.answers = -1;
    trouble.stallAfter = 1000;
    server_.setTrouble(trouble);
    const auto result = fetch("file");
    ASSERT_FALSE(result.outcome);
    EXPECT_EQ(result.outcome.error().problem, FetchProblem::Failed);
    EXPECT_LT(result.seconds.count(), 8);
}

TEST_F(CurlFetcherTest, DrippingEnds) {
    Trouble trouble;
    trouble.answers = -1;
    trouble.bytesASecond = 2000;
    server_.setTrouble(trouble);
    const auto result = fetch("file");
    ASSERT_FALSE(result.outcome);
    EXPECT_LT(result.seconds.count(), 8);
    EXPECT_LT(result.bytes.size(), content_.size());
}

TEST_F(CurlFetcherTest, SaysThatNobodyAnswers) {
    tuf::TransferSettings settings = impatient();
    settings.attempts = 2;
    tuf::CurlFetcher fetcher(settings);
    const auto outcome = fetcher.fetch({"http://user:secret@127.0.0.1:1/timestamp.json", 10, 0},
                                       [](auto) { return Expected<void>(); });
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().problem, FetchProblem::Failed);
    EXPECT_NE(outcome.error().message.find("cannot fetch 'timestamp.json'"), std::string::npos);
    EXPECT_EQ(outcome.error().message.find("secret"), std::string::npos) << outcome.error().message;
}

TEST_F(CurlFetcherTest, RefusesOtherProtocols) {
    for (const char* url :
         {"file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "nonsense://x", ""}) {
        const auto outcome = fetcher_.fetch({url, 10, 0}, [](auto) { return Expected<void>(); });
        EXPECT_FALSE(outcome) << url;
    }
}

TEST_F(CurlFetcherTest, EndsWithTheSink) {
    const auto outcome = fetcher_.fetch({server_.url() + "file", 1'000'000, 0},
                                        [](auto) -> Expected<void> { return failure("the disk is full"); });
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().message, "the disk is full");
    EXPECT_EQ(server_.requests().size(), 1U) << "another attempt would not help";
}

// A proxy gets whole addresses.
TEST_F(CurlFetcherTest, GoesThroughAProxy) {
    WebServer proxy([](const std::string&) { return "from the proxy"; });
    tuf::TransferSettings settings = impatient();
    settings.proxy = proxy.url();
    tuf::CurlFetcher fetcher(settings);
    std::string bytes;
    const auto outcome = fetcher.fetch({"http://repository.example/metadata/timestamp.json", 100, 0},
                                       [&](std::string_view piece) {
                                           bytes += piece;
                                           return Expected<void>();
                                       });
    EXPECT_TRUE(outcome);
    EXPECT_EQ(bytes, "from the proxy");
    EXPECT_EQ(proxy.requests(),
              std::vector<std::string>{"http://repository.example/metadata/timestamp.json"});
}

}  // namespace
}  // namespace tidewaiter::tests
