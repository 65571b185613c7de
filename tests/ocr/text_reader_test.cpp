// Reading whole photos, and networks that are not what they should be.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "ocr/text/line_reader.h"
#include "ocr/text/session.h"
#include "ocr/text/text_reader.h"
#include "tests/vision/picture_frame.h"

namespace tidewaiter::ocr {
namespace {

using test::frameOf;

const std::filesystem::path kData = TIDEWAITER_STAGED_DATA;
const std::filesystem::path kPhotos = "/usr/share/doc/opencv-doc/examples/data";

models::Store store() {
    auto opened = models::Store::open(kData);
    EXPECT_TRUE(opened) << (opened ? "" : opened.error().message);
    return *opened;
}

TextReader reader() {
    auto loaded = TextReader::load(store(), {});
    EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().message);
    return std::move(*loaded);
}

std::string allTexts(const TextResult& result) {
    std::string texts;
    for (const auto& reading : result.readings) texts += reading.text + "\n";
    return texts;
}

TEST(Session, CorruptNetworksAreRefusedWithOneSentence) {
    for (const std::string& bytes : {std::string(), std::string("not a network"), std::string(5000, '\0')}) {
        const auto session = Session::load(bytes, "ppocr/det.onnx", {});
        ASSERT_FALSE(session);
        EXPECT_NE(session.error().message.find("'ppocr/det.onnx' cannot be loaded"), std::string::npos)
            << session.error().message;
        EXPECT_EQ(session.error().message.find('\n'), std::string::npos);
    }
}

TEST(Session, AProviderThatIsNotThereIsAnErrorNeverAFallBack) {
    const auto bytes = store().read("ppocr/det.onnx");
    ASSERT_TRUE(bytes);
    for (const auto provider : {Provider::Cuda, Provider::TensorRt}) {
        const auto session = Session::load(*bytes, "ppocr/det.onnx", {provider, 1});
        if (session) GTEST_SKIP() << "this machine has the provider " << kProviders.nameOf(provider);
        EXPECT_NE(
            session.error().message.find("'" + std::string(kProviders.nameOf(provider)) + "' is not there"),
            std::string::npos)
            << session.error().message;
        EXPECT_NE(session.error().message.find("--provider cpu"), std::string::npos);
    }
}

TEST(Session, AutoSaysWhatItChoseAndWhy) {
    const auto bytes = store().read("ppocr/det.onnx");
    ASSERT_TRUE(bytes);
    const auto session = Session::load(*bytes, "ppocr/det.onnx", {Provider::Auto, 1});
    ASSERT_TRUE(session) << session.error().message;
    EXPECT_EQ(session->providerSentence().rfind("networks run on '", 0), 0U);
}

TEST(Session, AnInputOfTheWrongShapeIsAnError) {
    const auto bytes = store().read("ppocr/det.onnx");
    ASSERT_TRUE(bytes);
    const auto session = Session::load(*bytes, "ppocr/det.onnx", {Provider::Cpu, 1});
    ASSERT_TRUE(session);
    EXPECT_FALSE(session->run({{1, 1, 4, 4}, std::vector<float>(16)}));
}

TEST(TextReader, AMissingLanguagePackIsNamed) {
    for (const auto* languages : {"xyz", "eng+xyz"}) {
        TextOptions options;
        options.languages = languages;
        const auto loaded = TextReader::load(store(), options);
        ASSERT_FALSE(loaded) << languages;
        EXPECT_NE(loaded.error().message.find("'xyz'"), std::string::npos) << loaded.error().message;
    }
}

TEST(TextReader, AMissingLanguagePackNamesItsPackage) {
    for (const auto& [languages, package] :
         std::vector<std::pair<std::string, std::string>>{{"xyz", "tesseract-ocr-xyz"},
                                                          {"eng+xyz_cyrl", "tesseract-ocr-xyz-cyrl"},
                                                          {"xyz+eng", "tesseract-ocr-xyz"}}) {
        TextOptions options;
        options.languages = languages;
        const auto loaded = TextReader::load(store(), options);
        ASSERT_FALSE(loaded) << languages;
        EXPECT_NE(loaded.error().message.find("install the Debian package " + package + " or"),
                  std::string::npos)
            << loaded.error().message;
    }
}

TEST(TextReader, AFrameWithoutTextGivesNoReadings) {
    auto result = reader().read(frameOf(cv::Mat(240, 320, CV_8UC3, cv::Scalar(90, 120, 140))), {});
    ASSERT_TRUE(result);
    EXPECT_TRUE(result->readings.empty()) << allTexts(*result);
}

Decoded decodedOf(std::initializer_list<const char*> characters, double confidence) {
    Decoded decoded;
    for (const char* character : characters) {
        decoded.text += character;
        decoded.characters.push_back({character, confidence, {}});
    }
    decoded.confidence = confidence;
    return decoded;
}

TEST(IsText, LettersAndDigitsAreWhenTheyAreCertain) {
    EXPECT_TRUE(isText(decodedOf({"A", "D", "1"}, 0.7)));
    EXPECT_TRUE(isText(decodedOf({"茶", "叶"}, 0.7)));
    EXPECT_FALSE(isText(decodedOf({"A", "D", "1"}, 0.5)));
    EXPECT_FALSE(isText(decodedOf({}, 1)));
}

TEST(IsText, ALoneCharacterMustBeNearlyCertain) {
    EXPECT_TRUE(isText(decodedOf({"N"}, 0.96)));
    EXPECT_FALSE(isText(decodedOf({"邻"}, 0.92))) << "a knot in wood";
    EXPECT_FALSE(isText(decodedOf({"D", "."}, 0.9)));
}

TEST(IsText, SignsAloneAreNot) {
    EXPECT_FALSE(isText(decodedOf({"."}, 0.99)));
    EXPECT_FALSE(isText(decodedOf({"-", "-", "-", " ", "-"}, 0.99)));
}

TEST(TextReader, ReadsPrintInAllFourTurnsAndMapsItBack) {
    cv::Mat upright(300, 500, CV_8UC3, cv::Scalar::all(235));
    cv::putText(upright, "SERIAL 4711-0815", {60, 160}, cv::FONT_HERSHEY_SIMPLEX, 1.2, cv::Scalar::all(20), 2,
                cv::LINE_AA);
    auto texts = reader();
    for (const int turns : {0, 1, 2, 3}) {
        cv::Mat turned = upright.clone();
        for (int i = 0; i < turns; ++i) cv::rotate(turned.clone(), turned, cv::ROTATE_90_CLOCKWISE);
        const auto result = texts.read(frameOf(turned), {});
        ASSERT_TRUE(result);
        ASSERT_EQ(result->readings.size(), 1U) << "turns " << turns << "\n" << allTexts(*result);
        EXPECT_EQ(result->readings[0].text, "SERIAL 4711-0815") << "turns " << turns;
        const cv::Point2f along = result->readings[0].quad[1] - result->readings[0].quad[0];
        const cv::Point2f expected[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
        EXPECT_GT(along.dot(expected[turns]), 250) << "turns " << turns;
        EXPECT_EQ(result->readings[0].region, "0");
    }
}

TEST(TextReader, TinyAndExtremeFramesAreHandled) {
    auto texts = reader();
    for (const auto size : {cv::Size(1, 1), cv::Size(3, 2000), cv::Size(2000, 3), cv::Size(33, 31)}) {
        const auto result = texts.read(frameOf(cv::Mat(size, CV_8UC3, cv::Scalar::all(128))), {});
        EXPECT_TRUE(result) << size;
    }
}

TEST(TextReader, ReadsTheSoundCardOfOpenCvsDocumentation) {
    const cv::Mat board = cv::imread((kPhotos / "board.jpg").string());
    if (board.empty()) GTEST_SKIP() << "Debian's package opencv-doc is not installed";
    const auto result = reader().read(frameOf(board), {});
    ASSERT_TRUE(result);
    const auto texts = allTexts(*result);
    for (const auto* expected :
         {"TDA1517P", "CREATIVE", "C24.576", "YSH9937", "FOR HOME OR OFFICE USE", "Tested To Comply"}) {
        EXPECT_NE(texts.find(expected), std::string::npos) << expected << " is not among\n" << texts;
    }
    for (const auto& reading : result->readings) {
        std::string joined;
        for (const auto& character : reading.characters) joined += character.text;
        EXPECT_EQ(joined, reading.text);
        EXPECT_GE(reading.confidence, 0);
        EXPECT_LE(reading.confidence, 1);
    }
}

TEST(TextReader, TheSameFrameReadsTheSameTwice) {
    const cv::Mat box = cv::imread((kPhotos / "box_in_scene.png").string());
    if (box.empty()) GTEST_SKIP() << "Debian's package opencv-doc is not installed";
    auto texts = reader();
    const auto first = texts.read(frameOf(box), {});
    const auto second = texts.read(frameOf(box), {});
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->readings, second->readings);
    EXPECT_EQ(first->regions, second->regions);
}

}  // namespace
}  // namespace tidewaiter::ocr
