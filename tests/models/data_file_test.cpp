// Malformed data files: each is refused with a sentence that names file, entry and key.
#include "models/data_file.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>

#include "models/catalog.h"
#include "models/lexicon.h"
#include "models/markings.h"
#include "tests/models/data_store.h"

namespace tidewaiter::models {
namespace {

using nlohmann::json;
using tests::TemporaryStore;

/// Loads all the knowledge of a store; the first failure's sentence, or nothing.
std::string loadFailure(const Store& store) {
    const auto catalog = Catalog::load(store);
    if (!catalog) return catalog.error().message;
    const auto lexicon = Lexicon::load(store);
    if (!lexicon) return lexicon.error().message;
    const auto markings = Markings::load(store);
    return markings ? std::string() : markings.error().message;
}

TEST(DataFiles, areSound) {
    EXPECT_EQ(loadFailure(tests::dataStore()), "");
}

struct Damage {
    const char* file;
    const char* pointer;  ///< what is replaced
    const char* value;    ///< by which JSON
    const char* entry;    ///< what the sentence must name
    const char* key;
};

void isRefusedBySentence(const Damage& expected) {
    SCOPED_TRACE(std::string(expected.file) + expected.pointer + "=" + expected.value);
    TemporaryStore directory;
    tests::addDataFiles(directory);
    auto content = json::parse(directory.open().read(expected.file).value());
    content[json::json_pointer(expected.pointer)] = json::parse(expected.value);
    directory.add(expected.file, content.dump());
    const auto message = loadFailure(directory.open());
    EXPECT_NE(message.find(expected.file), std::string::npos) << message;
    EXPECT_NE(message.find(expected.entry), std::string::npos) << message;
    EXPECT_NE(message.find("'" + std::string(expected.key) + "'"), std::string::npos) << message;
}

TEST(DamagedDataFile, Heads) {
    for (const auto& listed : std::initializer_list<Damage>{
             Damage{"catalog/chips.json", "/format", "2", "", "format"},
             Damage{"catalog/chips.json", "/format", "\"1\"", "", "format"},
             Damage{"catalog/chips.json", "/sources", "[]", "", "sources"},
             Damage{"catalog/chips.json", "/entries", "[]", "", "entries"},
             Damage{"catalog/chips.json", "/entries", "{}", "", "entries"},
             Damage{"catalog/chips.json", "/caveat", "\"\"", "the head", "caveat"},
             Damage{"catalog/chips.json", "/context", "[]", "the head", "context"},
             Damage{"markings/origins.json", "/before", "{}", "the head", "before"}}) {
        isRefusedBySentence(listed);
    }
}

TEST(DamagedDataFile, Entries) {
    for (const auto& listed : std::initializer_list<Damage>{
             Damage{"catalog/chips.json", "/entries/2/id", "\"\"", "entry 3", "id"},
             Damage{"catalog/chips.json", "/entries/2/id", "7", "entry 3", "id"},
             Damage{"catalog/chips.json", "/entries/2/id", "\"nvidia-b300\"", "entry 3 ('nvidia-b300')",
                    "id"},
             Damage{"catalog/systems.json", "/entries/0/id", "\"nvidia-b300\"", "entry 1", "id"},
             Damage{"catalog/chips.json", "/entries/2/kind", "\"card\"", "entry 3", "kind"},
             Damage{"catalog/chips.json", "/entries/2/vendor", "null", "entry 3", "vendor"},
             Damage{"catalog/chips.json", "/entries/2/colour", "\"red\"", "entry 3", "colour"},
             Damage{"catalog/chips.json", "/entries/0/tpp", "0", "entry 1", "tpp"},
             Damage{"catalog/chips.json", "/entries/0/source", "\"hearsay\"", "entry 1", "source"},
             Damage{"catalog/chips.json", "/entries/0/source", "[]", "entry 1", "source"},
             Damage{"catalog/chips.json", "/entries/0/confidence", "\"sure\"", "entry 1", "confidence"},
             Damage{"catalog/chips.json", "/entries/0/names", "\"B300\"", "entry 1", "names"},
             Damage{"catalog/chips.json", "/entries/0/names", "[\"\"]", "entry 1", "names"},
             Damage{"catalog/chips.json", "/entries/0/part_numbers", "[1]", "entry 1", "part_numbers"},
             Damage{"catalog/chips.json", "/entries/0/part_numbers", "[{\"txt\":\"x\"}]", "entry 1", "txt"},
             Damage{"catalog/families.json", "/entries/0/pattern", "\"[\"", "entry 1", "pattern"},
             Damage{"catalog/families.json", "/entries/0/by", "\"chance\"", "entry 1", "by"}}) {
        isRefusedBySentence(listed);
    }
}

TEST(DamagedDataFile, OtherFiles) {
    for (const auto& listed : std::initializer_list<Damage>{
             Damage{"lexicon/goods.json", "/entries/0/family", "\"drinks\"", "entry 1 ('tea')", "family"},
             Damage{"lexicon/goods.json", "/entries/0/words", "{}", "entry 1", "words"},
             Damage{"lexicon/goods.json", "/entries/0/words", "{\"en\":7}", "entry 1", "words"},
             Damage{"lexicon/hs.json", "/entries/0/goods", "\"unheard-of\"", "entry 1 ('01')", "goods"},
             Damage{"lexicon/hs.json", "/entries/0/hs", "\"0x\"", "entry 1", "hs"},
             Damage{"markings/prefixes.json", "/entries/0/pattern", "\"(\"", "entry 1", "pattern"},
             Damage{"markings/prefixes.json", "/entries/0/begins", "\"GH\"", "entry 1", "pattern"},
             Damage{"markings/prefixes.json", "/entries/0/strength", "1.5", "entry 1", "strength"},
             Damage{"markings/prefixes.json", "/entries/0/maker", "\"\"", "entry 1", "maker"},
             Damage{"markings/brands.json", "/entries/0/electronics", "\"yes\"", "entry 1", "electronics"},
             Damage{"markings/compliance.json", "/entries/0/words", "[]", "entry 1", "words"},
             Damage{"markings/origins.json", "/entries/0/code", "\"TWN\"", "entry 1", "code"},
             Damage{"markings/origins.json", "/entries/0/words", "[]", "entry 1", "words"}}) {
        isRefusedBySentence(listed);
    }
}

TEST(DataFiles, refuseWhatIsNoJson) {
    for (const char* content :
         {"", "{", "[]", "null", "\xFF", "{\"format\":1,\"sources\":{},\"entries\":[7]}"}) {
        TemporaryStore directory;
        tests::addDataFiles(directory);
        directory.add("markings/brands.json", content);
        const auto message = loadFailure(directory.open());
        EXPECT_NE(message.find("markings/brands.json"), std::string::npos) << message;
    }
}

TEST(DataFiles, refuseAMissingFile) {
    TemporaryStore directory;
    tests::addDataFiles(directory);
    directory.remove("lexicon/goods.json");
    EXPECT_NE(loadFailure(directory.open()).find("lexicon/goods.json"), std::string::npos);
}

TEST(DataFile, expandsSources) {
    TemporaryStore directory;
    directory.add("a.json", R"({"format":1,"sources":{"x":"a book","y":"a page"},"entries":[
        {"id":"one","source":"x","confidence":"high"},{"id":"two","source":["x","y"],"confidence":"low"}]})");
    const auto file = DataFile::read(directory.open(), "a.json", {"id"});
    ASSERT_TRUE(file.has_value()) << file.error().message;
    EXPECT_EQ(file->entries()[0].source(), "a book");
    EXPECT_EQ(file->entries()[1].source(), "a book; a page");
    EXPECT_GT(file->entries()[0].confidence(), file->entries()[1].confidence());
    EXPECT_FALSE(file->problem());
}

}  // namespace
}  // namespace tidewaiter::models
