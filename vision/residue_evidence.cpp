#include "vision/internal/residue_evidence.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace tidewaiter::vision {

namespace {

constexpr int kNearest = 8;        ///< pixels around the label that do not count as its surroundings
constexpr int kEven = 22;          ///< grey levels that even ground may differ
constexpr double kLeastStep = 14;  ///< grey levels: remains are so much paler
constexpr double kInk = 0.35;      ///< of the ground: ink is so much darker than what it lies on
constexpr int kThick = 9;          ///< pixels: print is narrower
constexpr int kSegment = 20;       ///< columns
constexpr int kSparse = 3;         ///< of rows and columns one is looked at
constexpr int kLeastPlaces = 50;
constexpr int kAtBorder = 6;  ///< pixels from the label's border

double medianOf(std::vector<float>& values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Where the surroundings are looked at.
cv::Mat ringOf(const LabelSheet& sheet) {
    cv::Mat ring = sheet.seen.clone();
    const int near = sheet.rim - kNearest;
    ring(cv::Rect(near, near, sheet.body + 2 * kNearest, sheet.body + 2 * kNearest)).setTo(0);
    return ring;
}

/// From the middle of a square of `side`, in halves of it.
cv::Vec3d placeOf(int x, int y, int side) {
    const double half = side / 2.0;
    return {1, (x - half) / half, (y - half) / half};
}

/// The plane through most of what the ring shows of `white`, from its median on.
cv::Vec3d planeThrough(const cv::Mat& white, const cv::Mat& ring, double median) {
    cv::Vec3d plane(median, 0, 0);
    for (const double reach : {40.0, 25.0, 20.0}) {
        cv::Matx33d terms = cv::Matx33d::zeros();
        cv::Vec3d sums(0, 0, 0);
        for (int y = 0; y < ring.rows; y += kSparse) {
            for (int x = 0; x < ring.cols; x += kSparse) {
                if (ring.at<uchar>(y, x) == 0) continue;
                const auto at = placeOf(x, y, ring.cols);
                const double value = white.at<float>(y, x);
                if (std::abs(value - plane.dot(at)) > reach) continue;
                terms += at * at.t();
                sums += at * value;
            }
        }
        if (terms(0, 0) < kLeastPlaces) break;
        plane = terms.inv(cv::DECOMP_SVD) * sums;
    }
    return plane;
}

/// Brightness above what the surroundings have, where they are carried on as a plane through the inside.
cv::Mat aboveGround(const LabelSheet& sheet, const cv::Mat& ring, double level) {
    cv::Mat white;
    sheet.white.convertTo(white, CV_32F);
    const auto plane = planeThrough(white, ring, level);
    for (int y = 0; y < white.rows; ++y) {
        for (int x = 0; x < white.cols; ++x)
            white.at<float>(y, x) -= static_cast<float>(plane.dot(placeOf(x, y, white.cols)));
    }
    return white;
}

double medianWithin(const cv::Mat& values, const cv::Rect& box, const cv::Mat& leftOut) {
    std::vector<float> some;
    for (int y = box.y; y < box.br().y; y += 2) {
        for (int x = box.x; x < box.br().x; x += 2) {
            if (leftOut.empty() || leftOut.at<uchar>(y, x) == 0) some.push_back(values.at<float>(y, x));
        }
    }
    return medianOf(some);
}

/// Brightness of the surroundings, and how far their blue falls short of their red.
void measureGround(const LabelSheet& sheet, const cv::Mat& ring, ResidueEvidence& evidence) {
    std::vector<float> tones;
    std::vector<float> shares;
    for (int y = 0; y < ring.rows; y += kSparse) {
        for (int x = 0; x < ring.cols; x += kSparse) {
            if (ring.at<uchar>(y, x) == 0) continue;
            tones.push_back(sheet.white.at<uchar>(y, x));
            const auto bgr = sheet.bgr.at<cv::Vec3b>(y, x);
            shares.push_back(static_cast<float>(bgr[2] - bgr[0]) / std::max(1.F, static_cast<float>(bgr[2])));
        }
    }
    evidence.ground = medianOf(tones);
    evidence.brown = medianOf(shares);
}

struct Border {
    int columns = 0;
    int flush = 0;
    int leaked = 0;
    int flushSides = 0;
    std::vector<float> steps;  ///< of the segments without remains
};

bool anyIn(const cv::Mat& mask, int column, int from, int to) {
    for (int row = from; row <= to; ++row) {
        if (mask.at<uchar>(row, column) != 0) return true;
    }
    return false;
}

/// Adds what lies along the upper side of a view turned so that the side is on top.
void addSide(const cv::Mat& remains, const cv::Mat& above, int rim, int body, Border& border) {
    int flush = 0;
    for (int column = rim + 4; column < rim + body - 4; ++column) {
        const bool inside = anyIn(remains, column, rim + 1, rim + 4);
        const bool outside = anyIn(remains, column, rim - 6, rim - 3);
        ++border.columns;
        flush += inside && !outside ? 1 : 0;
        border.leaked += outside && anyIn(remains, column, rim - 3, rim + 1) ? 1 : 0;
    }
    border.flush += flush;
    border.flushSides += flush > body / 16 ? 1 : 0;
    for (int column = rim + kSegment / 2; column + kSegment <= rim + body; column += kSegment) {
        const cv::Rect in(column, rim + 5, kSegment, 13);
        const cv::Rect out(column, rim - 18, kSegment, 13);
        if (2 * cv::countNonZero(remains(in)) > in.area() || 2 * cv::countNonZero(remains(out)) > out.area())
            continue;
        border.steps.push_back(
            static_cast<float>(medianWithin(above, in, remains) - medianWithin(above, out, remains)));
    }
}

Border borderOf(const cv::Mat& remains, const cv::Mat& above, const LabelSheet& sheet) {
    Border border;
    cv::Mat mask = remains.clone();
    cv::Mat values = above.clone();
    for (int side = 0; side < 4; ++side) {
        addSide(mask, values, sheet.rim, sheet.body, border);
        cv::rotate(mask.clone(), mask, cv::ROTATE_90_COUNTERCLOCKWISE);
        cv::rotate(values.clone(), values, cv::ROTATE_90_COUNTERCLOCKWISE);
    }
    return border;
}

double lengthOf(const cv::Mat& mask) {
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(mask, contours, cv::RETR_LIST, cv::CHAIN_APPROX_NONE);
    double length = 0;
    for (const auto& contour : contours) length += cv::arcLength(contour, true);
    return length;
}

/// How the remains' own borders look, away from the label's.
void measureEdges(const cv::Mat& remains, const cv::Mat& above, ResidueEvidence& evidence) {
    cv::Mat smooth;
    cv::GaussianBlur(remains, smooth, {0, 0}, 4);
    smooth = smooth > 127;
    evidence.ragged = lengthOf(remains) / std::max(20.0, lengthOf(smooth));
    cv::Mat dx;
    cv::Mat dy;
    cv::Sobel(above, dx, CV_32F, 1, 0, 3, 1.0 / 8);
    cv::Sobel(above, dy, CV_32F, 0, 1, 3, 1.0 / 8);
    cv::Mat slope;
    cv::magnitude(dx, dy, slope);
    cv::Mat rim;
    cv::morphologyEx(remains, rim, cv::MORPH_GRADIENT, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    evidence.sharp = cv::mean(slope, rim)[0] / std::max(5.0, evidence.contrast);
}

/// Pixels paler than both ground and film.
cv::Mat remainsIn(const cv::Mat& above, double film, const cv::Mat& seen) {
    cv::Mat remains = (above > std::max(0.0, film) + kLeastStep) & seen;
    cv::morphologyEx(remains, remains, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    return remains;
}

double shareOf(const cv::Mat& mask, const cv::Mat& of) {
    return cv::countNonZero(mask & of) / std::max(1.0, static_cast<double>(cv::countNonZero(of)));
}

void measureInside(const cv::Mat& remains, const cv::Mat& above, double film, ResidueEvidence& evidence) {
    const cv::Mat all(remains.size(), CV_8U, cv::Scalar(255));
    evidence.remains = shareOf(remains, all);
    cv::Mat thick;
    cv::morphologyEx(remains, thick, cv::MORPH_OPEN,
                     cv::getStructuringElement(cv::MORPH_RECT, {kThick, kThick}));
    evidence.thick = shareOf(thick, remains);
    evidence.ink = shareOf((above < film - kInk * evidence.ground) & (remains == 0), all);
}

void measureBorder(const Border& border, ResidueEvidence& evidence) {
    evidence.flush = static_cast<double>(border.flush) / border.columns;
    evidence.leaked = static_cast<double>(border.leaked) / border.columns;
    evidence.flushSides = border.flushSides;
    auto steps = border.steps;
    evidence.film = medianOf(steps);
}

}  // namespace

ResidueEvidence residueEvidence(const LabelSheet& sheet) {
    ResidueEvidence evidence;
    const cv::Rect body(sheet.rim, sheet.rim, sheet.body, sheet.body);
    const cv::Mat ring = ringOf(sheet);
    measureGround(sheet, ring, evidence);
    const cv::Mat above = aboveGround(sheet, ring, evidence.ground);
    cv::Mat smooth;
    cv::blur(above, smooth, {3, 3});
    evidence.even = shareOf(cv::abs(smooth) < kEven, ring);
    const double film = medianWithin(smooth, body, {});
    const cv::Mat remains = remainsIn(smooth, film, sheet.seen);
    measureInside(remains(body), smooth(body), film, evidence);
    measureBorder(borderOf(remains, smooth, sheet), evidence);
    evidence.contrast = medianWithin(smooth, body, remains == 0) - medianWithin(smooth, body, remains);
    cv::Mat inside = cv::Mat::zeros(remains.size(), CV_8U);
    const cv::Rect core(body.x + kAtBorder, body.y + kAtBorder, body.width - 2 * kAtBorder,
                        body.height - 2 * kAtBorder);
    remains(core).copyTo(inside(core));
    measureEdges(inside, above, evidence);
    return evidence;
}

}  // namespace tidewaiter::vision
