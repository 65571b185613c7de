#include <array>

#include "tests/fuzz/fields_entry.h"

namespace tidewaiter::fuzz {

namespace {

using namespace std::string_view_literals;

constexpr auto kSeeds = std::to_array<std::string_view>({
    "[)>\x1E"
    "06\x1D"
    "1P900-21010-0000-000\x1DQ8\x1D"
    "9D2314\x1D"
    "1TABC123\x1D"
    "4LTW\x1D"
    "S1650124008279\x1E\x04"sv,
    "[)>\x1E"
    "05\x1D"
    "0109501101530003\x1D"
    "21X7\x1E"
    "06\x1D"
    "1PA1B2\x1E\x04"sv,
    "[)>\x1E"
    "01\x1D"
    "96841706672\x1D"
    "840\x1D"
    "002\x1D"
    "1Z12345675\x1E\x04"sv,
    "[)>\x1E"
    "03001001\x1C\x1D\x1FSEG\x1CSEG2\x1E\x04"sv,
    "[)>\x1E"
    "09\x1D"
    "bin\x1Dzip\x1D"
    "4\x1D\x1E\x04\x1E\x04\x1E\x04"sv,
    ">[)>06\x1D"
    "1PABC\x1DQ5"sv,
    "[)>\0"
    "06\0"
    "1PABC\0Q7\0"sv,
    "[)>^^06^]1PABC^]Q5^^^D",
    "[)>{RS}06{GS}1PABC{GS}Q5{RS}{EOT}",
    "[)>|06|1PABC|Q5",
    "[)>\x1E"
    "06\x1D"
    "1PNRF52840-QIAA\x1D"
    "1T2314AB/2315AC\x1D"
    "9D2316\x1E"
    "EOT"sv,
    "27P8471.50\x1D"
    "49PUS3A090\x1D"
    "13Q3/12\x1D"
    "7Q25GT\x1D"
    "18BIMO9074729\x1DHACME+CN\x1D"
    "22B12345678901"
    "01"sv,
    "]C10109501101530003"
    "11240517"
    "10LOT7\x1D"
    "21SER99\x1D"
    "3302002500"
    "422156"sv,
    "(01)09501101530003(21)X(1)(8006)095011015300030102",
    "00106141411234567897",
    "4006381333931",
    "04252614",
    "11S02CL742J123456789AB",
    "2102310ABC10D8000001",
    "CN-0F1234-12345-67A-1234-A00",
    "S452392X2826686",
    "1650124008279",
    "1Z999AA10123456784",
    "RB123456785GB",
    "CSQU3054383",
    "https://www.example.com/x?y=1",
    "JJD014600002708681600",
    "S1650124008279",
    "S/N: 1650124008279\n\x01S1650124008277\nP/N: 900-21010-0000-000\n\x01"
    "1P900-21010-0000-0O0",
    "毛重（公斤）：30.4\nN.W.(KGS) 29,5\nG.W.: 1,250.5 lbs\nC/NO. 3 of 12",
    "SHIP TO\nAcme Trading Ltd.\nFROM: Tea House GmbH\n收货人：李雷",
    "INPUT: 100-240V~ 50/60Hz 10A\nTDP: 700W\n额定功率：3 kW",
    "MAC: 48:B0:2D:00:00:01\nIMEI: 490154203237518\nCONTAINER NO. CSQU 305438-3\nTRACKING #: RB 123 456 "
    "785 GB",
    "DATE\n16MAY2025\nDC: 2314\nLOT NO. B5471R20\nMade in China\nHS CODE: 8471.50",
    "POID/ Order\nID\n1234567\nClient Name\n:- FTPL",
    "NVIDIA\nH100 80GB\nGREEN TEA\nFCC ID: N7NEM7345\nwww.example.com",
});

}  // namespace

const std::vector<std::string>& seeds() {
    static const std::vector<std::string> all(kSeeds.begin(), kSeeds.end());
    return all;
}

}  // namespace tidewaiter::fuzz
