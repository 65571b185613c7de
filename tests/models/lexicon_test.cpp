#include "models/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string>

#include "tests/models/data_store.h"

namespace tidewaiter::models {
namespace {

constexpr double kWeak = 0.5;

const Lexicon& lexicon() {
    static const auto loaded = Lexicon::load(tests::dataStore());
    EXPECT_TRUE(loaded.has_value()) << loaded.error().message;
    return loaded.value();
}

struct Said {
    const char* text;
    const char* goods;
    GoodsFamily family;
};

void firstMentionIsTheClass(const Said& expected) {
    SCOPED_TRACE(expected.text);
    const auto mentions = lexicon().find(expected.text);
    ASSERT_FALSE(mentions.empty());
    EXPECT_EQ(mentions[0].goods->id, expected.goods);
    EXPECT_EQ(mentions[0].goods->family, expected.family);
    EXPECT_GT(mentions[0].strength, kWeak);
    EXPECT_FALSE(mentions[0].language.empty());
}

TEST(LexiconWords, English) {
    for (const auto& listed :
         std::initializer_list<Said>{Said{"green tea", "tea", GoodsFamily::Food},
                                     Said{"GREEN  TEA", "tea", GoodsFamily::Food},
                                     Said{"basmati rice", "food", GoodsFamily::Food},
                                     Said{"BASMATI RICE 5KG", "food", GoodsFamily::Food},
                                     Said{"toys", "toys", GoodsFamily::Toys},
                                     Said{"plastic toy", "toys", GoodsFamily::Toys},
                                     Said{"t shirt", "clothing", GoodsFamily::Clothing},
                                     Said{"T-Shirts", "clothing", GoodsFamily::Clothing},
                                     Said{"sneakers", "shoes", GoodsFamily::Clothing},
                                     Said{"office chairs", "furniture", GoodsFamily::Household},
                                     Said{"kitchenware", "plastic_goods", GoodsFamily::Household},
                                     Said{"auto parts", "auto_parts", GoodsFamily::Vehicle},
                                     Said{"printed matter", "books_paper", GoodsFamily::Paper},
                                     Said{"graphics cards", "graphics_card", GoodsFamily::Electronics},
                                     Said{"computer parts", "computer_parts", GoodsFamily::Electronics},
                                     Said{"memory chips", "ic_semiconductor", GoodsFamily::Electronics},
                                     Said{"potato chips", "food", GoodsFamily::Food},
                                     Said{"frozen fish", "seafood_live", GoodsFamily::Food},
                                     Said{"accelerator card, AI", "graphics_card", GoodsFamily::Electronics},
                                     Said{"machinery parts", "machinery_generic", GoodsFamily::Generic}}) {
        firstMentionIsTheClass(listed);
    }
}

TEST(LexiconWords, OtherLanguages) {
    for (const auto& listed : std::initializer_list<Said>{
             Said{"绿茶", "tea", GoodsFamily::Food},
             Said{"茶", "tea", GoodsFamily::Food},
             Said{"品名:玩具100件", "toys", GoodsFamily::Toys},
             Said{"GPU服务器", "server", GoodsFamily::Electronics},
             Said{"顯示卡", "graphics_card", GoodsFamily::Electronics},
             Said{"緑茶", "tea", GoodsFamily::Food},
             Said{"おもちゃ", "toys", GoodsFamily::Toys},
             Said{"녹차를", "tea", GoodsFamily::Food},
             Said{"그래픽카드", "graphics_card", GoodsFamily::Electronics},
             Said{"ชาเขียว", "tea", GoodsFamily::Food},
             Said{"شاي أخضر", "tea", GoodsFamily::Food},
             Said{"الملابس", "clothing", GoodsFamily::Clothing},
             Said{"té verde", "tea", GoodsFamily::Food},
             Said{"MÖBEL", "furniture", GoodsFamily::Household},
             Said{"mobel", "furniture", GoodsFamily::Household},
             Said{"ĐỒ CHƠI", "toys", GoodsFamily::Toys},
             Said{"thực phẩm", "food", GoodsFamily::Food},
             Said{"kad grafik", "graphics_card", GoodsFamily::Electronics},
             Said{"Grafikkarten Grafikkarte", "graphics_card", GoodsFamily::Electronics},
             Said{"ＧＲＥＥＮ ＴＥＡ", "tea", GoodsFamily::Food},
             Said{"jouets", "toys", GoodsFamily::Toys}}) {
        firstMentionIsTheClass(listed);
    }
}

// Words that also mean something else count, but weakly: a caller can see that by the strength.
void areWeak(const char* line) {
    SCOPED_TRACE(line);
    const auto mentions = lexicon().find(line);
    EXPECT_FALSE(mentions.empty());
    for (const auto& mention : mentions) EXPECT_LT(mention.strength, kWeak) << mention.goods->id;
}

TEST(LexiconWeakWords, Words) {
    for (const char* listed : std::initializer_list<const char*>{
             "chips", "chip", "RAM", "table", "cable", "filter", "Lager", "Switch", "IC", "apple",
             "batteries not included", "TRANSFORMERS", "wafer", "computer", "ngon mì", "茶色", "ยาว", "면"}) {
        areWeak(listed);
    }
}

void namesNoGoods(const char* line) {
    SCOPED_TRACE(line);
    const auto mentions = lexicon().find(line);
    EXPECT_TRUE(mentions.empty()) << mentions[0].word << " (" << mentions[0].language << ")";
}

// Short words of other languages, parts of words and lower-case abbreviations.
TEST(LexiconNothing, Lines) {
    for (const char* listed : std::initializer_list<const char*>{
             "",           "   ",  "but",  "mi",           "pin",   "te",     "den",        "ban",
             "tu",         "ic",   "ram",  "tram",         "steam", "toyota", "ricer",      "unforgettable",
             "green, tes", "teal", "1234", "\xC3\x28\xFF", "case",  "model",  "pin number", "mi casa",
             "but why"}) {
        namesNoGoods(listed);
    }
}

TEST(Lexicon, readsABookTitleAsABook) {
    for (const auto& mention : lexicon().find("Three-Dimensional Computer Vision")) {
        EXPECT_NE(mention.goods->family, GoodsFamily::Electronics);
    }
}

TEST(Lexicon, prefersTheLongerWord) {
    const auto mentions = lexicon().find("electric rice cooker");
    ASSERT_EQ(mentions.size(), 1U);
    EXPECT_EQ(mentions[0].goods->id, "household_appliances");
}

TEST(Lexicon, givesLongerWordsFirst) {
    const auto mentions = lexicon().find("toys and basmati rice");
    ASSERT_EQ(mentions.size(), 2U);
    EXPECT_EQ(mentions[0].word, "basmati rice");
    EXPECT_EQ(mentions[1].goods->id, "toys");
}

TEST(Lexicon, doesNotJoinWordsAcrossClauses) {
    for (const auto& mention : lexicon().find("all green, tea cups")) EXPECT_NE(mention.word, "green tea");
}

TEST(Lexicon, tellsTheLanguageByTheAccents) {
    EXPECT_EQ(lexicon().find("té verde")[0].language, "es");
    EXPECT_EQ(lexicon().find("tè verde")[0].language, "it");
}

struct Coded {
    const char* hs;
    const char* goods;
    const char* description;
};

void longestPrefixDecides(const Coded& expected) {
    SCOPED_TRACE(expected.hs);
    const auto* goods = lexicon().byHsCode(expected.hs);
    ASSERT_NE(goods, nullptr);
    EXPECT_EQ(goods->id, expected.goods);
    EXPECT_EQ(lexicon().hsDescription(expected.hs).rfind(expected.description, 0), 0U)
        << lexicon().hsDescription(expected.hs);
}

TEST(LexiconHs, Codes) {
    for (const auto& listed : std::initializer_list<Coded>{
             Coded{"0902", "tea", "Tea"}, Coded{"0902.10", "tea", "Tea, green"},
             Coded{"0902100000", "tea", "Tea, green"}, Coded{"09", "food", "Coffee, tea"},
             Coded{"0999", "food", "Coffee, tea"}, Coded{"100630", "food", "Rice"},
             Coded{"9503", "toys", "Tricycles"}, Coded{"950450", "household_appliances", "Video game"},
             Coded{"8473.30.1180", "computer_parts", "Machinery"},
             Coded{"854231", "ic_semiconductor", "Electronic"}, Coded{"847150", "server", "Units of"},
             Coded{"6109", "clothing", "T-shirts"}, Coded{"64", "shoes", "Footwear"},
             Coded{"94", "furniture", "Furniture"}, Coded{"8708", "auto_parts", "Motor vehicles"},
             Coded{"84", "machinery_generic", "Machinery"}, Coded{"85", "computer_parts", "Electrical"}}) {
        longestPrefixDecides(listed);
    }
}

TEST(Lexicon, knowsNoGoodsForBrokenCodes) {
    for (const char* hs : {"", "0", "7", "00", "77", "98", "99", "abc", "--", "HS"}) {
        EXPECT_EQ(lexicon().byHsCode(hs), nullptr) << hs;
        EXPECT_TRUE(lexicon().hsDescription(hs).empty()) << hs;
    }
}

TEST(Lexicon, coversEveryChapter) {
    for (int chapter = 1; chapter <= 97; ++chapter) {
        if (chapter == 77) continue;  // kept free by the Harmonized System
        const auto hs = (chapter < 10 ? "0" : "") + std::to_string(chapter);
        EXPECT_NE(lexicon().byHsCode(hs), nullptr) << hs;
    }
}

TEST(Lexicon, classesAreComplete) {
    std::set<GoodsFamily> families;
    for (const auto& goods : lexicon().classes()) {
        EXPECT_FALSE(goods.name.empty()) << goods.id;
        EXPECT_GT(goods.source.size(), 20U) << goods.id;
        EXPECT_EQ(lexicon().byId(goods.id), &goods);
        families.insert(goods.family);
    }
    EXPECT_EQ(families.size(), kGoodsFamilies.rows.size()) << "every family has a class";
    EXPECT_EQ(lexicon().byId("unheard-of"), nullptr);
}

TEST(LexiconNamesTable, roundTrips) {
    for (const auto& row : kGoodsFamilies.rows) EXPECT_EQ(kGoodsFamilies.parse(row.name), row.value);
    EXPECT_FALSE(kGoodsFamilies.parse("Food"));
}

TEST(Lexicon, boundsTheWorkOnHostileText) {
    std::string text;
    while (text.size() < 200'000) text += "rice ";
    EXPECT_EQ(lexicon().find(std::string(500'000, 'a')).size(), 0U);
    EXPECT_FALSE(lexicon().find(text).empty());
}

}  // namespace
}  // namespace tidewaiter::models
