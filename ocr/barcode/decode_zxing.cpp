#define ZX_USE_UTF8  // Result::text() as UTF-8
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <array>
#include <limits>
#include <opencv2/core.hpp>

#include "models/utf8.h"
#include "ocr/barcode/content.h"
#include "ocr/barcode/decode.h"

namespace tidewaiter::ocr {

namespace {

using ZXing::BarcodeFormat;

struct FormatRow {
    BarcodeFormat format;
    Symbology symbology;
};

constexpr std::array kFormats = {
    FormatRow{BarcodeFormat::Code128, Symbology::Code128},
    FormatRow{BarcodeFormat::Code39, Symbology::Code39},
    FormatRow{BarcodeFormat::Code93, Symbology::Code93},
    FormatRow{BarcodeFormat::Codabar, Symbology::Codabar},
    FormatRow{BarcodeFormat::ITF, Symbology::Itf},
    FormatRow{BarcodeFormat::EAN8, Symbology::Ean8},
    FormatRow{BarcodeFormat::EAN13, Symbology::Ean13},
    FormatRow{BarcodeFormat::UPCA, Symbology::UpcA},
    FormatRow{BarcodeFormat::UPCE, Symbology::UpcE},
    FormatRow{BarcodeFormat::QRCode, Symbology::QrCode},
    FormatRow{BarcodeFormat::MicroQRCode, Symbology::MicroQr},
    FormatRow{BarcodeFormat::DataMatrix, Symbology::DataMatrix},
    FormatRow{BarcodeFormat::PDF417, Symbology::Pdf417},
    FormatRow{BarcodeFormat::Aztec, Symbology::Aztec},
    FormatRow{BarcodeFormat::MaxiCode, Symbology::MaxiCode},
    FormatRow{BarcodeFormat::DataBar, Symbology::DataBar},
    FormatRow{BarcodeFormat::DataBarExpanded, Symbology::DataBarExpanded},
};

ZXing::BarcodeFormats formatsOf(bool linear) {
    ZXing::BarcodeFormats formats;
    for (const auto& row : kFormats) {
        if (isLinear(row.symbology) == linear) formats |= row.format;
    }
    return formats;
}

vision::Quad quadOf(const ZXing::Position& position) {
    vision::Quad quad;
    for (std::size_t i = 0; i < quad.size(); ++i) {
        quad[i] = {static_cast<float>(position[i].x), static_cast<float>(position[i].y)};
    }
    return quad;
}

std::vector<Symbol> symbolOf(const ZXing::Result& result) {
    const auto row = std::find_if(kFormats.begin(), kFormats.end(),
                                  [&](const FormatRow& r) { return r.format == result.format(); });
    if (!result.isValid() || row == kFormats.end()) return {};
    Symbol symbol;
    symbol.engine = Engine::Zxing;
    symbol.symbology = row->symbology;
    symbol.quality = static_cast<std::uint16_t>(
        std::clamp(result.lineCount(), 1, int{std::numeric_limits<std::uint16_t>::max()}));
    symbol.quad = quadOf(result.position());
    symbol.bytes.assign(result.bytes().begin(), result.bytes().end());
    symbol.text = models::validUtf8(result.text());
    return {normalized(std::move(symbol))};
}

std::vector<Symbol> decode(const cv::Mat& grey, const ZXing::DecodeHints& hints, bool single) {
    const ZXing::ImageView view(grey.data, grey.cols, grey.rows, ZXing::ImageFormat::Lum,
                                static_cast<int>(grey.step));
    const auto results =
        single ? ZXing::Results{ZXing::ReadBarcode(view, hints)} : ZXing::ReadBarcodes(view, hints);
    std::vector<Symbol> symbols;
    for (const auto& result : results) {
        for (auto& symbol : symbolOf(result)) symbols.push_back(std::move(symbol));
    }
    return symbols;
}

void append(std::vector<Symbol>& all, std::vector<Symbol> more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// ZXing 1.4 reads a MaxiCode only where it stands upright and alone, and does not say where.
std::vector<Symbol> decodeTurnedMaxiCode(const cv::Mat& grey, ZXing::DecodeHints hints) {
    hints.setFormats(BarcodeFormat::MaxiCode);
    std::vector<Symbol> symbols;
    cv::Mat turned;
    for (const int turn : {cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE}) {
        cv::rotate(grey, turned, turn);
        append(symbols, decode(turned, hints, true));
    }
    return symbols;
}

/// Symbols whose bars run along the columns: decoded in the picture turned clockwise, mapped back.
std::vector<Symbol> decodeTurned(const cv::Mat& grey, const ZXing::DecodeHints& hints, bool single) {
    cv::Mat turned;
    cv::rotate(grey, turned, cv::ROTATE_90_CLOCKWISE);
    auto symbols = decode(turned, hints, single);
    for (auto& symbol : symbols) {
        for (auto& corner : symbol.quad) {
            corner = {corner.y, static_cast<float>(grey.rows - 1) - corner.x};
        }
    }
    return symbols;
}

}  // namespace

// ZXing 1.4 ends the process (`lineCount() == 1' in Result::operator==) when its own scaling or turning shows
// it one linear symbol twice. So the caller scales, and each direction of bars has a call of its own.
std::vector<Symbol> decodeZxing(const cv::Mat& grey, const DecodeOptions& options) {
    ZXing::DecodeHints hints;
    hints.setTryHarder(true).setTryDownscale(false).setReturnCodabarStartEnd(true);
    std::vector<Symbol> symbols;
    if (options.linear) {
        hints.setTryRotate(false).setFormats(formatsOf(true));
        append(symbols, decode(grey, hints, options.singleSymbol));
        if (!options.upright) append(symbols, decodeTurned(grey, hints, options.singleSymbol));
    }
    if (options.matrix) {
        hints.setTryRotate(true).setFormats(formatsOf(false));
        append(symbols, decode(grey, hints, options.singleSymbol));
        if (options.turnMaxiCode) append(symbols, decodeTurnedMaxiCode(grey, hints));
    }
    return symbols;
}

std::vector<Symbol> decodeSymbols(const cv::Mat& grey, const DecodeOptions& options) {
    std::vector<Symbol> symbols;
    if (options.zxing) append(symbols, decodeZxing(grey, options));
    if (options.zbar) append(symbols, decodeZbar(grey, options));
    return symbols;
}

}  // namespace tidewaiter::ocr
