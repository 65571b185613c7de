#include "tests/watchlist/made_parties.h"

#include <algorithm>
#include <sstream>
#include <vector>

namespace tidewaiter::watchlist::tests {

namespace {

constexpr const char* kSyllables[] = {
    "hua",  "qiang", "feng", "da",   "xin",    "tong",  "yuan",   "fu",   "long", "sheng", "jin",   "hong",
    "tai",  "an",    "ming", "li",   "zhong",  "guang", "hai",    "bao",  "rui",  "kai",   "cheng", "yi",
    "de",   "jia",   "wei",  "bo",   "chang",  "shun",  "xiang",  "lian", "heng", "jun",   "tian",  "zheng",
    "ya",   "mei",   "dong", "yu",   "zhi",    "he",    "hui",    "xing", "wan",  "shi",   "ling",  "peng",
    "sen",  "lan",   "xu",   "yun",  "nan",    "bei",   "chuang", "ke",   "neng", "dian",  "zhan",  "run",
    "quan", "qing",  "ren",  "rong", "shuang", "tuo",   "wu",     "xia",  "yang", "ze",    "zhuo",  "zi",
    "ai",   "ba",    "can",  "dun",  "fan",    "gao",   "hang",   "ji"};
constexpr const char* kWords[] = {
    "Golden", "Silver",   "Star",    "Sun",    "Moon",    "Dragon",  "Phoenix", "Eagle",   "Horizon",
    "Summit", "Ocean",    "River",   "Bridge", "Crystal", "Diamond", "Victory", "Fortune", "Prosper",
    "Union",  "Alliance", "Pioneer", "Vision", "Future",  "Prime",   "Royal",   "Grand",   "Smart",
    "Bright", "Rapid",    "Green",   "Blue",   "Red",     "Lucky",   "Happy",   "First",   "Best",
    "Top",    "Mega",     "Alpha",   "Omega",  "Delta",   "Sigma",   "Apex",    "Nova",    "Orion",
    "Atlas",  "Titan",    "Zenith",  "Unity",  "Harmony"};
constexpr const char* kTrades[] = {"Trading",    "Technology",  "Electronics",   "International",
                                   "Logistics",  "Industrial",  "Import Export", "Semiconductor",
                                   "Components", "Systems",     "Engineering",   "Holdings",
                                   "Group",      "Development", "Precision",     "Shipping",
                                   "Digital",    "Information", "Communication", "Equipment"};
constexpr const char* kPlaces[] = {"Shenzhen", "Hong Kong",    "Beijing",   "Shanghai", "Guangzhou",
                                   "Dongguan", "Suzhou",       "Singapore", "Dubai",    "Moscow",
                                   "Istanbul", "Kuala Lumpur", "Taipei",    "Hangzhou", "Xiamen",
                                   "Tehran",   "Almaty",       "Wuhan"};
constexpr const char* kForms[] = {"Co., Ltd.", "Limited", "Ltd",    "LLC", "Inc.",
                                  "GmbH",      "Pte Ltd", "Co Ltd", "JSC"};
constexpr const char* kFamilies[] = {"Petrov",   "Ivanov", "Wang",   "Zhang", "Chen",   "Smith",
                                     "Hosseini", "Kim",    "Karimi", "Novak", "Yilmaz", "Khan",
                                     "Sidorov",  "Tan",    "Nguyen", "Lim"};
constexpr const char* kGiven[] = {"Sergey", "Andrey", "Wei", "Ming",   "Maria",  "John", "Reza",   "Jun",
                                  "Olga",   "Pavel",  "Ali", "Mehmet", "Dmitry", "Anna", "Hassan", "Linh"};
constexpr const char* kStreets[] = {"Renmin", "Zhongshan", "Jiefang", "Ring",
                                    "Queens", "Nathan",    "Canton",  "Lenina"};

}  // namespace

std::string MadeParties::pinyin() {
    auto word = one(kSyllables) + one(kSyllables);
    word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
}

std::string MadeParties::name() {
    if (chance(15)) {
        const auto given = one(kGiven);
        return one(kFamilies) + " " + given + (chance(50) ? " " + pinyin() : "");
    }
    std::string name = chance(50) ? one(kPlaces) + " " : "";
    name += chance(60) ? pinyin() : one(kWords) + " " + one(kWords);
    name += " " + one(kTrades);
    if (chance(50)) name += " " + one(kTrades);
    return name + " " + one(kForms);
}

std::string MadeParties::address() {
    const auto room = chance(60) ? "Room " + std::to_string(random_() % 900 + 100) + ", " : "";
    return room + std::to_string(random_() % 200 + 1) + " " + one(kStreets) + " Road, " + one(kPlaces);
}

std::string MadeParties::varied(const std::string& name, bool slips) {
    std::istringstream in(name);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    if (chance(30) && words.size() > 2) {
        const bool two = words[0] == "Hong" || words[0] == "Kuala";  // one name
        std::rotate(words.begin(), words.begin() + (two ? 2 : 1), words.end());
    }
    if (slips) {
        auto longest = std::max_element(words.begin(), words.end(),
                                        [](const auto& a, const auto& b) { return a.size() < b.size(); });
        (*longest)[longest->size() / 2] = "abcdefghijklmnopqrstuvwxyz"[random_() % 26];
    }
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    if (chance(30))
        std::transform(text.begin(), text.end(), text.begin(),
                       [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
    return text + (chance(50) ? " " + one(kForms) : "");
}

}  // namespace tidewaiter::watchlist::tests
