// Writes sample reports for the eye: sample_report DIR [board.jpg]. Not a test; look at them after a change
// of the style sheet, on a wide screen, a narrow one and on paper.
#include <cstdio>
#include <opencv2/imgcodecs.hpp>

#include "firmware/evidence/report.h"
#include "tests/evidence/sample.h"

using namespace tidewaiter;

static inspection::Inspection hostile(const cv::Mat& pixels) {
    auto made = evidence::soundCardAsTea(pixels);
    made.id = "HOSTILE";
    made.verdict = inspection::Verdict::Inspect;
    made.findings[0].severity = inspection::Severity::Inspect;
    made.declaration.goods = "绿茶 <script>alert(1)</script> \u202Eaet neerg";
    made.frames[0].quality.readable = false;
    made.frames[0].quality.hint = "too dark to read; move closer";
    made.readings[0].text = "<img src=x onerror=alert(1)>\x1D\xFF";
    made.readings[1].text = "שלום \u2066 مرحبا 深圳市电子有限公司";
    made.readings[2].text = std::string(400, 'W');
    return made;
}

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const cv::Mat photo = argc > 2 ? cv::imread(argv[2]) : evidence::testPicture();
    for (const auto& made :
         {evidence::soundCardAsTea(photo), evidence::emptyInspection(photo), hostile(photo)}) {
        const auto written = evidence::writeReport(made, argv[1]);
        std::printf("%s\n", written ? written->c_str() : written.error().message.c_str());
    }
    return 0;
}
