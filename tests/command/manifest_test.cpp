// Manifests are read from CSV and JSON; broken ones are refused with the place of the mistake.
#include "firmware/command/manifest.h"

#include <gtest/gtest.h>

namespace tidewaiter::command {
namespace {

using inspection::Declaration;

TEST(Manifest, CsvAndJsonSayTheSame) {
    const std::vector<std::string> texts = {
        "item,goods,hs,images\nA1,green tea,0902.10,a.jpg; a2.jpg\nB2,\"toys, plush\",,\n",
        "\xEF\xBB\xBFImages;HS;Item;Goods\r\n\"a.jpg;a2.jpg\";0902.10;A1;green tea\r\n;;B2;toys, plush\r\n",
        "goods\titem\ths\timages\ngreen tea\tA1\t0902 10\ta.jpg;a2.jpg\ntoys, plush\tB2\t\t\n",
        R"([{"item":"A1","goods":"green tea","hs":"0902.10","images":["a.jpg","a2.jpg"]},
            {"item":"B2","goods":"toys, plush"}])",
        "\n "
        R"([{"item":"A1","goods":"green tea","hs":"090210","images":"a.jpg;a2.jpg;"},
            {"item":"B2","goods":"toys, plush","hs":"","images":[]}])",
    };
    for (const auto& text : texts) {
        const auto items = parseManifest(text, "m");
        ASSERT_TRUE(items) << items.error().message;
        ASSERT_EQ(items->size(), 2U) << text;
        EXPECT_EQ((*items)[0].declaration, (Declaration{"green tea", "090210", "A1"}));
        EXPECT_EQ((*items)[0].images, (std::vector<std::string>{"a.jpg", "a2.jpg"}));
        EXPECT_EQ((*items)[1].declaration, (Declaration{"toys, plush", "", "B2"}));
        EXPECT_TRUE((*items)[1].images.empty());
    }
}

TEST(Manifest, AHeaderAloneIsAnEmptyList) {
    for (const auto* text : {"item\n", "[]"}) {
        const auto items = parseManifest(text, "m");
        ASSERT_TRUE(items) << items.error().message;
        EXPECT_TRUE(items->empty());
    }
}

struct BadManifest {
    std::string text;
    std::string sentence;  // its beginning
};

TEST(Manifest, MistakesAreNamedWithTheirPlace) {
    const std::vector<BadManifest> rows = {
        {"", "m is empty"},
        {"\n\n", "m is empty"},
        {"goods,hs\ntea,0902\n", "m, line 1, column 1: the column 'item' is missing"},
        {"item,good\n1,tea\n", "m, line 1, column 6: unknown column \"good\", did you mean 'goods'?"},
        {"item,goods,goods\n1,a,b\n", "m, line 1, column 12: column \"goods\" stands there twice"},
        {"item,goods\n1\n", "m, line 2, column 1: the row has 1 values, the first row names 2 columns"},
        {"item,goods\n1,tea,0902\n", "m, line 2, column 7: the row has 3 values"},
        {"item,goods\n,tea\n", "m, line 2, column 1: the item has no id"},
        {"item,hs\n1,09\n2,tea\n", "m, line 3, column 3: \"tea\" is not an HS code"},
        {"item,goods\n1,tea\n2,toys\n1,rice\n", "m, line 4, column 1: item \"1\" stands there twice"},
        {"item,goods\n1,\"tea\n", "m, line 2, column 3: a quote that is opened here is never closed"},
        {"{\"item\":\"1\"}", "m, line 1, column 1: a manifest in JSON is a list of items"},
        {"[\n  {\"item\": \"1\",}\n]", "m, line 2, column 16: this is not valid JSON"},
        {"[{\"item\":\"1\"}", "m, line 1, column 14: this is not valid JSON"},
        {"[1]", "m, entry 1: must be an object"},
        {"[{\"goods\":\"tea\"}]", "m, entry 1: the item has no id"},
        {"[{\"item\":7}]", "m, entry 1: 'item' must be a text"},
        {"[{\"item\":\"1\"},{\"item\":\"2\",\"good\":\"tea\"}]",
         "m, entry 2: unknown key \"good\", did you mean 'goods'?"},
        {"[{\"item\":\"1\",\"hs\":\"x\"}]", "m, entry 1: \"x\" is not an HS code"},
        {"[{\"item\":\"1\",\"images\":7}]", "m, entry 1: 'images' must be a list of file names"},
        {"[{\"item\":\"1\",\"images\":[\"\"]}]", "m, entry 1: 'images' must be a list of file names"},
        {"[{\"item\":\"1\"},{\"item\":\"1\"}]", "m, entry 2: item \"1\" stands there twice"},
    };
    for (const auto& [text, sentence] : rows) {
        const auto items = parseManifest(text, "m");
        ASSERT_FALSE(items) << text;
        EXPECT_EQ(items.error().message.find(sentence), 0U) << items.error().message;
    }
}

TEST(Manifest, AFileThatCannotBeReadIsNamed) {
    for (const auto* file : {"/nonexistent/m.csv", "/"}) {
        const auto items = loadManifest(file);
        ASSERT_FALSE(items);
        EXPECT_EQ(items.error().message.find("cannot read the manifest " + std::string(file)), 0U);
    }
}

std::vector<ManifestItem> someItems() {
    return {{{"", "", "A"}, {}},
            {{"", "", "A-1"}, {}},
            {{"", "", "B"}, {"box*.jpg", "day2/label.png"}},
            {{"", "", "箱7"}, {}}};
}

struct MatchRow {
    std::string image;
    int item;  // -1: none
};

TEST(Manifest, ImagesFindTheirItem) {
    const std::vector<MatchRow> rows = {
        {"photos/A.jpg", 0},   {"A_front.jpg", 0},     {"A-1.jpg", 1},    {"A-1 back.jpg", 1},
        {"A-12.jpg", 0},       {"x/box3.jpg", 2},      {"箱7-a.jpg", 3},  {"in/day2/label.png", 2},
        {"day2/label.png", 2}, {"day3/label.png", -1}, {"Apple.jpg", -1}, {"tea.jpg", -1},
        {"a.jpg", -1},
    };
    const auto items = someItems();
    for (const auto& [image, item] : rows) {
        const auto match = matchImage(image, items, "m.csv");
        if (item >= 0) {
            ASSERT_TRUE(match) << match.error().message;
            EXPECT_EQ(*match, static_cast<std::size_t>(item)) << image;
        } else {
            ASSERT_FALSE(match) << image;
            EXPECT_EQ(match.error().message.find("no item of m.csv fits the image " + image), 0U);
        }
    }
}

}  // namespace
}  // namespace tidewaiter::command
