#include "firmware/evidence/annotate.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <string>

#include "firmware/evidence/picture.h"
#include "firmware/evidence/report.h"
#include "firmware/evidence/tag_layout.h"

namespace tidewaiter::evidence {

using inspection::Severity;

namespace {

const cv::Scalar kWhite(255, 255, 255);
const cv::Scalar kBlack(0, 0, 0);
constexpr double kQuietOpacity = 0.55;
constexpr int kFont = cv::FONT_HERSHEY_DUPLEX;
constexpr double kFontCapHeightPx = 21;  // of HERSHEY digits at scale 1

struct Pen {
    cv::Scalar color;   // BGR
    cv::Scalar casing;  // around lines, and the ink on tags
    double width;       // in units of the picture's line width
    bool dashed;
};

Pen penFor(Severity severity) {
    switch (severity) {
        case Severity::Hold:
            return {cv::Scalar(43, 21, 200), kWhite, 1.4, false};
        case Severity::Inspect:
            return {cv::Scalar(0, 176, 255), kBlack, 1.0, true};
        case Severity::Info:
            break;
    }
    return {cv::Scalar(190, 100, 20), kWhite, 0.8, false};
}

int longSide(const cv::Mat& canvas) {
    return std::max(canvas.cols, canvas.rows);
}
double lineUnit(const cv::Mat& canvas) {
    return std::max(1.5, longSide(canvas) / 400.0);
}
double tagTextHeight(const cv::Mat& canvas) {
    return std::max(10.0, longSide(canvas) / 48.0);
}

// Drawn with sub-pixel places: OpenCV takes coordinates in 1/16 pixel.
constexpr int kShift = 4;
cv::Point subPixel(const cv::Point2f& point) {
    return {cvRound(point.x * 16), cvRound(point.y * 16)};
}

void drawSegment(cv::Mat& canvas, const cv::Point2f& a, const cv::Point2f& b, const cv::Scalar& color,
                 int width) {
    cv::line(canvas, subPixel(a), subPixel(b), color, width, cv::LINE_AA, kShift);
}

// An even number of equal parts per side, so that every corner is drawn.
void drawDashes(cv::Mat& canvas, const cv::Point2f& a, const cv::Point2f& b, const cv::Scalar& color,
                int width, double dash) {
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    const int parts = 2 * std::max(1, static_cast<int>(length / dash / 2)) + 1;
    for (int i = 0; i < parts; i += 2) {
        const auto at = [&](int k) {
            return a + (b - a) * (static_cast<float>(k) / static_cast<float>(parts));
        };
        drawSegment(canvas, at(i), at(i + 1), color, width);
    }
}

vision::Quad scaledQuad(const vision::Quad& quad, double scale) {
    vision::Quad result = quad;
    for (auto& corner : result) corner = scaledPoint(corner, scale);
    return result;
}

void outlineQuietly(cv::Mat& canvas, const vision::Quad& quad) {
    const int width = std::max(1, cvRound(lineUnit(canvas) / 3));
    for (const auto& [color, extra] : {std::pair{kBlack, 2 * width}, std::pair{kWhite, 0}}) {
        for (std::size_t i = 0; i < 4; ++i) {
            drawSegment(canvas, quad[i], quad[(i + 1) % 4], color, width + extra);
        }
    }
}

// Beside what it surrounds, not upon it; but never beyond the picture's edge, where it could not be seen.
vision::Quad roundAbout(const cv::Mat& canvas, const vision::Quad& quad, int casing) {
    vision::Quad outline = widened(quad, casing / 2.0);
    const auto inset = static_cast<float>(casing) / 2;
    const auto right = std::max(inset, static_cast<float>(canvas.cols - 1) - inset);
    const auto bottom = std::max(inset, static_cast<float>(canvas.rows - 1) - inset);
    for (auto& corner : outline) {
        corner = {std::clamp(corner.x, inset, right), std::clamp(corner.y, inset, bottom)};
    }
    return outline;
}

void outlineEvidence(cv::Mat& canvas, const vision::Quad& evidence, const Pen& pen) {
    const double unit = lineUnit(canvas);
    const int width = std::max(1, cvRound(unit * pen.width));
    const int casing = width + 2 * std::max(1, cvRound(unit * 0.35));
    const vision::Quad quad = roundAbout(canvas, evidence, casing);
    for (std::size_t i = 0; i < 4; ++i) drawSegment(canvas, quad[i], quad[(i + 1) % 4], pen.casing, casing);
    for (std::size_t i = 0; i < 4; ++i) {
        const auto& from = quad[i];
        const auto& to = quad[(i + 1) % 4];
        if (pen.dashed) {
            drawDashes(canvas, from, to, pen.color, width, 5 * unit);
        } else {
            drawSegment(canvas, from, to, pen.color, width);
        }
    }
}

struct Lettering {
    double scale;
    int thickness;
};

Lettering letteringOf(const cv::Mat& canvas) {
    const double height = tagTextHeight(canvas);
    return {height / kFontCapHeightPx, std::max(1, cvRound(height / 11))};
}

cv::Size tagSize(const cv::Mat& canvas, const std::string& number) {
    const auto [scale, thickness] = letteringOf(canvas);
    const double height = tagTextHeight(canvas);
    const cv::Size text = cv::getTextSize(number, kFont, scale, thickness, nullptr);
    return {std::max(cvRound(height * 1.7), cvRound(text.width + height * 0.8)), cvRound(height * 1.7)};
}

void drawTag(cv::Mat& canvas, const cv::Rect& place, const std::string& number, const Pen& pen) {
    const auto [scale, thickness] = letteringOf(canvas);
    const int border = std::max(1, cvRound(tagTextHeight(canvas) / 10));
    const cv::Rect inner(place.x + border, place.y + border, place.width - 2 * border,
                         place.height - 2 * border);
    cv::rectangle(canvas, place, pen.casing, cv::FILLED);
    cv::rectangle(canvas, inner, pen.color, cv::FILLED);
    const cv::Size text = cv::getTextSize(number, kFont, scale, thickness, nullptr);
    const cv::Point origin(place.x + (place.width - text.width) / 2,
                           place.y + (place.height + text.height) / 2);
    cv::putText(canvas, number, origin, kFont, scale, pen.casing, thickness, cv::LINE_AA);
}

cv::Point2f nearestCorner(const vision::Quad& quad, const cv::Point2f& to) {
    return *std::min_element(quad.begin(), quad.end(), [&to](const cv::Point2f& a, const cv::Point2f& b) {
        return cv::norm(a - to) < cv::norm(b - to);
    });
}

// A tag that had to stand apart is tied to its quad.
void drawLeader(cv::Mat& canvas, const cv::Rect& place, const vision::Quad& quad, const Pen& pen) {
    const cv::Point2f middle = (place.tl() + place.br()) / 2;
    const std::vector<cv::Point2f> outline(quad.begin(), quad.end());
    if (cv::pointPolygonTest(outline, middle, true) > -1.2 * place.height) return;
    const int width = std::max(1, cvRound(lineUnit(canvas) / 2));
    const cv::Point2f end = nearestCorner(quad, middle);
    drawSegment(canvas, middle, end, pen.casing, 3 * width);
    drawSegment(canvas, middle, end, pen.color, width);
}

void drawQuietRegions(cv::Mat& canvas, const std::vector<vision::Quad>& quads) {
    if (quads.empty()) return;
    cv::Mat drawn = canvas.clone();
    for (const auto& quad : quads) outlineQuietly(drawn, quad);
    cv::addWeighted(drawn, kQuietOpacity, canvas, 1 - kQuietOpacity, 0, canvas);
}

struct Evidence {
    Pen pen;
    vision::Quad quad;
    std::string number;
};

void drawEvidence(cv::Mat& canvas, const std::vector<Evidence>& evidence,
                  const std::vector<vision::Quad>& others) {
    std::vector<Tag> tags;
    tags.reserve(evidence.size());
    for (const auto& item : evidence) tags.push_back({item.quad, tagSize(canvas, item.number)});
    const auto places = placeTags(tags, others, canvas.size());
    // The gravest choose their places first and are drawn last, above the others.
    for (std::size_t i = evidence.size(); i-- > 0;)
        outlineEvidence(canvas, evidence[i].quad, evidence[i].pen);
    for (std::size_t i = evidence.size(); i-- > 0;) {
        if (places[i]) drawLeader(canvas, *places[i], evidence[i].quad, evidence[i].pen);
    }
    for (std::size_t i = 0; i < evidence.size(); ++i) {
        if (places[i]) drawTag(canvas, *places[i], evidence[i].number, evidence[i].pen);
    }
}

bool isLegible(vision::RegionKind kind) {
    return kind == vision::RegionKind::Text || kind == vision::RegionKind::Barcode;
}

std::vector<Evidence> evidenceIn(const CaseIndex& index, const std::string& frame, double scale) {
    std::vector<Mark> marks = index.marks();
    std::stable_sort(marks.begin(), marks.end(),
                     [](const Mark& a, const Mark& b) { return a.severity > b.severity; });
    std::vector<Evidence> evidence;
    for (const auto& mark : marks) {
        if (mark.region->frame != frame || !isDrawable(mark.region->quad)) continue;
        evidence.push_back(
            {penFor(mark.severity), scaledQuad(mark.region->quad, scale), std::to_string(mark.number)});
    }
    return evidence;
}

}  // namespace

cv::Mat drawRegions(const inspection::Inspection& inspection, const CaseIndex& index,
                    const vision::Frame& frame, double scale) {
    if (frame.pixels.empty()) return {};
    cv::Mat canvas = scaled(frame.pixels, scale);
    std::vector<vision::Quad> quiet;
    std::vector<vision::Quad> legible;  // what tags keep clear of
    for (const auto& region : inspection.regions) {
        if (region.frame != frame.id || index.markOf(region.id) || !isDrawable(region.quad)) continue;
        quiet.push_back(scaledQuad(region.quad, scale));
        if (isLegible(region.kind)) legible.push_back(quiet.back());
    }
    drawQuietRegions(canvas, quiet);
    drawEvidence(canvas, evidenceIn(index, frame.id, scale), legible);
    return canvas;
}

cv::Mat annotate(const inspection::Inspection& inspection, const vision::Frame& frame) {
    return drawRegions(inspection, CaseIndex(inspection), frame, 1.0);
}

}  // namespace tidewaiter::evidence
