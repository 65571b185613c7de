// Lines of papers and labels: where the name ends and the address begins.
#include "firmware/watchlist/party_line.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace tidewaiter::watchlist {
namespace {

TEST(PartyLine, FindsTheNameBeforeTheAddress) {
    struct Row {
        const char* line;
        PartyLine parts;
    };
    for (const auto& [line, parts] : {
             Row{"Acme Trading Co., Ltd., 7 Ring Road, Shenzhen",
                 {"Acme Trading Co., Ltd.", "7 Ring Road, Shenzhen"}},
             Row{"Acme Trading Co Ltd 7 Ring Road, Shenzhen",
                 {"Acme Trading Co Ltd", "7 Ring Road, Shenzhen"}},
             Row{"Acme Trading 7 Ring Road, Shenzhen", {"Acme Trading", "7 Ring Road, Shenzhen"}},
             Row{"Acme, Trading and Sons, 7 Ring Road", {"Acme, Trading and Sons", "7 Ring Road"}},
             Row{"Acme\n7 Ring Road", {"Acme", "7 Ring Road"}},
             Row{"深圳市华强电子有限公司 深南大道1001号", {"深圳市华强电子有限公司", "深南大道1001号"}},
             Row{"深圳市华强电子有限公司，深南大道1001号", {"深圳市华强电子有限公司", "深南大道1001号"}},
             Row{"OOO Romashka, ul. Lenina 5", {"OOO Romashka", "ul. Lenina 5"}},
             Row{"3Com", {"3Com", ""}},
             Row{" , Acme ,", {"Acme", ""}},
         }) {
        const auto all = partyLines(line);
        EXPECT_NE(std::find(all.begin(), all.end(), parts), all.end()) << line;
    }
}

TEST(PartyLine, OfNothingNothing) {
    for (const auto* line : {"", " ", ",", ",;\n"}) EXPECT_TRUE(partyLines(line).empty()) << line;
}

}  // namespace
}  // namespace tidewaiter::watchlist
