#include "tests/evidence/sample.h"

#include <opencv2/imgproc.hpp>

namespace tidewaiter::evidence {

using inspection::Severity;
using ocr::FieldType;
using vision::RegionKind;

namespace {

vision::Frame frameOf(const cv::Mat& pixels, const std::string& source) {
    vision::Frame frame;
    frame.id = "f1";
    frame.source = source;
    frame.pixels = pixels;
    frame.width = pixels.cols;
    frame.height = pixels.rows;
    frame.sha256 = "7f8a2b9d0c1e4f56a7b8c9d0e1f2031425364758697a8b9cadbecfd0e1f20314";
    frame.quality = {0.62, 0.41, 0.71, 0.004, true, ""};
    return frame;
}

vision::Quad box(float x, float y, float width, float height) {
    return vision::quadOf({x, y, width, height});
}

// Text that runs downwards on the picture: its beginning is at the top.
vision::Quad turned(float x, float y, float width, float height) {
    const vision::Quad upright = box(x, y, width, height);
    return {upright[1], upright[2], upright[3], upright[0]};
}

class Builder {
  public:
    explicit Builder(inspection::Inspection& inspection) : inspection_(inspection) {}

    std::string region(RegionKind kind, const vision::Quad& quad, double score) {
        vision::Region region;
        region.id = "r" + std::to_string(inspection_.regions.size() + 1);
        region.frame = "f1";
        region.kind = kind;
        region.quad = quad;
        region.score = score;
        if (kind == RegionKind::Package) region.surface = vision::Surface{};
        inspection_.regions.push_back(region);
        return region.id;
    }

    std::string text(const std::string& said, const vision::Quad& quad, double confidence,
                     const std::string& reader = "ppocr") {
        ocr::Reading reading;
        reading.id = "t" + std::to_string(inspection_.readings.size() + 1);
        reading.region = region(RegionKind::Text, quad, 0.9);
        reading.text = said;
        reading.confidence = confidence;
        reading.reader = reader;
        reading.quad = quad;
        for (const char c : said) reading.characters.push_back({std::string(1, c), 0.99, {}});
        inspection_.readings.push_back(reading);
        return reading.id;
    }

    std::string field(FieldType type, const std::string& value, double confidence,
                      const std::vector<std::string>& readings, const std::string& maker = "") {
        ocr::Field field;
        field.id = "d" + std::to_string(inspection_.fields.size() + 1);
        field.type = type;
        field.value = value;
        field.confidence = confidence;
        field.readings = readings;
        field.maker = maker;
        inspection_.fields.push_back(field);
        return field.id;
    }

