#include <zbar.h>

#include <ZXing/Content.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "models/utf8.h"
#include "ocr/barcode/content.h"
#include "ocr/barcode/decode.h"

namespace tidewaiter::ocr {

namespace {

struct TypeRow {
    zbar::zbar_symbol_type_t type;
    Symbology symbology;
};

constexpr std::array kTypes = {
    TypeRow{zbar::ZBAR_CODE128, Symbology::Code128},
    TypeRow{zbar::ZBAR_CODE39, Symbology::Code39},
    TypeRow{zbar::ZBAR_CODE93, Symbology::Code93},
    TypeRow{zbar::ZBAR_CODABAR, Symbology::Codabar},
    TypeRow{zbar::ZBAR_I25, Symbology::Itf},
    TypeRow{zbar::ZBAR_EAN8, Symbology::Ean8},
    TypeRow{zbar::ZBAR_EAN13, Symbology::Ean13},
    TypeRow{zbar::ZBAR_UPCA, Symbology::UpcA},
    TypeRow{zbar::ZBAR_UPCE, Symbology::UpcE},
    TypeRow{zbar::ZBAR_QRCODE, Symbology::QrCode},
    TypeRow{zbar::ZBAR_DATABAR, Symbology::DataBar},
    TypeRow{zbar::ZBAR_DATABAR_EXP, Symbology::DataBarExpanded},
};

constexpr unsigned long kFormatY800 = 0x30303859;  // "Y800": 8-bit grey

using Scanner = std::unique_ptr<zbar::zbar_image_scanner_t, decltype(&zbar::zbar_image_scanner_destroy)>;
using Image = std::unique_ptr<zbar::zbar_image_t, decltype(&zbar::zbar_image_destroy)>;

Scanner makeScanner(const DecodeOptions& options) {
    Scanner scanner(zbar::zbar_image_scanner_create(), &zbar::zbar_image_scanner_destroy);
    const auto set = [&](auto type, auto setting, int value) {
        zbar::zbar_image_scanner_set_config(scanner.get(), type, setting, value);
    };
    set(zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
    for (const auto& row : kTypes) {
        const bool wanted = isLinear(row.symbology) ? options.linear : options.matrix;
        set(row.type, zbar::ZBAR_CFG_ENABLE, wanted ? 1 : 0);
    }
    set(zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_BINARY, 1);  // raw bytes: ZBar's own guess takes Shift-JIS for Big5
    const int density = options.dense ? 1 : 2;
    const bool rowsOnly = options.upright && !options.matrix;
    set(zbar::ZBAR_NONE, zbar::ZBAR_CFG_Y_DENSITY, density);
    set(zbar::ZBAR_NONE, zbar::ZBAR_CFG_X_DENSITY, rowsOnly ? 0 : density);
    return scanner;
}

/// ZBar gives the points where its scan lines met the symbol; the upright direction is known to a quarter
/// turn only.
vision::Quad quadOf(const zbar::zbar_symbol_t* symbol) {
    std::vector<cv::Point2f> points;
    for (unsigned i = 0; i < zbar::zbar_symbol_get_loc_size(symbol); ++i) {
        points.emplace_back(static_cast<float>(zbar::zbar_symbol_get_loc_x(symbol, i)),
                            static_cast<float>(zbar::zbar_symbol_get_loc_y(symbol, i)));
    }
    if (points.empty()) return {};
    vision::Quad corners;
    cv::minAreaRect(points).points(corners.data());
    // Unit vectors of the content's right-hand and downward directions, by ZBar's orientation.
    cv::Point2f right{1, 0};
    cv::Point2f down{0, 1};
    switch (zbar::zbar_symbol_get_orientation(symbol)) {
        case zbar::ZBAR_ORIENT_RIGHT:
            right = {0, 1}, down = {-1, 0};
            break;
        case zbar::ZBAR_ORIENT_DOWN:
            right = {-1, 0}, down = {0, -1};
            break;
        case zbar::ZBAR_ORIENT_LEFT:
            right = {0, -1}, down = {1, 0};
            break;
        default:
            break;
    }
    const auto corner = [&](float alongRight, float alongDown) {
        return *std::max_element(corners.begin(), corners.end(), [&](auto a, auto b) {
            return a.dot(right) * alongRight + a.dot(down) * alongDown <
                   b.dot(right) * alongRight + b.dot(down) * alongDown;
        });
    };
    return {corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)};
}

/// The bytes as UTF-8, with ZXing's guess at their character set.
std::string textOf(const std::string& bytes) {
    ZXing::Content content;
    content.append(bytes);
    return models::validUtf8(content.utf8());
}

std::optional<Symbol> symbolOf(const zbar::zbar_symbol_t* found) {
    const auto type = zbar::zbar_symbol_get_type(found);
    const auto row =
        std::find_if(kTypes.begin(), kTypes.end(), [&](const TypeRow& r) { return r.type == type; });
    if (row == kTypes.end()) return std::nullopt;
    Symbol symbol;
    symbol.engine = Engine::Zbar;
    symbol.symbology = row->symbology;
    symbol.quality = static_cast<std::uint16_t>(
        std::clamp(zbar::zbar_symbol_get_quality(found), 1, int{std::numeric_limits<std::uint16_t>::max()}));
    symbol.quad = quadOf(found);
    symbol.bytes.assign(zbar::zbar_symbol_get_data(found), zbar::zbar_symbol_get_data_length(found));
    symbol.text = textOf(symbol.bytes);
    return normalized(std::move(symbol));
}

}  // namespace

std::vector<Symbol> decodeZbar(const cv::Mat& grey, const DecodeOptions& options) {
    const cv::Mat packed = grey.isContinuous() ? grey : grey.clone();
    const auto scanner = makeScanner(options);
    const Image image(zbar::zbar_image_create(), &zbar::zbar_image_destroy);
    zbar::zbar_image_set_format(image.get(), kFormatY800);
    zbar::zbar_image_set_size(image.get(), static_cast<unsigned>(packed.cols),
                              static_cast<unsigned>(packed.rows));
    zbar::zbar_image_set_data(image.get(), packed.data, packed.total(), nullptr);
    std::vector<Symbol> symbols;
    if (zbar::zbar_scan_image(scanner.get(), image.get()) <= 0) return symbols;
    for (const auto* found = zbar::zbar_image_first_symbol(image.get()); found != nullptr;
         found = zbar::zbar_symbol_next(found)) {
        if (auto symbol = symbolOf(found)) symbols.push_back(std::move(*symbol));
    }
    return symbols;
}

}  // namespace tidewaiter::ocr
