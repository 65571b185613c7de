#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <set>

#include "firmware/evidence/content_hash.h"
#include "firmware/evidence/report.h"
#include "firmware/evidence/report_css.h"
#include "tests/evidence/html_check.h"
#include "tests/evidence/sample.h"

namespace tidewaiter::evidence {

using inspection::Verdict;
using namespace std::string_literals;

static std::string reportOf(const inspection::Inspection& made) {
    return htmlReport(made);
}

static std::size_t countOf(const Document& page, const std::string& name) {
    return static_cast<std::size_t>(
        std::count_if(page.elements.begin(), page.elements.end(),
                      [&](const Element& element) { return element.name == name; }));
}

// Nothing runs and nothing is fetched: no scripts, links, frames or handlers, pictures are data.
static void expectStandsAlone(const Document& page) {
    static const std::set<std::string> kKnown = {
        "!DOCTYPE", "html",    "head",   "meta", "title",  "style", "body",       "main",    "header",
        "section",  "article", "footer", "div",  "p",      "h1",    "h2",         "h3",      "ul",
        "li",       "dl",      "dt",     "dd",   "figure", "img",   "figcaption", "details", "summary",
        "table",    "thead",   "tbody",  "tr",   "th",     "td",    "span",       "bdi",     "u",
        "em",       "strong",  "code",   "svg",  "path",   "rect",  "link"};
    static const std::set<std::string> kForbidden = {"srcset", "style",  "action",
                                                     "data",   "poster", "background"};
    EXPECT_EQ(page.fault, "");
    for (const auto& element : page.elements) {
        EXPECT_TRUE(kKnown.count(element.name)) << element.name;
        for (const auto& [name, value] : element.attributes) {
            EXPECT_NE(name.substr(0, 2), "on") << name;
            EXPECT_FALSE(kForbidden.count(name)) << name;
            EXPECT_TRUE((name != "src" && name != "href") || value.rfind("data:image/jpeg;base64,", 0) == 0)
                << value.substr(0, 40);
        }
    }
}

static std::string withoutPictures(const std::string& html) {
    std::string plain;
    std::size_t from = 0;
    for (auto at = html.find("data:image"); at != std::string::npos; at = html.find("data:image", from)) {
        plain += html.substr(from, at - from);
        from = html.find('"', at);
    }
    return plain + html.substr(from);
}

TEST(HtmlReport, stands_alone_and_is_well_formed) {
    for (const auto& made :
         {soundCardAsTea(testPicture()), emptyInspection(testPicture()), inspection::Inspection()}) {
        expectStandsAlone(readHtml(reportOf(made)));
    }
}

TEST(HtmlReport, forbids_in_its_head_what_it_does_not_do) {
    const Document page = readHtml(reportOf(soundCardAsTea(testPicture())));
    const auto policy = std::find_if(page.elements.begin(), page.elements.end(), [](const Element& element) {
        return element.attributes.count("http-equiv") > 0;
    });
    ASSERT_NE(policy, page.elements.end());
    EXPECT_EQ(policy->attributes.at("http-equiv"), "Content-Security-Policy");
    EXPECT_EQ(policy->attributes.at("content"), "default-src 'none'; img-src data:; style-src 'sha256-" +
                                                    base64Sha256(kReportCss) +
                                                    "'; base-uri 'none'; form-action 'none'");
}

TEST(HtmlReport, carries_a_style_sheet_for_screens_phones_paper_and_the_dark) {
    EXPECT_NE(kReportCss.find("@media print"), std::string_view::npos);
    EXPECT_NE(kReportCss.find("size: A4"), std::string_view::npos);
    EXPECT_NE(kReportCss.find("max-width: 44rem"), std::string_view::npos);
    EXPECT_NE(kReportCss.find("prefers-color-scheme: dark"), std::string_view::npos);
    for (const auto* loading : {"url(", "@import", "@font-face", "http", "</"}) {
        EXPECT_EQ(kReportCss.find(loading), std::string_view::npos) << loading;
    }
    EXPECT_NE(reportOf(emptyInspection({})).find("<style>" + std::string(kReportCss) + "</style>"),
              std::string::npos);
}

// "Every record names the list version used" (issue 5, point 7), as does the page of it.
TEST(HtmlReport, names_policy_and_watchlists) {
    auto made = soundCardAsTea(testPicture());
    EXPECT_NE(readHtml(reportOf(made)).text.find("Watchlists  none"), std::string::npos);
    made.versions.policy = "2026-11-22";
    made.versions.lists = {{"stolen", "3", std::string(64, 'c')}, {"<b>", "", std::string(64, 'd')}};
    const auto text = readHtml(reportOf(made)).text;
    for (const auto* part :
         {"2026-11-22", "stolen", ", version", "cccccccccccccccc", "<b>", "dddddddddddddddd"})
        EXPECT_NE(text.find(part), std::string::npos) << part;
    EXPECT_EQ(text.find(std::string(17, 'c')), std::string::npos);
}

TEST(HtmlReport, is_the_same_every_time) {
    const auto made = soundCardAsTea(testPicture());
    EXPECT_EQ(reportOf(made), reportOf(soundCardAsTea(testPicture())));
}

TEST(HtmlReport, tells_what_an_officer_needs_in_order) {
    const std::string text = readHtml(reportOf(soundCardAsTea(testPicture()))).text;
    std::size_t from = 0;
    for (const auto* part : {"Verdict of the machine",
                             "Hold",
                             "Keep this item here",
                             "Declared",
                             "green tea",
                             "0902",
                             "Reasons",
                             "the parts TDA1517P and CT2518-DBQ",
                             "almost certain",
                             "97\u00A0%",
                             "Why this counts",
                             "declaration.electronics-in-food",
                             "Photo",
                             "What was understood",
                             "Everything that was read",
                             "Might read",
                             "Places on the pictures",
                             "Technical record",
                             "01J9ZK4T7Q3W5X8Y2B6C0D1E2F",
                             "2026-03-01",
                             "0.1.0",
                             "7f8a2b9d",
                             "ppocr/det.onnx",
                             "an officer decides"}) {
        const auto at = text.find(part, from);
        ASSERT_NE(at, std::string::npos) << part << " is missing or out of order";
        from = at;
    }
}

// A verdict is a word and a symbol, never a color alone; pictures have words for those who cannot see them.
TEST(HtmlReport, can_be_used_without_seeing_colors_or_pictures) {
    for (const auto verdict : {Verdict::Clear, Verdict::Inspect, Verdict::Hold}) {
        auto made = soundCardAsTea(testPicture());
        made.verdict = verdict;
        const Document page = readHtml(reportOf(made));
        EXPECT_EQ(countOf(page, "h1"), 1U);
        for (const auto& element : page.elements) {
            auto attributes = element.attributes;
            EXPECT_TRUE(element.name != "img" || attributes["alt"].size() > 5);
            EXPECT_TRUE(element.name != "svg" || attributes["aria-hidden"] == "true");
            EXPECT_TRUE(element.name != "html" || (attributes["lang"] == "en" && attributes["dir"] == "ltr"));
        }
    }
}

TEST(HtmlReport, shows_the_evidence_beside_each_reason) {
    const Document page = readHtml(reportOf(soundCardAsTea(testPicture())));
    std::size_t crops = 0;
    std::size_t thumbs = 0;
    std::size_t frames = 0;
    for (const auto& element : page.elements) {
        if (element.name != "img") continue;
        crops += element.attributes.at("class") == "crop";
        thumbs += element.attributes.at("class") == "thumb";
        frames += element.attributes.at("class") == "frame";
    }
    EXPECT_EQ(crops, 7U);
    EXPECT_EQ(thumbs, 10U);
    EXPECT_EQ(frames, 1U);
    EXPECT_EQ(countOf(page, "u"), 3U + 2U)
        << "three doubtful characters, two of them beside their reason as well";
}

TEST(HtmlReport, shows_all_that_was_declared) {
    auto made = emptyInspection({});
    made.declaration = {"tea", "0902", "A1", "CN", "Leaf <Ltd>", "Shop GmbH", 12.5, 3, 100, "USD", 40};
    const auto report = reportOf(made);
    for (const auto* row : {"<dt>Origin</dt><dd><bdi translate=\"no\">CN<",
                            "<dt>Shipper</dt><dd><bdi translate=\"no\">Leaf &lt;Ltd", "<dt>Consignee</dt>",
                            ">12.5 kg<", "<dt>Packages</dt>", "<dt>Pieces</dt>", ">100 USD<"}) {
        EXPECT_NE(report.find(row), std::string::npos) << row;
    }
    made.declaration = {"tea", "", ""};
    EXPECT_EQ(reportOf(made).find("<dt>Origin"), std::string::npos);
}

TEST(HtmlReport, has_a_sentence_for_everything_that_is_missing) {
    auto nothing = emptyInspection({});
    EXPECT_NE(reportOf(nothing).find("No declaration was given."), std::string::npos);
    EXPECT_NE(reportOf(nothing).find("The picture itself is not part of this record."), std::string::npos);
    nothing.frames.clear();
    nothing.declaration.goods = "basmati rice";
    const std::string text = readHtml(reportOf(nothing)).text;
    for (const auto* sentence :
         {"Nothing on this item speaks against the declaration.", "No photo was inspected.",
          "No rule found a reason to stop this item.", "Nothing could be read on the pictures.",
          "Nothing that was read could be given a meaning.",
          "No board, package, label, text or barcode was found."}) {
        EXPECT_NE(text.find(sentence), std::string::npos) << sentence;
    }
}

TEST(HtmlReport, asks_for_another_photo_even_when_clear) {
    auto made = emptyInspection(testPicture());
    made.frames[0].quality.readable = false;
    made.frames[0].quality.hint = "too dark to read; move closer";
    const std::string text = readHtml(reportOf(made)).text;
    EXPECT_NE(text.find("Take another photo."), std::string::npos);
    EXPECT_NE(text.find("too dark to read; move closer"), std::string::npos);
}

TEST(HtmlReport, names_doubts_that_are_worth_it) {
    auto made = soundCardAsTea(testPicture());
    auto& reading = made.readings[3];  // "Tested To Comply"
    reading.characters[6].confidence = 0.5;
    reading.characters[15].confidence = 0.6;
    reading.characters[15].alternatives = {{"v", 0.3}, {"Y", 0.009}};
    reading.alternatives = {{"Tested To Complv", 0.3}, {"Tested To ComplY", 0.009}};
    const std::string text = readHtml(reportOf(made)).text;
    EXPECT_NE(text.find("a blank"), std::string::npos);
    EXPECT_NE(text.find("might be \u201Cv\u201D (30\u00A0%)"), std::string::npos);
    EXPECT_NE(text.find("\u201CTested To Complv\u201D"), std::string::npos);
    EXPECT_EQ(text.find("\u201CTested To ComplY\u201D"), std::string::npos) << "below one in a hundred";
}

TEST(HtmlReport, says_so_when_nothing_was_read_with_certainty) {
    auto made = soundCardAsTea(testPicture());
    made.findings.clear();
    for (auto& field : made.fields) field.confidence = 0.2;
    EXPECT_NE(reportOf(made).find("Nothing was read with enough certainty to be named here."),
              std::string::npos);
}

TEST(HtmlReport, accuses_nobody) {
    std::string text = readHtml(reportOf(soundCardAsTea(testPicture()))).text;
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    for (const auto* word :
         {"smuggl", "illegal", "offence", "offense", "crime", "criminal", "guilt", "fraud", "violat"}) {
        EXPECT_EQ(text.find(word), std::string::npos) << word;
    }
}

struct Hostile {
    std::string text;
    std::string shown;  ///< must stand in the page's text
};

static std::vector<Hostile> hostileTexts() {
    return {
        {"<script>alert(1)</script>", "<script>alert(1)</script>"},
        {"</title></style></head><script>", "</title></style></head><script>"},
        {"\"><img src=x onerror=alert(1)>", "\"><img src=x onerror=alert(1)>"},
        {"' onmouseover='x", "' onmouseover='x"},
        {"<!-- --><![CDATA[ ]]>", "<!-- --><![CDATA[ ]]>"},
        {"&lt;b&gt; &amp;", "&lt;b&gt; &amp;"},
        {"javascript:alert(1)", "javascript:alert(1)"},
        {"a\0b"s, "NUL"},
        {"txt.\u202Eexe", "U+202E"},
        {"\u2067rtl\u2069", "U+2067"},
        {"cut \xE7\xBB", "byte BB"},
        {"\xFF\xFE<", "byte FE"},
        {"line\r\nbreak", "CR"},
        {std::string(10'000, 'W'), std::string(100, 'W')},
        {std::string(10'000, '<'), std::string(100, '<')},
        {std::string(10'000, '\xFF'), "byte FF"},
        {"", ""},
    };
}

// The same hostile text in every place that holds text from outside.
static inspection::Inspection poisoned(const std::string& text) {
    auto made = soundCardAsTea(testPicture(160, 120));
    made.id = made.time = text;
    made.declaration = {text, text, text};
    made.frames[0].source = made.frames[0].sha256 = made.frames[0].time = made.frames[0].quality.hint = text;
    for (auto& reading : made.readings) {
        reading.text = reading.reader = reading.symbology = text;
        reading.characters = {{text, 0.5, {{text, 0.4}}}};
        reading.alternatives = {{text, 0.3}};
    }
    made.versions = {text, {{text, text}}};
    made.readings[0].kind = ocr::ReadingKind::Barcode;
    for (auto& field : made.fields) {
        field.value = field.maker = field.entry = text;
        field.contradicts = {text, "t1"};
    }
    for (auto& finding : made.findings) finding.rule = finding.message = finding.source = text;
    made.regions[0].className = text;
    return made;
}

TEST(HtmlReport, shows_hostile_text_and_never_obeys_it) {
    for (const auto& [text, shown] : hostileTexts()) {
        const std::string html = reportOf(poisoned(text));
        const Document page = readHtml(html);
        expectStandsAlone(page);
        EXPECT_NE(page.text.find(shown), std::string::npos) << shown.substr(0, 40);
        const std::string plain = withoutPictures(html);
        for (const auto* raw : {"\u202E", "\u2067", "\xFF", "\xE7\xBB ", "<script", "<img src=x", "\r"}) {
            EXPECT_EQ(plain.find(raw), std::string::npos);
        }
        EXPECT_EQ(plain.find('\0'), std::string::npos);
    }
}

TEST(HtmlReport, shows_what_a_code_holds_and_what_was_put_right) {
    auto made = soundCardAsTea(testPicture());
    auto& code = made.readings[0];
    code.kind = ocr::ReadingKind::Barcode;
    code.symbology = "DataMatrix";
    code.bytes = "[)>^^06^]1PTDA1517P^]Q10^]9D2610^^^D";
    const auto page = readHtml(reportOf(made));
    for (const auto* part : {"1P", "TDA1517P", "Put right to read it: ", "EIGP 114", "not on it: "})
        EXPECT_NE(page.text.find(part), std::string::npos) << part;

    code.bytes = "just a sentence";
    EXPECT_EQ(readHtml(reportOf(made)).text.find("Put right"), std::string::npos);
}

TEST(HtmlReport, survives_ids_and_numbers_that_make_no_sense) {
    auto made = soundCardAsTea(testPicture());
    for (auto& region : made.regions) region.id = region.frame = "<r>";
    for (auto& reading : made.readings) {
        reading.region = "\xFF";
        reading.confidence = std::numeric_limits<double>::quiet_NaN();
        reading.quad = vision::quadOf({1e30F, 0, 1e30F, 1});
        reading.characters.resize(1);
    }
    made.fields[0].readings = {"nowhere"};
    made.findings[0].score = -std::numeric_limits<double>::infinity();
    const Document page = readHtml(reportOf(made));
    expectStandsAlone(page);
    EXPECT_NE(page.text.find("not in this record"), std::string::npos);
    EXPECT_NE(page.text.find("of unknown weight"), std::string::npos);
}

TEST(HtmlReport, keeps_many_places_and_photos_within_reason) {
    auto made = soundCardAsTea(testPicture());
    for (int i = 0; i < 40; ++i) made.findings[0].regions.push_back(made.regions[i % made.regions.size()].id);
    for (int i = 0; i < 300; ++i) {
        made.readings.push_back(made.readings[0]);
        made.readings.back().id = "x" + std::to_string(i);
    }
    for (int i = 2; i <= 8; ++i) {
        made.frames.push_back(made.frames[0]);
        made.frames.back().id = "f" + std::to_string(i);
    }
    const std::string html = reportOf(made);
    expectStandsAlone(readHtml(html));
    EXPECT_LT(html.size(), 8U << 20);
    EXPECT_NE(html.find("more places"), std::string::npos);
}

}  // namespace tidewaiter::evidence
