// Manifests are read from CSV and JSON; broken ones are refused with the place of the mistake.
#include "firmware/manifest/manifest.h"

#include <gtest/gtest.h>

namespace tidewaiter::manifest {
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
        const auto manifest = parseManifest(text, "m");
        ASSERT_TRUE(manifest) << manifest.error().message;
        const auto& items = manifest->items;
        ASSERT_EQ(items.size(), 2U) << text;
        EXPECT_TRUE(manifest->problems.empty());
        EXPECT_EQ(items[0].declaration, (Declaration{"green tea", "090210", "A1"}));
        EXPECT_EQ(items[0].images, (std::vector<std::string>{"a.jpg", "a2.jpg"}));
        EXPECT_EQ(items[1].declaration, (Declaration{"toys, plush", "", "B2"}));
        EXPECT_TRUE(items[1].images.empty());
    }
}

TEST(Manifest, AHeaderAloneIsAnEmptyList) {
    for (const auto* text : {"item\n", "[]"}) {
        const auto manifest = parseManifest(text, "m");
        ASSERT_TRUE(manifest) << manifest.error().message;
        EXPECT_TRUE(manifest->items.empty() && manifest->problems.empty());
    }
}

TEST(Manifest, CarriesAllThatPapersSay) {
    const std::vector<std::string> texts = {
        "item,goods,hs,origin,shipper,consignee,gross_weight_kg,packages,value,currency,images,pieces\n"
        "A1,tea,0902,CN,\"Leaf Ltd\n 1 Hill Road\",Shop GmbH,12.5,3,0,USD,a.jpg,40\n",
        "pieces,value,currency,packages,gross_weight_kg,consignee,shipper,origin,item,hs,goods,Images\n"
        "40,0.00,USD,3,12.50,Shop GmbH,\"Leaf Ltd,\r\n1 Hill Road \", CN ,A1,09.02,tea,a.jpg\n",
        R"([{"item":"A1","goods":"tea","hs":"0902","origin":"CN","shipper":"Leaf Ltd\n1 Hill Road",
             "consignee":"Shop GmbH","gross_weight_kg":12.5,"packages":3,"pieces":40,"value":0,"currency":"USD",
             "images":["a.jpg"]}])",
        R"([{"item":"A1","goods":"tea","hs":"0902","origin":"CN","shipper":"Leaf Ltd, 1 Hill Road",
             "consignee":"Shop GmbH","gross_weight_kg":"12.5","packages":"3","pieces":"40","value":"0","currency":"USD",
             "images":"a.jpg"}])",
    };
    Declaration expected{"tea", "0902", "A1",  "CN", "Leaf Ltd, 1 Hill Road", "Shop GmbH", 12.5,
                         3,     0,      "USD", 40};
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto manifest = parseManifest(texts[i], "m");
        ASSERT_TRUE(manifest) << manifest.error().message;
        ASSERT_EQ(manifest->items.size(), 1U) << texts[i];
        expected.shipper = i == 1 ? "Leaf Ltd,, 1 Hill Road" : "Leaf Ltd, 1 Hill Road";
        EXPECT_EQ(manifest->items[0].declaration, expected) << texts[i];
        EXPECT_EQ(manifest->items[0].images, std::vector<std::string>{"a.jpg"});
    }
}

TEST(Manifest, WhatIsNotKnownIsLeftOut) {
    for (const auto* text : {"item,origin,packages,value\nA1,,, \n",
                             R"([{"item":"A1","origin":null,"packages":null,"value":"","images":null}])"}) {
        const auto manifest = parseManifest(text, "m");
        ASSERT_TRUE(manifest && manifest->items.size() == 1U) << text;
        EXPECT_EQ(manifest->items[0].declaration, (Declaration{"", "", "A1"}));
    }
}

struct BadManifest {
    std::string text;
    std::string sentence;  // its beginning
};

