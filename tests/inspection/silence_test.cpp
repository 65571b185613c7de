// Rules that stay silent say what was missing or what held.
#include <gtest/gtest.h>

#include "tests/inspection/case_builder.h"

namespace tidewaiter::inspection {
namespace {

using tests::CaseBuilder;

struct Silent {
    const char* rule;
    Declaration declaration;
    std::vector<std::string> lines;
    const char* sentence;  ///< or a part of it
};

TEST(Silence, NamesWhatWasMissingOrHeld) {
    const Declaration tea{"green tea", "0902", ""};
    const Declaration parts{"computer parts", "847330", ""};
    const std::vector<Silent> rows = {
        {"declaration.electronics-in-food", {}, {}, "Nothing was declared."},
        {"declaration.electronics-in-food", {"zzyzx", "", ""}, {}, "what goods that is, is not known"},
        {"declaration.electronics-in-food", parts, {}, "which is electronics, not food."},
        {"declaration.electronics-in-food",
         tea,
         {"GREEN TEA"},
         "Nothing on the item speaks for electronics."},
        {"catalog.controlled", tea, {"GREEN TEA"}, "No field names an entry of the catalogue."},
        {"catalog.controlled", tea, {"Tesla T4"}, "nothing that was named is controlled: Tesla T4."},
        {"label.print-contradicts-code", tea, {"S/N: 123456"}, "No field is contradicted"},
        {"package.unit-code-twice",
         tea,
         {"S/N: 123456"},
         "On no chip packages and no boards, 1 serial number"},
        {"package.body-differs", tea, {}, "Of no chip packages, 0 carry part numbers"},
        {"package.twins-differ", tea, {}, "Of no chip packages, no pairs share a sure part number."},
        {"label.numbers-differ", tea, {"Tesla T4"}, "Only 1 sure name or number of a GPU was read"},
        {"label.numbers-differ", tea, {"Tesla T4", "900-2G183-0000-000"}, "2 sure names or numbers of GPUs"},
        {"label.serial-twice", tea, {"S/N: 123456"}, "Of 1 serial number, none stands on two labels"},
        {"declaration.product-differs", tea, {}, "The declaration names no GPU of the catalogue."},
        {"declaration.product-differs", {"NVIDIA L40S", "", ""}, {}, "No sure name or number of a GPU"},
        {"declaration.product-differs", {"NVIDIA L40S", "", ""}, {"NVIDIA L40S"}, "can be what was declared"},
        {"declaration.generic", tea, {}, "which is no general name: tea."},
        {"declaration.generic", parts, {"Tesla T4"}, "is controlled: Tesla T4."},
        {"declaration.goods-differ", tea, {}, "No words for goods were read on the item."},
        {"declaration.goods-differ", tea, {"GREEN TEA"}, "can go with the declared ones: tea."},
        {"declaration.hs-differs", tea, {}, "HS code 0902 stands for tea, which the declared words do not"},
        {"declaration.hs-differs", {"tea", "", ""}, {}, "No HS code was declared"},
        {"declaration.unknown", tea, {}, "which is known: food."},
        {"package.surface", tea, {}, "Of no chip packages, the upper sides of 0 could be judged"},
    };
    for (const auto& row : rows) {
        CaseBuilder item;
        item.declaredAs(row.declaration).label({50, 50, 800, 700});
        for (const auto& line : row.lines) item.line(line);
        const auto silence = item.silence(row.rule);
        EXPECT_NE(silence.find(row.sentence), std::string::npos) << row.rule << ": " << silence;
    }
}

// What speaks has no silence.
TEST(Silence, IsEmptyWhereARuleSpeaks) {
    CaseBuilder item;
    item.declaredAs(Declaration{"green tea", "0902", ""}).label({50, 50, 800, 700}).line("NVIDIA H100 PCIe");
    EXPECT_EQ(item.silence("catalog.controlled"), "");
    EXPECT_EQ(item.findings("catalog.controlled").size(), 1U) << item.told();
}

}  // namespace
}  // namespace tidewaiter::inspection
