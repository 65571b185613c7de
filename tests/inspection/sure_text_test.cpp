// Which characters an accusation may rest on.
#include "firmware/inspection/sure_text.h"

#include <gtest/gtest.h>

namespace tidewaiter::inspection {
namespace {

ocr::Reading reading(const std::string& text, double confidence = 0.98) {
    ocr::Reading made;
    made.text = text;
    made.confidence = confidence;
    for (const char c : text) made.characters.push_back({std::string(1, c), 0.98, {}});
    return made;
}

ocr::Reading doubtful(const std::string& text, std::size_t at, const std::string& instead) {
    auto made = reading(text);
    made.characters[at].confidence = 0.4;
    made.characters[at].alternatives = {{instead, 0.57}};
    return made;
}

TEST(SureText, IsSureCharacterByCharacter) {
    EXPECT_TRUE(isSure(reading("SN74LS00N")));
    EXPECT_FALSE(isSure(reading("SN74LS00N", 0.8)));
    const auto one = doubtful("SN74LS00N 2045", 6, "O");
    EXPECT_FALSE(isSure(one));
    EXPECT_FALSE(isSure(one, 0, 9));
    EXPECT_TRUE(isSure(one, 10, 4));
}

TEST(SureText, NothingAndMoreThanThereIsAreNotSure) {
    EXPECT_FALSE(isSure(reading("")));
    EXPECT_FALSE(isSure(reading("AB"), 1, 2));
    EXPECT_FALSE(isSure(reading("AB"), 2, 0));
    EXPECT_FALSE(isSureButForLookAlikes(reading("AB"), 1, 2));
    auto lost = reading("ABC");
    lost.characters.pop_back();
    EXPECT_FALSE(isSure(lost));
}

TEST(SureText, ARivalSpeaksAgainstIt) {
    auto rivaled = reading("GA102-300-A1");
    rivaled.alternatives = {{"AD102-300-A1", 0.2}};
    EXPECT_FALSE(isSure(rivaled));
    EXPECT_FALSE(isSureButForLookAlikes(rivaled, 0, rivaled.text.size()));
    EXPECT_TRUE(isSure(rivaled, 2, 10));
    rivaled.alternatives = {{"AD102-300-A1", 0.01}};
    EXPECT_TRUE(isSure(rivaled));
}

TEST(SureText, LookAlikesAreDoubtsOfTheirOwn) {
    const auto zero = doubtful("SN74LS00N", 6, "O");
    EXPECT_TRUE(isSureButForLookAlikes(zero, 0, 9));
    EXPECT_EQ(lookAlikes(zero, 0, 9), std::vector<std::string>{"SN74LSO0N"});
    EXPECT_TRUE(lookAlikes(reading("SN74LS00N"), 0, 9).empty());
    const auto other = doubtful("SN74LS00N", 6, "9");
    EXPECT_FALSE(isSureButForLookAlikes(other, 0, 9));
}

TEST(SureText, SeveralLookAlikesAreGivenOneByOneAndTogether) {
    auto two = doubtful("LS00", 2, "O");
    two.characters[3].alternatives = {{"O", 0.3}};
    EXPECT_EQ(lookAlikes(two, 0, 4), (std::vector<std::string>{"LSO0", "LS0O", "LSOO"}));
}

TEST(SureText, BarcodesHaveCheckDigits) {
    auto code = reading("1654023012345");
    code.kind = ocr::ReadingKind::Barcode;
    code.characters.clear();
    EXPECT_TRUE(isSure(code));
    code.confidence = 0.3;
    EXPECT_FALSE(isSure(code));
}

/// A line whose blanks are doubtful, as recognizers read labels.
ocr::Reading labelLine(const std::string& text, double confidence,
                       const std::vector<ocr::Alternative>& alternatives) {
    ocr::Reading line;
    line.text = text;
    line.confidence = confidence;
    line.alternatives = alternatives;
    for (const char c : text) line.characters.push_back({std::string(1, c), c == ' ' ? 0.3 : 0.97, {}});
    return line;
}

TEST(SureText, ADoubtfulBlankIsNoDoubtAboutTheValue) {
    const auto quantity = labelLine("QTY:14 PCS", 0.43, {{"QTY: 14 PCS", 0.26}, {"QTY:14PCS", 0.25}});
    EXPECT_TRUE(isSureOf(quantity, "14"));
    EXPECT_TRUE(isSureOf(quantity, "QTY: 14 PCS"));
    EXPECT_FALSE(isSureOf(quantity, "15"));
    EXPECT_FALSE(isSureOf(quantity, ""));
    EXPECT_FALSE(isSureOf(labelLine("QTY:14 PCS", 0.5, {{"QTY:74 PCS", 0.45}}), "14"));
    EXPECT_FALSE(isSureOf(labelLine("QTY:14 PCS", 0.5, {}), "14"));
}

TEST(SureText, ADoubtfulCharacterIsOneAboutItsValue) {
    auto line = labelLine("NVIDIA A800 80GB PCle", 0.95, {});
    line.characters[19].confidence = 0.6;  // l
    EXPECT_TRUE(isSureOf(line, "A800 80GB"));
    EXPECT_FALSE(isSureOf(line, "A800 80GB PCle"));
    line.characters[8].confidence = 0.8;  // 8
    EXPECT_FALSE(isSureOf(line, "A800 80GB"));
    auto code = labelLine("S1324722909838", 0.99, {});
    code.kind = ocr::ReadingKind::Barcode;
    code.characters.clear();
    EXPECT_TRUE(isSureOf(code, "1324722909838"));
    EXPECT_FALSE(isSureOf(code, "1324722909839"));
}

}  // namespace
}  // namespace tidewaiter::inspection
