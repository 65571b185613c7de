// Lines that lie unluckily: cut in two by the detector, or the other way up than they look.
#include "ocr/text/line_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "models/store.h"
#include "tests/ocr/line_boxes.h"

namespace tidewaiter::ocr {
namespace {

/// With `sure` above 1 every line is in doubt, as print on a worn chip is.
LineReader reader(double sure, double agreed = 0.99) {
    const auto store = models::Store::open(TIDEWAITER_STAGED_DATA).value();
    auto session = Session::load(store.read("ppocr/rec.onnx").value(), "ppocr/rec.onnx", {});
    LineReaderOptions options;
    options.sure = sure;
    options.agreed = agreed;
    return {Recognizer(std::move(session.value()), store.read("ppocr/keys.txt").value()), std::nullopt,
            models::PrintWords::load(store).value(), models::MarkingGrammar::load(store).value(), options};
}

cv::Mat paper() {
    return {400, 600, CV_8UC3, cv::Scalar::all(225)};
}

/// Prints `text` with its baseline at `y`; its box.
vision::Quad print(cv::Mat& picture, const std::string& text, int y) {
    const cv::Point left(60, y);
    cv::putText(picture, text, left, cv::FONT_HERSHEY_SIMPLEX, 1, cv::Scalar::all(30), 2, cv::LINE_AA);
    const auto size = cv::getTextSize(text, cv::FONT_HERSHEY_SIMPLEX, 1, 2, nullptr);
    return lineBox(static_cast<float>(left.x - 2), static_cast<float>(y - size.height - 4),
                   static_cast<float>(size.width + 4), static_cast<float>(size.height + 8));
}

/// A box as it is found when the picture is turned by a half: the detector cannot see which way up it is.
DetectedLine turnedBox(const vision::Quad& quad, const cv::Size& picture) {
    const cv::Point2f corner(static_cast<float>(picture.width), static_cast<float>(picture.height));
    return {{corner - quad[2], corner - quad[3], corner - quad[0], corner - quad[1]}, 0.9F};
}

std::vector<std::string> textsOf(const std::vector<LineText>& lines) {
    std::vector<std::string> texts;
    for (const auto& line : lines) texts.push_back(line.decoded.text);
    return texts;
}

/// The two boxes that a line falls into at `share` of its length.
std::vector<DetectedLine> cut(const vision::Quad& line, float share) {
    const auto top = line[0] + (line[1] - line[0]) * share;
    const auto bottom = line[3] + (line[2] - line[3]) * share;
    return {{{line[0], top, bottom, line[3]}, 0.9F}, {{top, line[1], line[2], bottom}, 0.8F}};
}

TEST(LineReader, ReadsALineThatWasCutAsOne) {
    auto picture = paper();
    const auto line = print(picture, "SERIAL 4711-0815", 200);
    auto lineReader = reader(2);
    for (const float share : {0.36F, 0.45F, 0.54F, 0.63F, 0.72F}) {  // through characters, and between them
        const auto lines = lineReader.read(picture, cut(line, share));
        ASSERT_TRUE(lines) << lines.error().message;
        ASSERT_EQ(lines->size(), 3U) << share << testing::PrintToString(textsOf(*lines));
        EXPECT_EQ(lines->back().decoded.text, "SERIAL 4711-0815") << share;
        EXPECT_NEAR(cv::norm(lines->back().quad[1] - lines->back().quad[0]), cv::norm(line[1] - line[0]), 10);
        EXPECT_EQ(lines->back().score, 0.8F) << "of the worse part";
    }
}

TEST(LineReader, KeepsPartsThatAreSureApart) {
    auto picture = paper();
    const auto line = print(picture, "SERIAL 4711-0815", 200);
    const auto lines = reader(0.05).read(picture, cut(line, 0.36F));
    ASSERT_TRUE(lines) << lines.error().message;
    EXPECT_EQ(lines->size(), 2U) << testing::PrintToString(textsOf(*lines));
}

TEST(LineReader, KeepsLinesBelowEachOtherApart) {
    auto picture = paper();
    const auto upper = print(picture, "MODEL TDA1517P", 160);
    const auto lower = print(picture, "4711-0815", 220);
    const auto lines = reader(2).read(picture, {{upper, 0.9F}, {lower, 0.9F}});
    ASSERT_TRUE(lines) << lines.error().message;
    EXPECT_EQ(textsOf(*lines), (std::vector<std::string>{"MODEL TDA1517P", "4711-0815"}));
}

TEST(LineReader, TurnsALineThatReadsBothWaysAsItsNeighborsStand) {
    auto picture = paper();
    const std::vector<vision::Quad> boxes = {print(picture, "0689", 240),
                                             print(picture, "SERIAL 4711-0815", 200),
                                             print(picture, "MODEL TDA1517P", 280)};
    cv::rotate(picture, picture, cv::ROTATE_180);
    std::vector<DetectedLine> found;
    for (const auto& box : boxes) found.push_back(turnedBox(box, picture.size()));
    const auto alone = reader(2).read(picture, {found[0]});
    ASSERT_TRUE(alone) << alone.error().message;
    EXPECT_EQ(alone->front().decoded.text, "6890") << "nothing says which way up it is";
    const auto together = reader(2).read(picture, found);
    ASSERT_TRUE(together) << together.error().message;
    ASSERT_GE(together->size(), 3U);
    EXPECT_EQ((*together)[0].decoded.text, "0689");
    EXPECT_LT((*together)[0].quad[1].x, (*together)[0].quad[0].x);
    EXPECT_EQ((*together)[1].decoded.text, "SERIAL 4711-0815");
    EXPECT_EQ((*together)[2].decoded.text, "MODEL TDA1517P");
}

/// Without the blank that the line's margin is sometimes read as.
std::string bare(const LineText& line) {
    const auto& text = line.decoded.text;
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

/// The same view without any movement.
vision::SameView unmoved(const cv::Mat& picture) {
    return {picture, cv::Matx33d::eye()};
}

/// Nothing but noise and a shadow of the print is left.
cv::Mat worn(const cv::Mat& picture, unsigned seed) {
    cv::Mat out;
    cv::GaussianBlur(picture, out, {}, 3);
    cv::Mat noise(out.size(), CV_16SC3);
    cv::RNG(seed).fill(noise, cv::RNG::NORMAL, 0, 25);
    cv::add(out, noise, out, cv::noArray(), CV_8UC3);
    return out;
}

TEST(LineReader, ReadsInOtherPicturesWhatIsInDoubtInOne) {
    auto clear = paper();
    const auto line = print(clear, "SERIAL 4711-0815", 200);
    const auto hard = worn(clear, 3);
    const auto alone = reader(0.05).read(hard, {{line, 0.9F}});
    ASSERT_TRUE(alone) << alone.error().message;
    ASSERT_LT(alone->front().decoded.confidence, 0.6) << "else there is nothing to gain";
    const auto lines = reader(0.05).read(hard, {{line, 0.9F}}, {unmoved(clear), unmoved(clear)});
    ASSERT_TRUE(lines) << lines.error().message;
    EXPECT_EQ(bare(lines->front()), "SERIAL 4711-0815");
    EXPECT_GT(lines->front().decoded.confidence, alone->front().decoded.confidence);
}

// A picture that was shaken has nothing to say about a line that another one shows clearly.
TEST(LineReader, LosesNothingToAPictureThatIsWorse) {
    auto clear = paper();
    const auto line = print(clear, "SERIAL 4711-0815", 200);
    const auto alone = reader(0.05).read(clear, {{line, 0.9F}});
    const auto lines =
        reader(0.05).read(clear, {{line, 0.9F}}, {unmoved(worn(clear, 3)), unmoved(worn(clear, 4))});
    ASSERT_TRUE(alone && lines);
    EXPECT_EQ(bare(lines->front()), "SERIAL 4711-0815");
    EXPECT_GE(lines->front().decoded.confidence, 0.9 * alone->front().decoded.confidence);
}

// Of what the pictures contradict each other in, nothing is told with certainty.
TEST(LineReader, DoubtsWhatThePicturesDisagreeAbout) {
    auto one = paper();
    const auto line = print(one, "SERIAL 4711-0815", 200);
    auto other = paper();
    print(other, "SERIAL 4711-0615", 200);
    const auto lines = reader(1.1, 1.1).read(one, {{line, 0.9F}}, {unmoved(other)});
    ASSERT_TRUE(lines) << lines.error().message;
    EXPECT_LT(lines->front().decoded.confidence, 0.7);
}

TEST(LineReader, DoesNotLookWhereALineIsOutsideTheOtherPicture) {
    auto picture = paper();
    const auto line = print(picture, "SERIAL 4711-0815", 200);
    const vision::SameView away{picture, {1, 0, 500, 0, 1, 0, 0, 0, 1}};
    const auto lines = reader(2).read(picture, {{line, 0.9F}}, {away});
    ASSERT_TRUE(lines) << lines.error().message;
    EXPECT_EQ(lines->front().decoded.text, "SERIAL 4711-0815");
}

TEST(LineReader, OfNoLinesReadsNothing) {
    const auto lines = reader(0.9).read(paper(), {});
    ASSERT_TRUE(lines) << lines.error().message;
    EXPECT_TRUE(lines->empty());
}

TEST(LineReader, OfABoxOutsideThePictureReadsNoText) {
    const auto lines = reader(0.9).read(paper(), {{lineBox(5000, 5000), 0.9F}, {lineBox(-300, 10), 0.9F}});
    ASSERT_TRUE(lines) << lines.error().message;
    for (const auto& line : *lines) EXPECT_FALSE(isText(line.decoded)) << line.decoded.text;
}

}  // namespace
}  // namespace tidewaiter::ocr
