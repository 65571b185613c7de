// The summary names verdict, reasons, readings and report, and nothing that was read controls the terminal.
#include "firmware/command/summary.h"

#include <gtest/gtest.h>

namespace tidewaiter::command {
namespace {

using inspection::Inspection;

Inspection held() {
    Inspection item;
    item.declaration = {"green tea", "0902", "B17"};
    vision::Frame frame;
    frame.source = "a.jpg";
    item.frames = {frame};
    item.findings = {
        {"catalog.controlled", inspection::Severity::Hold, 0.953, "Why it is held.", {}, {}, ""}};
    ocr::Reading line;
    line.text = "TDA1517P";
    line.confidence = 0.97;
    line.reader = "ppocr";
    ocr::Reading code;
    code.kind = ocr::ReadingKind::Barcode;
    code.text = "evil\x1b[2J\u202Etext";
    code.confidence = 0.5;
    code.reader = "zbar";
    code.symbology = "QRCode";
    item.readings = {line, code};
    item.verdict = inspection::Verdict::Hold;
    return item;
}

TEST(Summary, SaysVerdictReasonsReadingsAndReport) {
    EXPECT_EQ(summaryOf(held(), "out/x.html"),
              "HOLD  a.jpg\n"
              "Declared: green tea (HS 0902), item B17\n"
              "  hold, 95 %: Why it is held.\n"
              "Read:\n"
              "  \"evil[2Jtext\"  QRCode, 50 %\n"
              "  \"TDA1517P\"  ppocr, 97 %\n"
              "Report: out/x.html\n");
}

TEST(Summary, SaysWhatElseWasDeclared) {
    auto item = held();
    item.declaration.origin = "CN";
    item.declaration.grossWeightKg = 12.5;
    item.declaration.packages = 1;
    item.declaration.pieces = 40;
    EXPECT_NE(summaryOf(item, {}).find("item B17, from CN, 12.5 kg, 1 package, 40 pieces\n"),
              std::string::npos);
}

TEST(Summary, OfNothingIsShort) {
    Inspection item;
    item.verdict = inspection::Verdict::Clear;
    vision::Frame frame;
    frame.source = "a.jpg";
    item.frames = {frame, frame};
    EXPECT_EQ(summaryOf(item, std::nullopt), "CLEAR  a.jpg, a.jpg\nDeclared: nothing\nRead: nothing\n");
}

TEST(Summary, OfManyReadingsNamesTheFirst) {
    auto item = held();
    while (item.readings.size() < 20) {
        item.readings.push_back(item.readings[0]);
        item.readings.back().text += std::to_string(item.readings.size());
    }
    const auto text = summaryOf(item, std::nullopt);
    EXPECT_NE(text.find("  and 8 more\n"), std::string::npos) << text;
}

TEST(Summary, SaysEachTextOnceWithItsSurestReading) {
    auto item = held();
    const auto line = item.readings[0];
    for (const double confidence : {0.5, 0.99, 0.8}) {
        item.readings.push_back(line);
        item.readings.back().confidence = confidence;
    }
    item.readings.push_back(line);
    item.readings.back().kind = ocr::ReadingKind::Barcode;
    item.readings.back().symbology = "Code128";
    const auto text = summaryOf(item, std::nullopt);
    EXPECT_NE(text.find("\n  \"TDA1517P\"  ppocr, 99 %, 4 times\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\n  \"TDA1517P\"  Code128, 97 %\n"), std::string::npos) << text;
    EXPECT_EQ(text.find("more"), std::string::npos) << text;
}

}  // namespace
}  // namespace tidewaiter::command
