#include "tests/station/made_inspection.h"

namespace tidewaiter::station::tests {

namespace {

ocr::Reading readingOf(const std::string& id, const std::string& region, const std::string& text) {
    ocr::Reading reading;
    reading.id = id;
    reading.region = region;
    reading.text = text;
    reading.confidence = 0.97;
    reading.reader = "test";
    return reading;
}

vision::Frame frameOf(const std::string& id) {
    vision::Frame frame;
    frame.id = id;
    frame.source = "phone";
    frame.width = 100;
    frame.height = 80;
    frame.sha256 = std::string(64, 'a');
    return frame;
}

vision::Region regionOf(const std::string& id) {
    vision::Region region;
    region.id = id;
    region.frame = "f2";
    region.quad = vision::quadOf({10, 20, 30, 5});
    return region;
}

}  // namespace

inspection::Inspection listedInspection() {
    inspection::Inspection item;
    item.id = "01KAMZ00000000000000000001";
    item.time = "2026-11-22T08:00:00.000Z";
    item.frames = {frameOf("f1"), frameOf("f2")};
    item.regions = {regionOf("r1"), regionOf("r2"), regionOf("r3")};
    item.readings = {readingOf("t1", "r1", "S/N: 1320O22018877"), readingOf("t2", "r2", "P/N 900-21001"),
                     readingOf("t3", "r3", "132 0022 018 877")};
    item.readings[1].alternatives = {{"P/N 900-2100I", 0.1}};
    ocr::Field serial;
    serial.id = "d1";
    serial.type = ocr::FieldType::SerialNumber;
    serial.value = "1320O22018877";
    serial.readings = {"t1"};
    ocr::Field part;
    part.id = "d2";
    part.type = ocr::FieldType::PartNumber;
    part.value = "900-21001";
    part.readings = {"t2"};
    item.fields = {serial, part};
    item.findings = {{"watchlist.listed",
                      inspection::Severity::Hold,
                      0.95,
                      "The serial number 1320022018877 is listed as stolen.",
                      {"r1"},
                      {"d1"},
                      "list of 2026"},
                     {"watchlist.seen-before",
                      inspection::Severity::Inspect,
                      0.9,
                      "The serial number 1320O22018877 was seen before.",
                      {"r1"},
                      {"d1"},
                      "own records"},
                     {"catalog.controlled",
                      inspection::Severity::Inspect,
                      0.9,
                      "900-21001 is an accelerator.",
                      {"r2"},
                      {"d2"},
                      "catalogue"}};
    item.verdict = inspection::Verdict::Hold;
    return item;
}

}  // namespace tidewaiter::station::tests
