#include <algorithm>
#include <cmath>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "vision/internal/package_features.h"
#include "vision/internal/package_leads.h"

namespace tidewaiter::vision {

namespace {

constexpr int kBodyPx = 40;
constexpr int kRimPx = 12;
constexpr double kLeastEdge = 0.06;  ///< strength of the weakest side after snapping
constexpr double kMostSlant = 0.45;  ///< cosine at a corner: a body seen from the side
constexpr double kLeastSide = 8;     ///< pixels of the largest level
constexpr double kMostAspect = 6.5;

constexpr std::array<std::string_view, kPackageFeatures> kNames = {"strength 1",
                                                                   "strength 2",
                                                                   "strength 3",
                                                                   "strength 4",
                                                                   "complete 1",
                                                                   "complete 2",
                                                                   "complete 3",
                                                                   "complete 4",
                                                                   "rough most",
                                                                   "rough mean",
                                                                   "beyond most",
                                                                   "beyond mean",
                                                                   "grey",
                                                                   "uneven",
                                                                   "even share",
                                                                   "light share",
                                                                   "dark share",
                                                                   "color",
                                                                   "inner edges",
                                                                   "slope",
                                                                   "rim differs",
                                                                   "rim edges",
                                                                   "contrast 1",
                                                                   "contrast 2",
                                                                   "contrast 3",
                                                                   "contrast 4",
                                                                   "signed least",
                                                                   "signed most",
                                                                   "strip uneven",
                                                                   "strip edges",
                                                                   "outer edges",
                                                                   "edge ratio",
                                                                   "outer color",
                                                                   "color contrast",
                                                                   "size",
                                                                   "share",
                                                                   "aspect",
                                                                   "skew",
                                                                   "slant",
                                                                   "at border",
                                                                   "board",
                                                                   "middle differs",
                                                                   "grey surround",
                                                                   "corner cut",
                                                                   "leads best pair",
                                                                   "leads other pair",
                                                                   "leads mean",
                                                                   "leads contrast",
                                                                   "leads best side",
                                                                   "leads pitch"};

struct Strip {
    double contrast = 0;  ///< distance of color from the body's, grey levels
    double step = 0;      ///< grey less the body's
    double uneven = 0;
    double edges = 0;
};

std::array<double, 3> medianOf(const cv::Mat& bgr) {
    std::array<std::array<int, 256>, 3> counts{};
    for (int y = 0; y < bgr.rows; ++y) {
        const uchar* at = bgr.ptr(y);
        for (int x = 0; x < bgr.cols; ++x, at += 3) {
            ++counts[0][at[0]];
            ++counts[1][at[1]];
            ++counts[2][at[2]];
        }
    }
    std::array<double, 3> median{};
    for (std::size_t c = 0; c < 3; ++c) {
        int level = 0;
        for (int below = counts[c][0]; 2 * below < static_cast<int>(bgr.total()) && level < 255;)
            below += counts[c][static_cast<std::size_t>(++level)];
        median[c] = level;
    }
    return median;
}

double greyLevel(const std::array<double, 3>& bgr) {
    return 0.114 * bgr[0] + 0.587 * bgr[1] + 0.299 * bgr[2];
}

double spreadOf(const std::array<double, 3>& bgr) {
    const auto [least, most] = std::minmax_element(bgr.begin(), bgr.end());
    return *most - *least;
}

double distance(const std::array<double, 3>& a, const std::array<double, 3>& b) {
    return std::max({std::abs(a[0] - b[0]), std::abs(a[1] - b[1]), std::abs(a[2] - b[2])});
}

/// Mean absolute step to the right and down, grey levels.
double edgesIn(const cv::Mat& grey) {
    if (grey.cols < 2 || grey.rows < 2) return 0;
    const cv::Rect first(0, 0, grey.cols - 1, grey.rows - 1);
    const cv::Rect right(1, 0, grey.cols - 1, grey.rows - 1);
    const cv::Rect down(0, 1, grey.cols - 1, grey.rows - 1);
    const double pixels = static_cast<double>(first.area());
    return (cv::norm(grey(first), grey(right), cv::NORM_L1) +
            cv::norm(grey(first), grey(down), cv::NORM_L1)) /
           pixels / 2;
}

double deviationOf(const cv::Mat& grey) {
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(grey, mean, deviation);
    return deviation[0];
}

/// Sorted, least first.
std::array<double, 4> sorted(std::array<double, 4> values) {
    std::sort(values.begin(), values.end());
    return values;
}

double meanOf(const std::array<double, 4>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / 4;
}

/// Fills features one after the other, so that their order stands in one place: kNames.
class Writer {
  public:
    explicit Writer(PackageFeatures& features) : features_(features) {}
    void add(double value) { features_.at(next_++) = value; }
    void add(const std::array<double, 4>& values) {
        for (const double value : values) add(value);
    }
    [[nodiscard]] std::size_t written() const { return next_; }

