// Addresses: the same only where number, street and town agree.
#include "firmware/watchlist/party_address.h"

#include <gtest/gtest.h>

namespace tidewaiter::watchlist {
namespace {

struct Pair {
    const char* one;
    const char* other;
};

bool same(const Pair& pair) {
    return sameAddress(partyAddress(pair.one), partyAddress(pair.other)) &&
           sameAddress(partyAddress(pair.other), partyAddress(pair.one));
}

TEST(PartyAddress, TheSameHoweverItIsWritten) {
    for (const auto& pair : {
             Pair{"7 Ring Road, Shenzhen, CN", "No. 7 Ring Rd., Shenzhen, Guangdong, China"},
             Pair{"7 Ring Road, Shenzhen", "Ring Road 7, 518000 Shenzhen"},
             Pair{"7 Ring Road, 518000", "7 Ring Road, Nanshan, 518000"},
             Pair{"Room 5, 7 Ring Road, Shenzhen", "7 Ring Road, Shenzhen"},
             Pair{"1001 Shennan Avenue, Futian District, Shenzhen", "深圳市福田区深南大道1001号"},
             Pair{"广东省深圳市福田区深南大道1001号", "深圳福田区深南大道1001号5楼"},
             Pair{"No. 12 Renmin East Road, Dongguan", "东莞市人民东路12号"},
             Pair{"ul. Lenina, 5, Moscow", "Москва, ул. Ленина, д. 5"},
             Pair{"Hauptstraße 12a, 10115 Berlin", "Hauptstrasse 12A, Berlin"},
             Pair{"12 rue de Rivoli, Paris", "12, Rue de Rivoli, 75001 Paris, France"},
         }) {
        EXPECT_TRUE(same(pair)) << pair.one << " / " << pair.other;
    }
}

TEST(PartyAddress, Others) {
    for (const auto& pair : {
             Pair{"7 Ring Road, Shenzhen", "9 Ring Road, Shenzhen"},
             Pair{"7 Ring Road, Shenzhen", "7 King Road, Shenzhen"},
             Pair{"7 Ring Road, Shenzhen, Guangdong", "7 Ring Road, Dongguan, Guangdong"},
             Pair{"7 Ring Road, China", "7 Ring Road, China"},
             Pair{"Shenzhen, China", "Shenzhen, China"},
             Pair{"Room 5, Hong Kong", "Room 5, Hong Kong"},
             Pair{"Room 5, 7 Ring Road, Shenzhen", "Room 6, 7 Ring Road, Shenzhen"},
             Pair{"5/F, 7 Ring Road, Shenzhen", "12/F, 7 Ring Road, Shenzhen"},
             Pair{"7 Ring Road, 518000 Shenzhen", "7 Ring Road, 518057 Shenzhen"},
             Pair{"9 Ring Road, Room 7, Shenzhen", "7 Ring Road, Shenzhen"},
             Pair{"深圳市福田区深南大道1001号", "深圳市福田区深南大道1002号"},
             Pair{"ul. Lenina, 5, Moscow", "ul. Lenina, 5, Kazan"},
             Pair{"123 Main Street, Springfield, IL", "123 Main Street, Chicago, IL"},
             Pair{"", ""},
             Pair{"7", "7"},
             Pair{"Road", "Road"},
         }) {
        EXPECT_FALSE(same(pair)) << pair.one << " / " << pair.other;
    }
}

}  // namespace
}  // namespace tidewaiter::watchlist
