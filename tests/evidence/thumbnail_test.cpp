// Every report carries its small picture, and the overview finds it there.
#include "firmware/evidence/thumbnail.h"

#include <gtest/gtest.h>

#include <opencv2/core.hpp>

#include "firmware/evidence/report.h"
#include "tests/evidence/sample.h"

namespace tidewaiter::evidence {

TEST(Thumbnail, stands_in_the_head_of_the_report) {
    const auto made = soundCardAsTea(testPicture());
    const auto uri = thumbnailUri(made);
    EXPECT_EQ(uri.find("data:image/jpeg;base64,"), 0U);
    EXPECT_EQ(iconOfReport(htmlReport(made).substr(0, kReportHeadBytes)), uri);
    EXPECT_EQ(iconOfReport(htmlReport(emptyInspection({}))), "");
}

TEST(Thumbnail, of_any_picture_is_small) {
    cv::Mat noise(3000, 4000, CV_8UC3);
    cv::randu(noise, 0, 255);
    for (const auto& picture : {noise, cv::Mat(noise, cv::Rect(0, 0, 4000, 3)), cv::Mat(1, 1, CV_8UC3),
                                cv::Mat(noise, cv::Rect(0, 0, 144, 144))}) {
        const auto uri = thumbnailUri(emptyInspection(picture));
        EXPECT_FALSE(uri.empty());
        EXPECT_LE(uri.size(), kMaxThumbnailBytes);
    }
}

TEST(Thumbnail, that_is_no_picture_of_ours_is_not_taken) {
    const std::string start = "<link rel=\"icon\" href=\"data:image/jpeg;base64,";
    EXPECT_EQ(iconOfReport(start + "AAAA\">"), "data:image/jpeg;base64,AAAA");
    for (const auto& head :
         {std::string(), std::string("<p>no icon</p>"), start + "AAAA", start + "AA<AA\">", start + "A A\">",
          std::string("<link rel=\"icon\" href=\"javascript:alert(1)\">"),
          start + std::string(kMaxThumbnailBytes, 'A') + "\">"}) {
        EXPECT_EQ(iconOfReport(head), "") << head.substr(0, 60);
    }
}

}  // namespace tidewaiter::evidence