  private:
    PackageFeatures& features_;
    std::size_t next_ = 0;
};

void addEdges(Writer& out, const BodySides& sides) {
    std::array<double, 4> strength{}, complete{}, rough{}, beyond{};
    for (std::size_t i = 0; i < 4; ++i) {
        strength[i] = sides[i].strength;
        complete[i] = sides[i].complete;
        rough[i] = sides[i].rough;
        beyond[i] = sides[i].beyond;
    }
    out.add(sorted(strength));
    out.add(sorted(complete));
    out.add(sorted(rough)[3]);
    out.add(meanOf(rough));
    out.add(sorted(beyond)[3]);
    out.add(meanOf(beyond));
}

struct Top {
    std::array<double, 3> color{};  ///< median
    double edges = 0;
};

/// Median color of the ring of `px` pixels just inside the body.
std::array<double, 3> ringColor(const PackagePatch& patch, int px) {
    const cv::Mat body = patch.pixels(cv::Rect(patch.rim, patch.rim, patch.body, patch.body));
    cv::Mat ring;
    cv::hconcat(body.rowRange(1, 1 + px), body.rowRange(body.rows - 1 - px, body.rows - 1), ring);
    cv::Mat sides;
    cv::hconcat(body.colRange(1, 1 + px).t(), body.colRange(body.cols - 1 - px, body.cols - 1).t(), sides);
    cv::hconcat(ring, sides, ring);
    return medianOf(ring);
}

/// Largest difference between the mean greys of the quarters.
double slopeOf(const cv::Mat& grey) {
    std::array<double, 4> quarters{};
    for (int i = 0; i < 4; ++i) {
        const cv::Rect quarter((i % 2) * grey.cols / 2, (i / 2) * grey.rows / 2, grey.cols / 2,
                               grey.rows / 2);
        quarters[static_cast<std::size_t>(i)] = cv::mean(grey(quarter))[0];
    }
    const auto [least, most] = std::minmax_element(quarters.begin(), quarters.end());
    return *most - *least;
}

Top addTop(Writer& out, const PackagePatch& patch, const cv::Mat& grey) {
    const cv::Rect inside(patch.rim + 3, patch.rim + 3, patch.body - 6, patch.body - 6);
    Top top;
    top.color = medianOf(patch.pixels(inside));
    const cv::Mat inner = grey(inside);
    const double level = greyLevel(top.color);
    const auto share = [&](const cv::Mat& mask) {
        return cv::countNonZero(mask) / static_cast<double>(inner.total());
    };
    top.edges = edgesIn(inner);
    const cv::Rect rim(patch.rim + 1, patch.rim + 1, patch.body - 2, patch.body - 2);
    const auto ring = ringColor(patch, 3);
    out.add(level / 255);
    out.add(deviationOf(inner) / 64);
    out.add(share((inner > level - 12) & (inner < level + 12)));
    out.add(share(inner > level + 25));
    out.add(share(inner < level - 25));
    out.add(spreadOf(top.color) / 128);
    out.add(top.edges / 16);
    out.add(slopeOf(inner) / 64);
    out.add(distance(ring, top.color) / 64);
    out.add((edgesIn(grey(rim)) - top.edges) / 16);
    return top;
}

Strip stripAbove(const cv::Mat& bgr, const cv::Mat& grey, const PackagePatch& patch, const Top& top) {
    const cv::Rect strip(patch.rim, patch.rim - 6, patch.body, 5);
    const auto color = medianOf(bgr(strip));
    return {distance(color, top.color), greyLevel(color) - greyLevel(top.color), deviationOf(grey(strip)),
            edgesIn(grey(strip))};
}

std::array<Strip, 4> stripsAround(const PackagePatch& patch, const cv::Mat& grey, const Top& top) {
    std::array<Strip, 4> strips;
    cv::Mat bgr = patch.pixels;
    cv::Mat shade = grey;
    for (auto& strip : strips) {
        strip = stripAbove(bgr, shade, patch, top);
        cv::Mat next;
        cv::rotate(bgr, next, cv::ROTATE_90_COUNTERCLOCKWISE);
        bgr = next;
        cv::Mat nextShade;
        cv::rotate(shade, nextShade, cv::ROTATE_90_COUNTERCLOCKWISE);
        shade = nextShade;
    }
    return strips;
}

void addSurroundings(Writer& out, const PackagePatch& patch, const cv::Mat& grey, const Top& top) {
    const auto strips = stripsAround(patch, grey, top);
    std::array<double, 4> contrast{}, step{}, uneven{}, edges{};
    for (std::size_t i = 0; i < 4; ++i) {
        contrast[i] = strips[i].contrast / 64;
        step[i] = strips[i].step / 64;
        uneven[i] = strips[i].uneven / 64;
        edges[i] = strips[i].edges / 32;
    }
    out.add(sorted(contrast));
    out.add(sorted(step)[0]);
    out.add(sorted(step)[3]);
    out.add(meanOf(uneven));
    out.add(meanOf(edges));
    const int size = grey.cols;
    const double outer =
        (edgesIn(grey.rowRange(0, patch.rim - 2)) + edgesIn(grey.rowRange(size - patch.rim + 2, size)) +
         edgesIn(grey.colRange(0, patch.rim - 2)) + edgesIn(grey.colRange(size - patch.rim + 2, size))) /
        4;
    cv::Mat far;
    cv::hconcat(patch.pixels.rowRange(0, 5), patch.pixels.rowRange(size - 5, size), far);
    cv::Mat sides;
    cv::hconcat(patch.pixels.colRange(0, 5).t(), patch.pixels.colRange(size - 5, size).t(), sides);
    cv::hconcat(far, sides, far);
    const auto around = medianOf(far);
    out.add(outer / 32);
    out.add(top.edges / (top.edges + outer + 1));
    out.add(spreadOf(around) / 128);
    out.add(distance(around, top.color) / 64);
}

/// How far the four corners of the body differ from its middle: bevels, and round things.
double cornerCut(const PackagePatch& patch, const Top& top) {
    double most = 0;
    const int low = patch.rim + 1;
    const int high = patch.rim + patch.body - 4;
    for (const cv::Point corner : {cv::Point(low, low), {high, low}, {high, high}, {low, high}}) {
        const auto mean = cv::mean(patch.pixels(cv::Rect(corner, cv::Size(3, 3))));
        most += std::min(64.0, distance({mean[0], mean[1], mean[2]}, top.color)) / 256;
    }
    return most;
}

double largestCosine(const Quad& quad) {
    double most = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const auto a = quad[(i + 3) % 4] - quad[i];
        const auto b = quad[(i + 1) % 4] - quad[i];
        most = std::max(most, std::abs(static_cast<double>(a.dot(b))) / (cv::norm(a) * cv::norm(b) + 1e-6));
    }
    return most;
}

double largestSkew(const Quad& quad) {
    const auto ratio = [](double a, double b) { return std::max(a, b) / std::max(1e-6, std::min(a, b)); };
    return std::max(ratio(cv::norm(quad[1] - quad[0]), cv::norm(quad[2] - quad[3])),
                    ratio(cv::norm(quad[3] - quad[0]), cv::norm(quad[2] - quad[1])));
}

bool reachesBorder(const Quad& quad, const cv::Size& picture) {
    return std::any_of(quad.begin(), quad.end(), [&](cv::Point2f p) {
        return p.x < 1 || p.y < 1 || p.x > static_cast<float>(picture.width) - 2 ||
               p.y > static_cast<float>(picture.height) - 2;
    });
}

void addShape(Writer& out, const Quad& quad, const cv::Size& picture, double boardScore) {
    const auto sides = sidesOf(quad);
    const double shorter = std::min(sides.width, sides.height);
    const double longer = std::max(sides.width, sides.height);
    out.add(std::log2(shorter) / 8);
    out.add(std::log2(std::sqrt(shorter * longer / picture.area())) / 8 + 1);
    out.add(longer / shorter / 4);
    out.add(largestSkew(quad) - 1);
    out.add(largestCosine(quad));
    out.add(reachesBorder(quad, picture) ? 1 : 0);
    out.add(boardScore);
}

bool hasBodyShape(const Quad& quad, const PackageLevel& level) {
    const std::vector<cv::Point2f> corners(quad.begin(), quad.end());
    if (!cv::isContourConvex(corners)) return false;
    const auto sides = sidesOf(toLevel(quad, level));
    const double shorter = std::min(sides.width, sides.height);
    return shorter >= kLeastSide && std::max(sides.width, sides.height) <= kMostAspect * shorter &&
           largestCosine(quad) <= kMostSlant;
}

/// Share of the quad's area that lies outside the picture must be small.
bool liesInside(const Quad& quad, const cv::Size& picture) {
    const double slack =
        0.04 * std::sqrt(cv::contourArea(std::vector<cv::Point2f>(quad.begin(), quad.end())));
    return std::all_of(quad.begin(), quad.end(), [&](cv::Point2f p) {
        return p.x >= -1 - slack && p.y >= -1 - slack && p.x <= picture.width + slack &&
               p.y <= picture.height + slack;
    });
}

}  // namespace