TEST(Manifest, AHeaderOrFileThatIsWrongStopsAll) {
    const std::vector<BadManifest> rows = {
        {"", "m is empty"},
        {"\n\n", "m is empty"},
        {"goods,hs\ntea,0902\n", "m, line 1, column 1: the column 'item' is missing"},
        {"item,good\n1,tea\n", "m, line 1, column 6: unknown column \"good\", did you mean 'goods'?"},
        {"item,goods,goods\n1,a,b\n", "m, line 1, column 12: column \"goods\" stands there twice"},
        {"item,\"goods\n1,tea\n", "m, line 1, column 6: a quote that is opened here is never closed"},
        {"\xFF\xFEi\0t\0", "m is written in UTF-16; save it as UTF-8"},
        {"{\"item\":\"1\"}", "m, line 1, column 1: a manifest in JSON is a list of items"},
        {"[\n  {\"item\": \"1\",}\n]", "m, line 2, column 16: this is not valid JSON"},
        {"[{\"item\":\"1\"}", "m, line 1, column 14: this is not valid JSON"},
        {"[{\"item\":\"1\",\n\"value\":1e400}]", "m, line 2, column 13: this number is too large"},
        {"[{\"item\":\"\xFF\"}]", "m, line 1, column 11: this is not valid JSON"},
        {std::string(100'000, '['), "m, line 1, column 100001: this is not valid JSON"},
    };
    for (const auto& [text, sentence] : rows) {
        const auto manifest = parseManifest(text, "m");
        ASSERT_FALSE(manifest) << text.substr(0, 80);
        EXPECT_EQ(manifest.error().message.find(sentence), 0U) << manifest.error().message;
    }
}

// A bad row is reported with line and column and does not stop the rest.
TEST(Manifest, ABadRowIsNamedAndTheOthersStay) {
    const std::string header = "item,goods,hs,gross_weight_kg,packages,value,currency\ngood,tea,,,,,\n";
    const std::vector<BadManifest> rows = {
        {"1,tea", "m, line 3, column 3: the row has 2 values, the first row names 7 columns"},
        {"1,tea,,,,,,0902", "m, line 3, column 12: the row has 8 values"},
        {",tea,,,,,", "m, line 3, column 1: the item has no id"},
        {"1,tea,x,,,,", "m, line 3, column 7: \"x\" is not an HS code"},
        {"1,\"tea,,,,,", "m, line 3, column 3: a quote that is opened here is never closed"},
        {"1,te\"a,,,,,", "m, line 3, column 5: a quote inside a value"},
        {"1,t\xC3,,,,,", "m, line 3, column 3: \"t\uFFFD\" is not UTF-8 text"},
        {"1,,,\"12,5\",,,", "m, line 3, column 5: \"12,5\" is not a number that can be relied on"},
        {"1,,,-3,,,", "m, line 3, column 5: \"-3\" is not a number"},
        {"1,,,1e400,,,", "m, line 3, column 5: \"1e400\" is not a number"},
        {"1,,,1e3,,,", "m, line 3, column 5: \"1e3\" is not a number"},
        {"1,,,nan,,,", "m, line 3, column 5: \"nan\" is not a number"},
        {"1,,,12 kg,,,", "m, line 3, column 5: \"12 kg\" is not a number"},
        {"1,,,.5,,,", "m, line 3, column 5: \".5\" is not a number"},
        {"1,,,5.,,,", "m, line 3, column 5: \"5.\" is not a number"},
        {"1,,,1234567890123,,,", "m, line 3, column 5: \"1234567890123\" is not a number"},
        {"1,,,0.0,,,", "m, line 3, column 5: a gross weight of 0 kg cannot be"},
        {"1,,,,0,,", "m, line 3, column 6: \"0\" is not a count"},
        {"1,,,,2.5,,", "m, line 3, column 6: \"2.5\" is not a count"},
        {"1,,,,+2,,", "m, line 3, column 6: \"+2\" is not a count"},
        {"1,,,,99999999999999999999,,", "m, line 3, column 6: \"99999999999999999999\" is not a count"},
        {"1,,,,,-1,", "m, line 3, column 7: \"-1\" is not a number"},
        {"1,,,,,,usd", "m, line 3, column 8: \"usd\" is not a currency"},
        {"1,,,,,,US$", "m, line 3, column 8: \"US$\" is not a currency"},
    };
    for (const auto& [row, sentence] : rows) {
        const auto manifest = parseManifest(header + row + "\nlast,tea,,,,,\n", "m");
        ASSERT_TRUE(manifest) << manifest.error().message;
        ASSERT_EQ(manifest->problems.size(), 1U) << row;
        EXPECT_EQ(manifest->problems[0].sentence.find(sentence), 0U) << manifest->problems[0].sentence;
        ASSERT_EQ(manifest->items.size(), 2U) << row;
        EXPECT_EQ(manifest->items[1].declaration.item, "last");
    }
}

TEST(Manifest, ABadEntryOfJsonIsNamedAndTheOthersStay) {
    const std::vector<BadManifest> rows = {
        {"1", "m, line 2, column 1: an item must be an object"},
        {"[[{}]]", "m, line 2, column 1: an item must be an object"},
        {"{\"goods\":\"tea\"}", "m, line 2, column 1: the item has no id"},
        {"{\"item\":null}", "m, line 2, column 1: the item has no id"},
        {"{\"item\": 7}", "m, line 2, column 10: 'item' must be a text"},
        {"{\"item\":\"2\",\n \"good\":\"tea\"}",
         "m, line 3, column 2: unknown column \"good\", did you mean"},
        {"{\"item\":\"1\", \"hs\" : \"x\"}", "m, line 2, column 21: \"x\" is not an HS code"},
        {"{\"item\":\"1\",\"hs\":902}", "m, line 2, column 18: 'hs' must be a text"},
        {"{\"item\":\"1\",\"packages\":2.5}", "m, line 2, column 24: \"2.5\" is not a count"},
        {"{\"packages\":2,\"value\":-1,\"item\":\"1\"}", "m, line 2, column 23: \"-1\" is not a number"},
        {"{\"item\":\"1\",\"value\":true}", "m, line 2, column 21: 'value' must be a number"},
        {"{\"item\":\"1\",\"images\":7}", "m, line 2, column 22: 'images' must be a list of file names"},
        {"{\"item\":\"1\",\"images\":[\"\"]}", "m, line 2, column 22: 'images' holds an empty file name"},
        {"{\"item\":\"1\",\"images\":[[\"a\"]]}", "m, line 2, column 22: 'images' must be a list"},
        {"{\"item\":\"1\",\"goods\":{\"a\":{\"b\":[1]}}}", "m, line 2, column 21: 'goods' must be a text"},
        {"{\"item\":\"1\",\"item\":\"2\"}", "m, line 2, column 13: 'item' stands there twice"},
    };
    for (const auto& [entry, sentence] : rows) {
        const auto manifest = parseManifest("[{\"item\":\"good\"},\n" + entry + ",{\"item\":\"last\"}]", "m");
        ASSERT_TRUE(manifest) << manifest.error().message;
        ASSERT_EQ(manifest->problems.size(), 1U) << entry;
        EXPECT_EQ(manifest->problems[0].sentence.find(sentence), 0U) << manifest->problems[0].sentence;
        ASSERT_EQ(manifest->items.size(), 2U) << entry;
        EXPECT_EQ(manifest->items[1].declaration.item, "last");
    }
}

// Which of two rows is meant is not known.
TEST(Manifest, RowsThatShareAnIdAreBothLeftOut) {
    for (const auto* text : {"item,hs\n1,\n2,\n1,\n", "item,hs\n1,x\n2,\n1,\n",
                             "[{\"item\":\"1\"},\n\n{\"item\":\"2\"},\n{\"item\":\"1\"}]"}) {
        const auto manifest = parseManifest(text, "m");
        ASSERT_TRUE(manifest);
        ASSERT_EQ(manifest->items.size(), 1U) << text;
        EXPECT_EQ(manifest->items[0].declaration.item, "2");
        ASSERT_EQ(manifest->problems.size(), 2U) << text;
        EXPECT_EQ(manifest->problems[1].sentence.find("m, line 4, column 1: item \"1\" stands there twice"),
                  0U)
            << manifest->problems[1].sentence;
        EXPECT_EQ(manifest->problems[0].item.declaration.item, "1");
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
}  // namespace tidewaiter::manifest
