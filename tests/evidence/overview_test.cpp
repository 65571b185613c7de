// One page over all inspections: it stands alone, hides nothing that labels say and runs nothing of it.
#include "firmware/evidence/overview.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "firmware/evidence/content_hash.h"
#include "firmware/evidence/overview_assets.h"
#include "firmware/evidence/report.h"
#include "firmware/evidence/report_css.h"
#include "firmware/evidence/thumbnail.h"
#include "tests/evidence/html_check.h"
#include "tests/evidence/sample.h"

namespace tidewaiter::evidence {

namespace fs = std::filesystem;

static std::string noPicture(const ListRow&) {
    return "";
}

static ListRow inspected(const std::string& id, inspection::Verdict verdict,
                         const std::string& text = "tea") {
    auto made = emptyInspection({});
    made.id = id;
    made.verdict = verdict;
    made.declaration = {text, "", "item " + id};
    made.findings = {{"a.rule", inspection::Severity::Hold, 1, text + " is why", {}, {}, ""},
                     {"b.rule", inspection::Severity::Hold, 1, "second reason", {}, {}, ""}};
    return rowOf(made, id + ".html", kNoFingerprint);
}

static std::vector<ListRow> someRows() {
    return {inspected("A", inspection::Verdict::Hold), inspected("B", inspection::Verdict::Clear),
            inspected("C", inspection::Verdict::Inspect), rowOf({"toys", "", "D"}, "no photo shows it")};
}

static std::size_t countOf(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
    return count;
}

TEST(Overview, shows_every_item_with_verdict_reason_and_report) {
    const auto html = overviewPage(someRows(), noPicture);
    const Document page = readHtml(html);
    EXPECT_EQ(page.fault, "");
    for (const auto* part : {"4  All", "1  Hold", "1  Inspect", "1  Clear", "1  Not inspected", "item A",
                             "tea is why", "and 1 more reason", "no photo shows it", "2026-03-01"}) {
        EXPECT_NE(page.text.find(part), std::string::npos) << part << page.text;
    }
    EXPECT_NE(html.find("<a href=\"A.html\">"), std::string::npos);
    EXPECT_EQ(countOf(html, "<tr role=\"row\" class="), 4U);
    EXPECT_LT(html.find("item A"), html.find("item B")) << "in the order of the list";
}

TEST(Overview, of_nothing_says_so) {
    const Document page = readHtml(overviewPage({}, noPicture));
    EXPECT_EQ(page.fault, "");
    EXPECT_NE(page.text.find("Nothing has been inspected."), std::string::npos);
}

TEST(Overview, loads_nothing_and_runs_its_own_script_only) {
    const auto html = overviewPage(someRows(), noPicture);
    const auto css = std::string(kReportCss) + std::string(kOverviewCss);
    EXPECT_NE(
        html.find("default-src &#39;none&#39;; img-src data:; style-src &#39;sha256-" + base64Sha256(css)),
        std::string::npos);
    EXPECT_NE(html.find("script-src &#39;sha256-" + base64Sha256(kOverviewScript)), std::string::npos);
    EXPECT_NE(html.find("<script>" + std::string(kOverviewScript) + "</script>"), std::string::npos);
    for (const auto* loading :
         {"url(", "@import", "@font-face", "http:", "https:", "</", "fetch", "innerHTML"}) {
        EXPECT_EQ(kOverviewScript.find(loading), std::string_view::npos) << loading;
        EXPECT_EQ(css.find(loading), std::string::npos) << loading;
    }
    for (const auto& element : readHtml(html).elements) {
        for (const auto& [name, value] : element.attributes) EXPECT_NE(name.substr(0, 2), "on") << name;
    }
}

// Labels, item ids and even a changed list cannot put code or foreign links into the page.
TEST(Overview, shows_hostile_texts_as_text) {
    const std::string hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202E";
    auto rows = std::vector<ListRow>{inspected("A", inspection::Verdict::Hold, hostile),
                                     rowOf({hostile, "", hostile}, hostile)};
    for (const auto* report :
         {"javascript:alert(1)", "../x.html", "https://example.org/", "A.html\" onclick=\"x"}) {
        rows.push_back(inspected("A", inspection::Verdict::Hold));
        rows.back().cells[static_cast<std::size_t>(ListColumn::Report)] = report;
        rows.push_back(inspected("A", inspection::Verdict::Hold));
        rows.back().cells[static_cast<std::size_t>(ListColumn::Inspection)] = report;
        rows.push_back(inspected("A", inspection::Verdict::Hold));
        rows.back().cells[static_cast<std::size_t>(ListColumn::Verdict)] = report;
        rows.push_back({{report}});
    }
    const auto html = overviewPage(rows, noPicture);
    const Document page = readHtml(html);
    EXPECT_EQ(page.fault, "");
    EXPECT_EQ(countOf(html, "<script"), 1U);
    EXPECT_EQ(countOf(html, "<img"), 0U);
    for (const auto& element : page.elements) {
        const auto link = element.attributes.find("href");
        EXPECT_TRUE(link == element.attributes.end() || link->second == "A.html");
    }
    EXPECT_NE(page.text.find("alert(1)"), std::string::npos) << "it is shown";
}

TEST(Overview, can_be_used_without_script_sight_or_color) {
    const auto html = overviewPage(someRows(), [](const ListRow&) { return "data:image/jpeg;base64,AAAA"; });
    const Document page = readHtml(html);
    EXPECT_EQ(countOf(html, "<button"), 0U) << "the script makes them";
    EXPECT_EQ(countOf(html, " hidden="), 0U);
    EXPECT_EQ(countOf(html, "scope=\"col\""), 6U);
    EXPECT_EQ(countOf(html, "scope=\"row\""), 4U);
    for (const auto& element : page.elements) {
        EXPECT_TRUE(element.name != "img" || element.attributes.at("alt").size() > 5U);
    }
    for (const auto* part : {"aria-sort", "aria-pressed"})
        EXPECT_NE(kOverviewScript.find(part), std::string_view::npos);
    EXPECT_NE(kOverviewCss.find("@media print"), std::string_view::npos);
}

TEST(Overview, of_a_thousand_items_stays_small) {
    std::vector<ListRow> rows(1000, inspected("A", inspection::Verdict::Hold, std::string(200, 'x')));
    const std::string largest = "data:image/jpeg;base64," + std::string(kMaxThumbnailBytes - 23, 'A');
    EXPECT_LT(overviewPage(rows, [&](const ListRow&) { return largest; }).size(), 8U << 20);
}

TEST(Overview, is_written_beside_the_reports_with_their_pictures) {
    std::string name = (fs::temp_directory_path() / "tidewaiter-overview-XXXXXX").string();
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    const fs::path folder = name;
    const auto made = soundCardAsTea(testPicture());
    ASSERT_TRUE(writeReport(made, folder));
    const auto written = writeOverview(folder);
    ASSERT_TRUE(written) << written.error().message;
    std::ifstream in(folder / "index.html", std::ios::binary);
    const std::string html((std::istreambuf_iterator<char>(in)), {});
    EXPECT_NE(html.find(thumbnailUri(made)), std::string::npos);
    EXPECT_NE(html.find("href=\"" + made.id + ".html\""), std::string::npos);
    fs::remove(folder / (made.id + ".html"));
    EXPECT_TRUE(writeOverview(folder)) << "a report that is gone costs its picture only";
    fs::remove_all(folder);
}

TEST(Overview, of_a_folder_that_is_not_there_is_an_error) {
    const auto written = writeOverview("/nonexistent/reports");
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().message.find("cannot write"), std::string::npos);
}

}  // namespace tidewaiter::evidence