const std::array<std::string_view, kPackageFeatures>& packageFeatureNames() {
    return kNames;
}

std::optional<Quad> snappedToEdges(const std::vector<PackageLevel>& levels, const Quad& candidate) {
    const auto& level = levelFor(levels, candidate, kBodyPx);
    const auto patch = patchOf(level.bgr, toLevel(candidate, level), kBodyPx, kRimPx);
    const auto sides = sidesIn(patch, 8, 6);
    for (const auto& side : sides) {
        if (side.strength < kLeastEdge) return std::nullopt;
    }
    const auto quad = toFrame(quadOf(sides, patch), level);
    if (!hasBodyShape(quad, levels.front())) return std::nullopt;
    return quad;
}

std::optional<PackageBody> packageBody(const std::vector<PackageLevel>& levels, const Quad& quad,
                                       double boardScore) {
    const auto& level = levelFor(levels, quad, kBodyPx);
    const auto patch = patchOf(level.bgr, toLevel(quad, level), kBodyPx, kRimPx);
    const auto sides = sidesIn(patch, 3, 3);
    PackageBody body;
    body.quad = toFrame(quadOf(sides, patch), level);
    const auto& largest = levels.front();
    const cv::Size frame(cvRound(largest.bgr.cols / largest.across),
                         cvRound(largest.bgr.rows / largest.down));
    if (!hasBodyShape(body.quad, largest) || !liesInside(body.quad, frame)) return std::nullopt;
    Writer out(body.features);
    cv::Mat grey;
    cv::cvtColor(patch.pixels, grey, cv::COLOR_BGR2GRAY);
    addEdges(out, sides);
    const auto top = addTop(out, patch, grey);
    addSurroundings(out, patch, grey, top);
    addShape(out, body.quad, frame, boardScore);
    const int middle = patch.rim + patch.body / 2;
    const auto center = medianOf(patch.pixels(cv::Rect(middle - 6, middle - 6, 12, 12)));
    out.add(distance(center, ringColor(patch, 4)) / 64);
    out.add(greyLevel(medianOf(patch.pixels.rowRange(0, 5))) / 255);
    out.add(cornerCut(patch, top));
    CV_Assert(out.written() == kPackageLooks);
    return body;
}

void addLeads(PackageBody& body, const std::vector<PackageLevel>& levels) {
    const auto leads = leadsAround(levels, body.quad);
    const std::array<double, kPackageFeatures - kPackageLooks> values = {
        leads.bestPair, leads.otherPair, leads.mean, leads.contrast, leads.bestSide, leads.pitch};
    std::copy(values.begin(), values.end(), body.features.begin() + kPackageLooks);
}

Quad finelySnapped(const cv::Mat& bgr, const Quad& quad) {
    const auto sides = sidesOf(quad);
    const double shorter = std::min(sides.width, sides.height);
    const int body = std::clamp(cvRound(shorter), 24, 160);
    const auto patch = patchOf(bgr, quad, body, 6);
    return quadOf(sidesIn(patch, 3, 3), patch);
}

}  // namespace tidewaiter::vision
