#include "tests/scene/contact_sheet.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace tidewaiter::scene {

namespace {

constexpr int kCellPx = 300;
constexpr int kGapPx = 4;
constexpr int kRows = 10;

/// Larger pictures are made smaller, smaller ones stay as they are.
void place(cv::Mat& sheet, const cv::Mat& picture, int row, int column) {
    const double scale = std::min(1.0, static_cast<double>(kCellPx) / std::max(picture.cols, picture.rows));
    cv::Mat fitted;
    cv::resize(picture, fitted, {}, scale, scale, cv::INTER_AREA);
    const cv::Point at(column * (kCellPx + kGapPx) + kGapPx, row * (kCellPx + kGapPx) + kGapPx);
    const cv::Rect room = cv::Rect(at, fitted.size()) & cv::Rect({0, 0}, sheet.size());
    fitted(cv::Rect({0, 0}, room.size())).copyTo(sheet(room));
}

}  // namespace

cv::Mat contactSheet(const PackageOptions& options, const Typesetter& typesetter) {
    const auto columns = static_cast<int>(kDefects.rows.size());
    cv::Mat sheet(kRows * (kCellPx + kGapPx) + kGapPx, columns * (kCellPx + kGapPx) + kGapPx, CV_8UC3,
                  cv::Scalar::all(255));
    for (int row = 0; row < kRows; ++row) {
        for (int column = 0; column < columns; ++column) {
            PackageOptions one = options;
            one.seed += static_cast<std::uint64_t>(row);
            one.package.defect = kDefects.rows[static_cast<std::size_t>(column)].value;
            if (!one.package.strength) one.package.strength = static_cast<double>(row) / (kRows - 1);
            place(sheet, renderPackage(one, typesetter).pixels, row, column);
        }
    }
    return sheet;
}

}  // namespace tidewaiter::scene
