#include "firmware/evidence/wording.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace tidewaiter::evidence {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

TEST(Wording, ValuesCarryTheirUnits) {
    const auto shown = [](ocr::FieldType type, const std::string& value) {
        return shownValue({"d1", type, value, 1, {}, {}, "", ""});
    };
    EXPECT_EQ(shown(ocr::FieldType::GrossWeight, "34.8"), "34.8 kg");
    EXPECT_EQ(shown(ocr::FieldType::NetWeight, "3"), "3 kg");
    EXPECT_EQ(shown(ocr::FieldType::Power, "700"), "700 W");
    EXPECT_EQ(shown(ocr::FieldType::Voltage, "100-240"), "100-240 V");
    EXPECT_EQ(shown(ocr::FieldType::Goods, "graphics_card"), "graphics card");
    EXPECT_EQ(shown(ocr::FieldType::SerialNumber, "A_1"), "A_1");
}

TEST(Wording, rounds_percentages_down) {
    const std::pair<double, std::string> cases[] = {
        {0, "0\u00A0%"},     {0.004, "under 1\u00A0%"}, {0.01, "1\u00A0%"},     {0.29, "29\u00A0%"},
        {0.57, "57\u00A0%"}, {0.999, "99\u00A0%"},      {1, "100\u00A0%"},      {1.5, "100\u00A0%"},
        {-0.5, "0\u00A0%"},  {kNan, "unknown"},         {1.0 / 0.0, "unknown"},
    };
    for (const auto& [share, said] : cases) EXPECT_EQ(percent(share), said) << share;
}

TEST(Wording, says_scores_in_words) {
    const std::pair<double, std::string> cases[] = {
        {1, "almost certain"}, {0.95, "almost certain"}, {0.94, "very likely"},
        {0.85, "very likely"}, {0.65, "likely"},         {0.4, "possible"},
        {0.39, "a weak sign"}, {0, "a weak sign"},       {kNan, "of unknown weight"},
    };
    for (const auto& [score, said] : cases) EXPECT_EQ(likelihood(score), said) << score;
}

TEST(Wording, has_a_word_for_every_enumerator) {
    for (const auto& row : ocr::kFieldTypes.rows) EXPECT_FALSE(fieldTypeWord(row.value).empty());
    for (const auto& row : vision::kRegionKinds.rows) EXPECT_FALSE(regionKindWord(row.value).empty());
    EXPECT_EQ(fieldTypeWord(ocr::FieldType::CountryOfOrigin), "Country of origin");
    EXPECT_EQ(fieldTypeWord(ocr::FieldType::HsCode), "HS code");
    EXPECT_EQ(verdictWord(inspection::Verdict::Hold), "Hold");
    EXPECT_EQ(severityWord(inspection::Severity::Info), "Note");
}

TEST(Wording, describes_regions) {
    vision::Region region;
    region.kind = vision::RegionKind::Package;
    region.surface = vision::Surface{vision::SurfaceState::Sanded, 0.8};
    EXPECT_EQ(regionSentence(region), "Chip package, surface sanded (80\u00A0%)");
    region.surface->state = vision::SurfaceState::Resurfaced;
    EXPECT_EQ(regionSentence(region), "Chip package, surface newly coated (80\u00A0%)");
    region.surface = vision::Surface{};
    EXPECT_EQ(regionSentence(region), "Chip package, surface not judged");
    region.surface->reason = "too small in the picture: move closer";
    EXPECT_EQ(regionSentence(region),
              "Chip package, surface not judged (too small in the picture: move closer)");
    region.leads = vision::LeadCounts{8, 0, 8, 0};
    region.surface.reset();
    EXPECT_EQ(regionSentence(region), "Chip package, 16 leads");
    region = {};
    region.kind = vision::RegionKind::Object;
    region.className = "graphics_card";
    EXPECT_EQ(regionSentence(region), "Object: Graphics card");
}

TEST(Wording, shortens_sources_to_their_names) {
    EXPECT_EQ(shortSource("photos/box 7/a.jpg"), "a.jpg");
    EXPECT_EQ(shortSource("a.jpg"), "a.jpg");
    EXPECT_EQ(shortSource("photos/"), "photos/");
    EXPECT_EQ(shortSource(""), "");
}

TEST(Wording, reads_times_and_counts) {
    EXPECT_EQ(readableTime("2026-03-01T10:11:12Z"), "2026-03-01 10:11:12Z");
    EXPECT_EQ(readableTime(""), "");
    EXPECT_EQ(readableTime("yesterday"), "yesterday");
    EXPECT_EQ(counted(1, "reason", "reasons"), "1 reason");
    EXPECT_EQ(counted(0, "reason", "reasons"), "0 reasons");
}

TEST(Wording, says_numbers_without_exponents) {
    EXPECT_EQ(numberWord(12.5), "12.5");
    EXPECT_EQ(numberWord(0), "0");
    EXPECT_EQ(numberWord(0.1), "0.1");
    EXPECT_EQ(numberWord(123456789012), "123456789012");
    EXPECT_EQ(numberWord(1e300).size(), 301U);
}

}  // namespace tidewaiter::evidence