  private:
    inspection::Inspection& inspection_;
};

void castDoubt(ocr::Reading& reading, std::size_t at, double confidence, const std::string& instead) {
    reading.characters[at].confidence = confidence;
    reading.characters[at].alternatives = {{instead, 0.97 - confidence}};
    std::string other = reading.text;
    other.replace(at, 1, instead);
    reading.alternatives.push_back({other, 0.97 - confidence});
}

}  // namespace

inspection::Inspection soundCardAsTea(const cv::Mat& pixels) {
    inspection::Inspection made;
    made.id = "01J9ZK4T7Q3W5X8Y2B6C0D1E2F";
    made.time = "2026-03-01T10:11:12Z";
    made.declaration = {"green tea", "0902", "7"};
    made.frames = {frameOf(pixels, "board.jpg")};
    Builder add(made);
    const auto board = add.region(RegionKind::Board, box(0, 0, 639, 479), 0.97);
    add.region(RegionKind::Package, box(357, 325, 131, 105), 0.96);
    add.region(RegionKind::Package, box(42, 58, 143, 46), 0.93);
    add.region(RegionKind::Package, box(312, 132, 53, 56), 0.88);
    const auto amplifier = add.text("TDA1517P", box(76, 63, 70, 13), 0.97, "ppocr+tesseract");
    const auto maker = add.text("CREATIVE", box(386, 354, 70, 15), 0.98, "ppocr+tesseract");
    const auto office = add.text("FOR HOME OR OFFICE USE", box(68, 38, 172, 14), 0.95);
    const auto fcc = add.text("Tested To Comply", box(122, 3, 120, 13), 0.96);
    const auto crystal = add.text(
        "C24-576",
        {cv::Point2f{385, 208}, cv::Point2f{445, 208}, cv::Point2f{445, 224}, cv::Point2f{385, 224}}, 0.94);
    const auto date = add.text("YSH9937 3 Y", box(88, 88, 80, 13), 0.83);
    const auto chip = add.text("CT2518-DBQ", box(390, 372, 66, 12), 0.71);
    add.text("S0340H", box(390, 386, 44, 11), 0.64);
    add.text("42AOL-AA EP", turned(316, 140, 12, 42), 0.38);
    add.text("N252",
             {cv::Point2f{271, 401}, cv::Point2f{301, 396}, cv::Point2f{303, 408}, cv::Point2f{273, 413}},
             0.91);
    castDoubt(made.readings[6], 7, 0.58, "O");
    castDoubt(made.readings[6], 9, 0.66, "O");
    castDoubt(made.readings[7], 1, 0.55, "O");
    const auto part = add.field(FieldType::PartNumber, "TDA1517P", 0.96, {amplifier}, "NXP (Philips)");
    const auto brand = add.field(FieldType::Brand, "Creative", 0.97, {maker});
    const auto second = add.field(FieldType::PartNumber, "CT2518-DBQ", 0.7, {chip}, "Creative");
    const auto approval =
        add.field(FieldType::Compliance, "Tested To Comply With FCC Standards", 0.95, {fcc, office});
    add.field(FieldType::DateCode, "1999-W37", 0.62, {date});
    add.field(FieldType::Model, "C24.576", 0.8, {crystal});
    made.findings = {
        {"declaration.electronics-in-food",
         Severity::Hold,
         0.97,
         "Green tea was declared, but the picture shows a circuit board with the parts TDA1517P and "
         "CT2518-DBQ and "
         "the brand Creative.",
         {board},
         {part, brand, second},
         "A declaration of food holds no electronics (HS chapter 9 against chapter 85)."},
        {"declaration.approval-mark",
         Severity::Inspect,
         0.81,
         "An approval mark for radio and computer equipment was read: Tested To Comply With FCC Standards.",
         {},
         {approval},
         "47 CFR Part 15: only digital devices carry it."},
        {"quality.small-print",
         Severity::Info,
         0.55,
         "Some small print could not be read with certainty.",
         {"r13"},
         {},
         ""}};
    made.verdict = inspection::Verdict::Hold;
    made.versions.program = "0.1.0";
    made.versions.models = {{"catalog/chips.json", std::string(64, 'a')},
                            {"ppocr/det.onnx", std::string(64, 'b')}};
    made.timings = {12, 41, 903, 6, 1, 963};
    return made;
}

inspection::Inspection emptyInspection(const cv::Mat& pixels) {
    inspection::Inspection made;
    made.id = "01J9ZK4T7Q3W5X8Y2B6C0D1E2G";
    made.time = "2026-03-01T10:11:12Z";
    made.frames = {frameOf(pixels, "nothing.png")};
    made.verdict = inspection::Verdict::Clear;
    return made;
}

cv::Mat testPicture(int width, int height) {
    cv::Mat picture(height, width, CV_8UC3, cv::Scalar(40, 120, 40));
    for (int x = 0; x < width; x += 32)
        cv::line(picture, {x, 0}, {width - x, height}, cv::Scalar(90, 180, 90), 1);
    cv::rectangle(picture, {width / 2, 0, width / 4, height}, cv::Scalar(245, 245, 245), cv::FILLED);
    return picture;
}

}  // namespace tidewaiter::evidence
