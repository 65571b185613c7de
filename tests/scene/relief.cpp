#include "tests/scene/relief.h"

#include <cassert>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/scene/relief_steps.h"

namespace tidewaiter::scene {

namespace {

/// Albedo of fresh white paint: grooves in bright metal cannot be lighter.
constexpr double kWhitest = 0.9;

/// Pixels around the body, so that slopes and blurs have something to stand on.
constexpr int kMarginPx = 2;

Relief emptyRelief(const Top& top, double pxPerMm) {
    Relief relief;
    relief.pxPerMm = pxPerMm;
    relief.area = grown(top.body, kMarginPx / pxPerMm);
    const cv::Size size(static_cast<int>(std::ceil(relief.area.width * pxPerMm)),
                        static_cast<int>(std::ceil(relief.area.height * pxPerMm)));
    for (cv::Mat1f* map : {&relief.heightUm, &relief.f0, &relief.cover, &relief.inset, &relief.formUm}) {
        map->create(size);
    }
    relief.albedo.create(size);
    relief.spread.create(size);
    return relief;
}

std::vector<Text> textsOf(const Item& item) {
    std::vector<Text> texts;
    for (const Mark& mark : item.marks) {
        const auto* text = std::get_if<Text>(&mark);
        if (text != nullptr && standsOnTop(item, *text)) texts.push_back(*text);
    }
    return texts;
}

}  // namespace

Slopes slopesOf(const cv::Mat1f& heightUm, double pxPerMm) {
    const double perPixel = 0.5 * pxPerMm / 1000;  // over two pixels, micrometers to millimeters
    const cv::Matx13f across(-1, 0, 1);
    const cv::Matx31f down(-1, 0, 1);
    Slopes slopes;
    cv::filter2D(heightUm, slopes.x, CV_32F, across * perPixel, {-1, -1}, 0, cv::BORDER_REPLICATE);
    cv::filter2D(heightUm, slopes.y, CV_32F, down * perPixel, {-1, -1}, 0, cv::BORDER_REPLICATE);
    return slopes;
}

Relief buildRelief(const Item& item, double pxPerMm, const Typesetter& typesetter) {
    assert(item.top.has_value());
    const Top& top = *item.top;
    const Random random(top.seed);
    Relief relief = emptyRelief(top, pxPerMm);
    mold(relief, top, random.fork("mold"));
    for (const OldMarking& old : top.old) {
        const Letters letters{old.texts, old.logo, old.left};
        mark(relief, letters, old.finish, typesetter, random.fork("old marking"));
        if (old.rubbedMm > 0) {
            rub(relief, coverageOf(relief, letters, typesetter), old.rubbedMm, random.fork("rub"));
        }
    }
    for (const Sanding& sanding : top.sanding) grind(relief, sanding, top.finish, random.fork("grind"));
    for (const Coat& coat : top.coats) coatOver(relief, coat, random.fork("coat"));
    const std::vector<Text> texts = textsOf(item);
    mark(relief, {texts, top.logo}, top.marking, typesetter, random.fork("marking"));
    wear(relief, top.wear, random.fork("wear"));
    cv::min(relief.albedo, cv::Scalar::all(kWhitest), relief.albedo);
    return relief;
}

}  // namespace tidewaiter::scene
