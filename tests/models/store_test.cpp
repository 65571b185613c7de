#include "models/store.h"

#include <gtest/gtest.h>

#include <string>

#include "models/sha256.h"
#include "tests/models/temporary_store.h"

namespace tidewaiter::models {
namespace {

using tests::TemporaryStore;

/// The sentence of a failed read; the test fails when it did not fail.
std::string failureOf(const Store& store, const std::string& name) {
    const auto content = store.read(name);
    EXPECT_FALSE(content.has_value()) << name;
    return content ? std::string() : content.error().message;
}

TEST(Sha256, hashesAsPublished) {
    EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Store, readsWhatTheManifestLists) {
    TemporaryStore directory;
    directory.add("catalog/chips.json", "content");
    directory.add("empty", "");
    const auto store = directory.open();
    EXPECT_EQ(store.read("catalog/chips.json").value(), "content");
    EXPECT_EQ(store.read("empty").value(), "");
    EXPECT_EQ(store.sha256Of("catalog/chips.json"), sha256("content"));
    EXPECT_EQ(store.directory(), directory.directory());
}

TEST(Store, keepsBytesAsTheyAre) {
    TemporaryStore directory;
    const std::string bytes("\0\r\n\xFF\x1A", 5);
    directory.add("net.onnx", bytes);
    EXPECT_EQ(directory.open().read("net.onnx").value(), bytes);
}

TEST(Store, refusesAMissingFile) {
    TemporaryStore directory;
    directory.add("lexicon/hs.json", "x");
    directory.remove("lexicon/hs.json");
    const auto message = failureOf(directory.open(), "lexicon/hs.json");
    EXPECT_NE(message.find("lexicon/hs.json"), std::string::npos) << message;
    EXPECT_NE(message.find("set it up again"), std::string::npos) << message;
}

TEST(Store, refusesAnAlteredFile) {
    TemporaryStore directory;
    directory.add("net.onnx", "weights");
    for (const char* altered : {"Weights", "weights ", "weight", ""}) {
        directory.write("net.onnx", altered);
        const auto message = failureOf(directory.open(), "net.onnx");
        EXPECT_NE(message.find("damaged or was changed"), std::string::npos) << message;
    }
}

// A file that was altered after the store was opened is refused too: what is read is what was verified.
TEST(Store, verifiesAtEachRead) {
    TemporaryStore directory;
    directory.add("policy.json", "a");
    const auto store = directory.open();
    EXPECT_TRUE(store.read("policy.json").has_value());
    directory.write("policy.json", "b");
    EXPECT_FALSE(store.read("policy.json").has_value());
}

TEST(Store, refusesAnUnlistedFile) {
    TemporaryStore directory;
    directory.write("extra.json", "x");
    const auto store = directory.open();
    for (const char* name :
         {"extra.json", "", "manifest.json", "../extra.json", "/etc/passwd", "EXTRA.JSON"}) {
        EXPECT_NE(failureOf(store, name).find("not listed"), std::string::npos) << name;
        EXPECT_TRUE(store.sha256Of(name).empty()) << name;
    }
}

TEST(Store, refusesADirectoryWithoutAManifest) {
    TemporaryStore directory;
    directory.remove("manifest.json");
    const auto store = Store::open(directory.directory());
    ASSERT_FALSE(store.has_value());
    EXPECT_NE(store.error().message.find(directory.directory().string()), std::string::npos);
    EXPECT_FALSE(Store::open(directory.directory() / "nowhere").has_value());
}

TEST(Store, refusesABrokenManifest) {
    TemporaryStore directory;
    for (const char* manifest : {"", "{", "[]", "null", "{}", "{\"files\":[]}", "{\"files\":{\"a\":1}}",
                                 "{\"files\":{\"a\":\"short\"}}", "{\"files\":{\"a\":null}}", "\xFF\xFE"}) {
        directory.write("manifest.json", manifest);
        const auto store = Store::open(directory.directory());
        ASSERT_FALSE(store.has_value()) << manifest;
        EXPECT_NE(store.error().message.find("manifest.json"), std::string::npos) << store.error().message;
    }
}

TEST(Store, comparesTheHashExactly) {
    TemporaryStore directory;
    directory.write("a", "abc");
    directory.list("a", std::string(64, '0'));
    EXPECT_FALSE(directory.open().read("a").has_value());
    directory.list("a", sha256("abc"));
    EXPECT_TRUE(directory.open().read("a").has_value());
}

}  // namespace
}  // namespace tidewaiter::models
