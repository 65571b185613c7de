// Names of parties: which are one party's whatever script, order and form they are written in, and which are
// not however much they look alike.
#include "firmware/watchlist/party_match.h"

#include <gtest/gtest.h>

#include "firmware/watchlist/party_explanation.h"

namespace tidewaiter::watchlist {
namespace {

PartyMatch match(const std::string& read, const std::string& listed) {
    return matchNames(partyName(read), partyName(listed), WordWeights());
}

std::string why(const std::string& read, const std::string& listed) {
    return explained(match(read, listed), partyName(read), partyName(listed));
}

struct Names {
    const char* read;
    const char* listed;
};

std::string told(const Names& names) {
    return std::string(names.read) + " / " + names.listed + ": " +
           std::to_string(match(names.read, names.listed).score) + ", " + why(names.read, names.listed);
}

// "Company suffixes, word order, Chinese and Latin forms: the same party."
TEST(PartyMatch, OnePartyHoweverItIsWritten) {
    for (const auto& names : {
             Names{"Huaqiang Electronics Co., Ltd.", "HUAQIANG ELECTRONICS CO LTD"},
             Names{"Huaqiang Electronics", "Huaqiang Electronics Company Limited"},
             Names{"Huaqiang Electronics GmbH", "Huaqiang Electronic Co., Ltd."},
             Names{"Electronics Huaqiang Ltd", "Huaqiang Electronics LLC"},
             Names{"Ltd. Huaqiang Tech Intl", "Huaqiang Technology International"},
             Names{"Shenzhen Huaqiang Electronics Co., Ltd.", "深圳市华强电子有限公司"},
             Names{"Shen Zhen Hua Qiang Electronic Co Ltd", "深圳市华强电子有限公司"},
             Names{"深圳華強電子有限公司", "深圳市华强电子有限公司"},
             Names{"ShenZhen HuaQiang Electronics", "Shenzhen Hua Qiang Electronics"},
             Names{"Hong Kong Fuyuan Trading", "香港富源贸易有限公司"},
             Names{"HK Fuyuan Trade Limited", "香港富源貿易有限公司"},
             Names{"Beijing Zhongguan Weidianzi", "Beijing Zhong Guan Wei Dian Zi"},
             Names{"Ｈｕａｑｉａｎｇ　Ｅｌｅｃｔｒｏｎｉｃｓ", "Huaqiang Electronics"},
             Names{"OOO Romashka Plus", "ООО «Ромашка Плюс»"},
             Names{"Romashka Trading LLC", "Торговая компания Ромашка"},
             Names{"Dmitry Shcherbakov", "Дмитрий Щербаков"},
             Names{"Sergeev Dmitri", "Сергеев Дмитрий"},
             Names{"Obshchestvo s ogranichennoy otvetstvennostyu Severnaya Zvezda", "ООО Северная Звезда"},
             Names{"Al-Noor Qandil S.A.R.L.", "Al Noor Qandil SARL"},
             Names{"Papadopoulos Kalliope", "Παπαδόπουλος Καλλιόπε"},
             Names{"L'Étoile du Nord S.A.", "Letoile du Nord"},
             Names{"HUAQ1ANG ELECTR0NICS", "Huaqiang Electronics"},
             Names{"Factory 404 Yuzhmash", "Yuzhmash Factory No. 404"},
         }) {
        EXPECT_GE(match(names.read, names.listed).score, kSureParty) << told(names);
    }
}

// "Typing errors, initials, words left out: shown, not told."
TEST(PartyMatch, ResemblesAndIsShown) {
    for (const auto& names : {
             Names{"Huaqiarg Electronics", "Huaqiang Electronics"},
             Names{"Huaqang Elektronics", "Huaqiang Electronics"},
             Names{"Papadopoulos Naftiliaki", "Παπαδόπουλος Ναυτιλιακή"},
             Names{"S.A. Müller Präzision", "Mueller Prazision SA"},
             Names{"Ivan Krasnodarov", "I. Krasnodarov"},
             Names{"Mohammed Qandil Trading", "محمد قنديل للتجارة"},
             Names{"Huaqiang Electronics", "Shenzhen Huaqiang Electronics"},
             Names{"Shenzhen Huaqiang Electronics", "Huaqiang Electronics"},
             Names{"Romashka", "OOO Romashka"},
             Names{"Shunfeng Electronics", "Sunfeng Electronics"},
             Names{"AB Co", "AB Co., Ltd."},
             Names{"Shenzhen Electronics Co", "Shenzhen Electronics Ltd"},
         }) {
        EXPECT_GE(match(names.read, names.listed).score, kPossibleParty) << told(names);
        EXPECT_LT(match(names.read, names.listed).score, kSureParty) << told(names);
    }
}

// "A false alarm costs an officer ten minutes and, soon, their trust."
TEST(PartyMatch, OthersHoweverAlike) {
    for (const auto& names : {
             Names{"Huaqiang Trading Co Ltd", "Huaqiang Electronics Co Ltd"},
             Names{"Huaqiang Shanghai Ltd", "Huaqiang Shenzhen Ltd"},
             Names{"Shenzhen Huaqiang Trading", "Shenzhen Huaqiang Electronics"},
             Names{"Shenzhen Fuyuan Electronics", "Shenzhen Huaqiang Electronics"},
             Names{"Shenzhen Electronics Technology", "Shenzhen Huaqiang Electronics Technology"},
             Names{"International Trading Co", "International Shipping Co"},
             Names{"General Trading LLC", "Phoenix General Trading LLC"},
             Names{"Golden Star Trading", "Golden Moon Trading"},
             Names{"Golden Star", "Golden Dragon"},
             Names{"Sunrise Trading", "Sunrise Moon Trading"},
             Names{"Factory No. 5", "Factory No. 7"},
             Names{"Yuzhmash Factory 404", "Yuzhmash Factory 405"},
             Names{"Research Institute 14 Kedr", "Research Institute 41 Kedr"},
             Names{"AB Co", "AC Co"},
             Names{"AB Trading Ltd", "AB Shipping Ltd"},
             Names{"ABC Ltd", "ABD Ltd"},
             Names{"Wang Wei", "Wang Lei"},
             Names{"Li Na", "Li Ning"},
             Names{"Ivanov Sergey", "Ivanov Andrey"},
             Names{"John Smith", "Jane Smith"},
             Names{"Ivan Petrov", "Petr Ivanov"},
             Names{"Dong Fang", "Qong Fang"},
             Names{"Shun Feng", "Sun Feng"},
             Names{"Xinjia Electronics", "Xinjin Electronics"},
             Names{"深圳市华墙电子有限公司", "深圳市华强电子有限公司"},
             Names{"北京华强", "南京华强"},
             Names{"有限公司", "华强有限公司"},
             Names{"A. B. Trading", "Alpha Beta Trading"},
             Names{"ООО Ромашка", "ООО Василёк"},
             Names{"محمد علي", "محمود علي"},
             Names{"Ltd", "Huaqiang Ltd"},
             Names{"", "Huaqiang Ltd"},
             Names{"?!", "Huaqiang Ltd"},
             Names{"Huaqiang", ""},
         }) {
        EXPECT_LT(match(names.read, names.listed).score, kPossibleParty) << told(names);
    }
}

TEST(PartyMatch, SaysWhy) {
    EXPECT_EQ(why("Huaqiang Electronics Ltd", "华强电子有限公司"),
              "Huaqiang = 华强 (pinyin), Electronics = 电子 (translated), Ltd, 有限公司 left out");
    EXPECT_EQ(why("Huaqiarg Electronics", "Huaqiang Electronics Robotics"),
              "Huaqiarg = Huaqiang (spelled otherwise); only listed: Robotics");
    EXPECT_EQ(why("Romashka", "OOO Romashka"), "OOO left out; one word alone says little");
    EXPECT_EQ(why("Hua Qiang Trading", "HUAQIANG TRADING"), "Hua Qiang = HUAQIANG");
    EXPECT_EQ(why("Huaqiang Trading", "HUAQIANG TRADING"), "the same words");
    EXPECT_EQ(why("Factory 5 Kedr", "Factory 7 Kedr"), "only read: 5; only listed: 7");
}

// "What half the list is called by tells less than what one party is called by."
TEST(PartyMatch, CommonWordsOfTheListTellLess) {
    WordWeights weights;
    for (int i = 0; i < 5000; ++i) weights.add(partyName("Sunflower k" + std::to_string(i)));
    EXPECT_LT(weights.of(partyName("sunflower").words[0]), 0.2);
    EXPECT_EQ(weights.of(partyName("krasnodar").words[0]), 1);
    const auto common = matchNames(partyName("Sunflower Kedr"), partyName("Sunflower Vega"), weights);
    const auto rare = matchNames(partyName("Sunflower Kedr"), partyName("Kedr Vega"), weights);
    EXPECT_LT(common.score, rare.score);
}

TEST(PartyMatch, InALineOnlyAsAWhole) {
    const auto score = [](const char* line, const char* listed) {
        return matchInLine(partyName(line), partyName(listed), WordWeights()).score;
    };
    EXPECT_EQ(score("Made by Huaqiang Electronics Co., Ltd. in Shenzhen", "Huaqiang Electronics Ltd"), 1);
    EXPECT_EQ(score("制造商 深圳市华强电子有限公司 电话", "深圳华强电子有限公司"), 1);
    EXPECT_EQ(score("Huaqiang parts for Fuyuan Electronics", "Huaqiang Electronics"), 0);
    EXPECT_EQ(score("Shenzhen Electronics Technology", "Shenzhen Electronics"), 0);
    EXPECT_EQ(score("Trading Shenzhen International", "International Trading"), 0);
    EXPECT_EQ(score("send to Wang Wei today", "Wang Wei"), 0);
    EXPECT_EQ(score("Romashkatrading", "Romashka"), 0);
}

}  // namespace
}  // namespace tidewaiter::watchlist
