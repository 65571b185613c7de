// The repository's index: what is written is read again, what is wrong is named, the cheapest way is found.
#include "firmware/sync/repository_index.h"

#include <gtest/gtest.h>

namespace tidewaiter::sync {
namespace {

std::string hashOf(char c) {
    std::string digits(64, c);
    return digits;
}

PublishedDelta delta(char from, char to, std::uint64_t bytes) {
    return {hashOf(from), hashOf(to), std::string("d/") + from + to, bytes};
}

PublishedList listAt(char content, std::vector<PublishedDelta> deltas) {
    return {"eu stolen", "7", hashOf(content), 12, "lists/eu/full", 1000, std::move(deltas)};
}

TEST(RepositoryIndex, IsReadAsItWasWritten) {
    const RepositoryIndex index{{listAt('b', {delta('a', 'b', 10)})}, "policy/1.toml"};
    const auto read = parseIndex(toJson(index));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, index);
    const auto empty = parseIndex(toJson({}));
    ASSERT_TRUE(empty) << empty.error().message;
    EXPECT_EQ(*empty, RepositoryIndex{});
}

// A later program may say more.
TEST(RepositoryIndex, PassesOverWhatItDoesNotKnow) {
    const auto read = parseIndex(R"({"schema":1,"lists":[],"news":{"a":1}})");
    EXPECT_TRUE(read) << read.error().message;
}

TEST(RepositoryIndex, NamesWhatIsWrong) {
    const auto listed = [](const std::string& change, const std::string& by) {
        auto text = toJson({{listAt('b', {delta('a', 'b', 10)})}, {}});
        text.replace(text.find(change), change.size(), by);
        return text;
    };
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"", "it is no JSON object"},
        {"[]", "it is no JSON object"},
        {R"({"lists":[]})", "of another version than this program's; update the program"},
        {R"({"schema":2,"lists":[]})", "of another version than this program's; update the program"},
        {R"({"schema":1})", "\"lists\" has to be an array"},
        {R"({"schema":1,"lists":[1]})", "a list is no object"},
        {R"({"schema":1,"lists":[],"policy":3})", "\"policy\" has to be a text"},
        {listed("\"eu stolen\"", "\"../eu\""), "\"../eu\" cannot be a list's name"},
        {listed("\"eu stolen\"", "\".eu\""), "\".eu\" cannot be a list's name"},
        {listed("\"eu stolen\"", "\"\""), "\"\" cannot be a list's name"},
        {listed("\"eu stolen\"", "7"), "in a list \"name\" has to be a text"},
        {listed(hashOf('b'), "xyz"), "in a list \"content_hash\" has to be 64 hexadecimal digits"},
        {listed(hashOf('a'), "xyz"), "in a delta \"from\" has to be 64 hexadecimal digits"},
        {listed("\"snapshot_bytes\": 1000", "\"snapshot_bytes\": -1"), "a whole number from 0 on"},
        {listed("\"bytes\": 10", "\"bytes\": 1.5"), "a whole number from 0 on"},
        {listed("\"bytes\": 10", "\"bytes\": 18446744073709551615"), "a whole number from 0 on"},
        {listed("\"deltas\": [", "\"deltas\": 3, \"x\": ["), "\"deltas\" has to be an array"},
        {toJson({{listAt('b', {}), listAt('c', {})}, {}}), "the list \"eu stolen\" stands there twice"},
    };
    for (const auto& [text, sentence] : cases) {
        const auto read = parseIndex(text);
        ASSERT_FALSE(read) << sentence;
        EXPECT_NE(read.error().message.find(sentence), std::string::npos) << read.error().message;
    }
}

TEST(RepositoryIndex, TheCheapestPathIsTaken) {
    using Path = std::vector<std::string>;
    const auto chain = listAt('d', {delta('a', 'b', 100), delta('b', 'c', 100), delta('c', 'd', 100)});
    EXPECT_EQ(cheapestPath(chain, hashOf('d')), Path{});
    EXPECT_EQ(cheapestPath(chain, hashOf('c')), Path{"d/cd"});
    EXPECT_EQ(cheapestPath(chain, hashOf('a')), (Path{"d/ab", "d/bc", "d/cd"}));
    EXPECT_EQ(cheapestPath(chain, hashOf('e')), Path{"lists/eu/full"});
    EXPECT_EQ(cheapestPath(chain, ""), Path{"lists/eu/full"});
    const auto leap = listAt('d', {delta('a', 'b', 100), delta('b', 'd', 100), delta('a', 'd', 150)});
    EXPECT_EQ(cheapestPath(leap, hashOf('a')), Path{"d/ad"});
    const auto costly = listAt('d', {delta('a', 'b', 600), delta('b', 'd', 400)});
    EXPECT_EQ(cheapestPath(costly, hashOf('a')), Path{"lists/eu/full"});
    EXPECT_EQ(cheapestPath(costly, hashOf('b')), Path{"d/bd"});
    const auto circle = listAt('d', {delta('a', 'b', 0), delta('b', 'a', 0), delta('b', 'd', 1)});
    EXPECT_EQ(cheapestPath(circle, hashOf('a')), (Path{"d/ab", "d/bd"}));
}

}  // namespace
}  // namespace tidewaiter::sync
