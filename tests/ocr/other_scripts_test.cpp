// Lines in scripts that the recognizer does not know, read by Tesseract's language packs.
#include "ocr/text/other_scripts.h"

#include <cairo.h>
#include <gtest/gtest.h>

#include <memory>
#include <opencv2/core.hpp>

#include "ocr/text/text_reader.h"
#include "tests/scene/typesetter.h"
#include "tests/vision/picture_frame.h"

namespace tidewaiter::ocr {
namespace {

models::Store store() {
    return models::Store::open(TIDEWAITER_STAGED_DATA).value();
}

const Alphabet& alphabet() {
    static const Alphabet keys(store().read("ppocr/keys.txt").value());
    return keys;
}

std::string textIn(const SecondOpinion& opinion) {
    const auto read = inAnotherScript(opinion, alphabet());
    return read ? read->text : std::string();
}

TEST(OtherScripts, AreAskedForByPacksOtherThanEnglishAndChinese) {
    for (const char* packs : {"rus", "eng+rus", "ara+eng", "eng+chi_sim+kor"})
        EXPECT_TRUE(asksForOtherScripts(packs)) << packs;
    for (const char* packs : {"", "eng", "eng+chi_sim", "chi_tra+eng+osd", "+", "eng+"})
        EXPECT_FALSE(asksForOtherScripts(packs)) << packs;
}

TEST(OtherScripts, TakeLinesInLettersOfTheirOwn) {
    for (const char* text :
         {"Игрушки детские", "ЧАЙ ЗЕЛЕНЫЙ 500 г", "شاي أخضر", "녹차 500 g", "Παιχνίδια ξύλινα"})
        EXPECT_EQ(textIn({text, 0.9}), text);
    const auto read = inAnotherScript({"Игрушки", 0.8}, alphabet());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->characters.size(), 7U);
    EXPECT_EQ(read->confidence, 0.8);
}

TEST(OtherScripts, LeaveTheRestToTheRecognizer) {
    for (const char* text : {"", "GREEN TEA", "绿茶", "ТОВАР", "НР СОРЕ 12", "— « » …", "\xFF\xFE", "12345",
                             "GREEN TEA ORGANIC Ж", "SERIAL NUMBER ЖЖ"})
        EXPECT_EQ(textIn({text, 0.95}), "") << text;
    EXPECT_EQ(textIn({"Игрушки детские", 0.5}), "") << "unsure";
}

/// Black print on a white sheet, one line under the other.
cv::Mat sheetWith(const std::vector<std::string>& lines, const scene::Typesetter& typesetter) {
    cv::Mat grey(120 + 90 * static_cast<int>(lines.size()), 900, CV_8U, cv::Scalar(0));
    const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
        cairo_image_surface_create_for_data(grey.data, CAIRO_FORMAT_A8, grey.cols, grey.rows,
                                            static_cast<int>(grey.step)),
        cairo_surface_destroy);
    const std::unique_ptr<cairo_t, void (*)(cairo_t*)> cairo(cairo_create(surface.get()), cairo_destroy);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        cairo_save(cairo.get());
        cairo_translate(cairo.get(), 60, 100 + 90 * static_cast<double>(i));
        typesetter.trace(cairo.get(), lines[i], {scene::Family::Sans, false}, 44);
        cairo_fill(cairo.get());
        cairo_restore(cairo.get());
    }
    cairo_surface_flush(surface.get());
    cv::Mat sheet;
    cv::merge(std::vector<cv::Mat>(3, 240 - grey * 0.85), sheet);
    return sheet;
}

TEST(OtherScripts, APackInTheLanguagesReadsItsLinesAndNoOthers) {
    const auto typesetter = scene::Typesetter::create();
    ASSERT_TRUE(typesetter) << typesetter.error().message;
    TextOptions options;
    options.languages = "eng+rus";
    auto reader = TextReader::load(store(), options);
    ASSERT_TRUE(reader) << reader.error().message;
    const auto sheet = sheetWith({"Игрушки детские", "MADE IN CHINA", "Зеленый чай"}, *typesetter);
    const auto result = reader->read(test::frameOf(sheet), {});
    ASSERT_TRUE(result);
    std::string texts;
    for (const auto& reading : result->readings) texts += reading.text + " [" + reading.reader + "]\n";
    EXPECT_NE(texts.find("Игрушки детские [tesseract]"), std::string::npos) << texts;
    EXPECT_NE(texts.find("Зеленый чай [tesseract]"), std::string::npos) << texts;
    EXPECT_NE(texts.find("MADE IN CHINA [ppocr"), std::string::npos) << texts;
}

}  // namespace
}  // namespace tidewaiter::ocr
