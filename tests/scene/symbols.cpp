#include "tests/scene/symbols.h"

#include <zint.h>

#include <memory>
#include <stdexcept>

namespace tidewaiter::scene {

namespace {

using ZintSymbol = std::unique_ptr<zint_symbol, decltype(&ZBarcode_Delete)>;

int zintNumber(Symbology symbology) {
    switch (symbology) {
        case Symbology::Code128:
            return BARCODE_CODE128;
        case Symbology::Gs1_128:
            return BARCODE_GS1_128;
        case Symbology::Code39:
            return BARCODE_CODE39;
        case Symbology::Ean13:
            return BARCODE_EANX_CHK;
        case Symbology::QrCode:
            return BARCODE_QRCODE;
        case Symbology::DataMatrix:
            return BARCODE_DATAMATRIX;
        case Symbology::Pdf417:
            return BARCODE_PDF417;
    }
    throw std::invalid_argument("unknown symbology");
}

bool isDark(const zint_symbol& symbol, int row, int column) {
    return ((symbol.encoded_data[row][column / 8] >> (column % 8)) & 1) != 0;
}

/// Dark runs of one row of zint's matrix, as rectangles from `top` on.
void appendRuns(const zint_symbol& symbol, int row, double top, double height,
                std::vector<cv::Rect2d>& dark) {
    int column = 0;
    while (column < symbol.width) {
        int end = column;
        while (end < symbol.width && isDark(symbol, row, end)) ++end;
        if (end > column) {
            dark.emplace_back(column, top, end - column, height);
            column = end;
        } else {
            ++column;
        }
    }
}

}  // namespace

Symbol encodeSymbol(Symbology symbology, const std::string& text) {
    const ZintSymbol zint(ZBarcode_Create(), &ZBarcode_Delete);
    zint->symbology = zintNumber(symbology);
    std::string source = text;
    if (symbology == Symbology::Gs1_128) {
        zint->input_mode = GS1_MODE;
        source = "[" + text.substr(0, 2) + "]" + text.substr(2);
    } else if (symbology == Symbology::QrCode) {
        zint->input_mode = UNICODE_MODE;
        zint->option_1 = 2;  // error correction level M
    } else if (symbology == Symbology::DataMatrix) {
        zint->option_3 = DM_SQUARE;
    }
    const int result = ZBarcode_Encode(zint.get(), reinterpret_cast<const unsigned char*>(source.data()),
                                       static_cast<int>(source.size()));
    if (result >= ZINT_WARN_NONCOMPLIANT) {
        throw std::invalid_argument(std::string(kSymbologies.nameOf(symbology)) + " cannot hold '" + text +
                                    "': " + zint->errtxt);
    }
    Symbol symbol;
    symbol.linear = zint->rows == 1;
    const double rowHeight = symbology == Symbology::Pdf417 ? 3 : 1;  // ISO/IEC 15438: at least three modules
    for (int row = 0; row < zint->rows; ++row) {
        appendRuns(*zint, row, row * rowHeight, rowHeight, symbol.dark);
    }
    symbol.modules = {static_cast<double>(zint->width), zint->rows * rowHeight};
    return symbol;
}

std::string withCheckDigit(std::string_view digits) {
    int sum = 0;
    int weight = 3;
    for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) {
        if (*digit < '0' || *digit > '9') {
            throw std::invalid_argument("a GS1 key has digits only, found '" + std::string(digits) + "'");
        }
        sum += weight * (*digit - '0');
        weight = 4 - weight;
    }
    return std::string(digits) + static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::string format06(const std::vector<std::string>& elements) {
    std::string message =
        "[)>\x1E"
        "06";
    for (const std::string& element : elements) message += '\x1D' + element;
    return message + "\x1E\x04";
}

}  // namespace tidewaiter::scene
