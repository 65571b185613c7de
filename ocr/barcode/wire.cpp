#include "ocr/barcode/wire.h"

#include <array>
#include <bit>
#include <cmath>
#include <optional>

namespace tidewaiter::ocr {

namespace {

constexpr std::uint32_t kRequestMagic = 0x31514254;  // "TBQ1"
constexpr std::uint32_t kAnswerMagic = 0x31414254;   // "TBA1"

struct OptionBit {
    bool DecodeOptions::*option;
    std::uint32_t bit;
};

constexpr std::array kOptionBits = {
    OptionBit{&DecodeOptions::zxing, 1},         OptionBit{&DecodeOptions::zbar, 2},
    OptionBit{&DecodeOptions::linear, 4},        OptionBit{&DecodeOptions::matrix, 8},
    OptionBit{&DecodeOptions::turnMaxiCode, 16}, OptionBit{&DecodeOptions::singleSymbol, 32},
    OptionBit{&DecodeOptions::dense, 64},        OptionBit{&DecodeOptions::upright, 128}};
constexpr std::uint32_t kAllOptionBits = 255;

template <class Number>
void put(std::string& out, Number value) {
    for (unsigned shift = 0; shift < 8 * sizeof(Number); shift += 8) {
        out += static_cast<char>((value >> shift) & 0xff);
    }
}

void putContent(std::string& out, const std::string& content) {
    put(out, static_cast<std::uint32_t>(content.size()));
    out += content;
}

/// Takes values off the front of bytes; after the first failure nothing more is taken.
class Taker {
  public:
    explicit Taker(std::string_view bytes) : bytes_(bytes) {}

    template <class Number>
    Number number() {
        Number value = 0;
        const auto taken = raw(sizeof(Number));
        for (std::size_t i = 0; i < taken.size(); ++i) {
            value = static_cast<Number>(value | static_cast<Number>(static_cast<std::uint8_t>(taken[i]))
                                                    << (8 * i));
        }
        return value;
    }

    std::string content() {
        const auto size = number<std::uint32_t>();
        if (size > kMaxContentBytes) failed_ = true;
        return std::string(raw(size));
    }

    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] bool empty() const { return bytes_.empty(); }

  private:
    std::string_view raw(std::size_t size) {
        if (failed_ || size > bytes_.size()) {
            failed_ = true;
            return {};
        }
        const auto taken = bytes_.substr(0, size);
        bytes_.remove_prefix(size);
        return taken;
    }

    std::string_view bytes_;
    bool failed_ = false;
};

bool fits(const Symbol& symbol) {
    return symbol.bytes.size() <= kMaxContentBytes && symbol.text.size() <= kMaxContentBytes;
}

std::string encodeSymbol(const Symbol& symbol) {
    std::string out;
    put(out, static_cast<std::uint8_t>(symbol.engine));
    put(out, static_cast<std::uint8_t>(symbol.symbology));
    put(out, symbol.quality);
    for (const auto& corner : symbol.quad) {
        put(out, std::bit_cast<std::uint32_t>(corner.x));
        put(out, std::bit_cast<std::uint32_t>(corner.y));
    }
    putContent(out, symbol.bytes);
    putContent(out, symbol.text);
    return out;
}

template <class Table, class Enum>
bool lists(const Table& table, Enum value) {
    for (const auto& row : table.rows) {
        if (row.value == value) return true;
    }
    return false;
}

bool isFinite(const vision::Quad& quad) {
    for (const auto& corner : quad) {
        if (!std::isfinite(corner.x) || !std::isfinite(corner.y)) return false;
    }
    return true;
}

std::optional<Symbol> takeSymbol(Taker& taker) {
    Symbol symbol;
    symbol.engine = static_cast<Engine>(taker.number<std::uint8_t>());
    symbol.symbology = static_cast<Symbology>(taker.number<std::uint8_t>());
    symbol.quality = taker.number<std::uint16_t>();
    for (auto& corner : symbol.quad) {
        corner.x = std::bit_cast<float>(taker.number<std::uint32_t>());
        corner.y = std::bit_cast<float>(taker.number<std::uint32_t>());
    }
    symbol.bytes = taker.content();
    symbol.text = taker.content();
    const bool good = !taker.failed() && lists(kEngines, symbol.engine) &&
                      lists(kSymbologies, symbol.symbology) && isFinite(symbol.quad);
    return good ? std::optional(std::move(symbol)) : std::nullopt;
}

tl::unexpected<Error> wrongAnswer(const char* what) {
    return failure(std::string("the barcode helper's answer ") + what +
                   "; reinstall the helper so that both programs are of one version");
}

tl::unexpected<Error> wrongRequest(const char* what) {
    return failure(std::string("the request to the barcode helper ") + what);
}

}  // namespace

std::string encodeRequestHeader(const RequestHeader& header) {
    std::string out;
    put(out, kRequestMagic);
    put(out, header.width);
    put(out, header.height);
    std::uint32_t bits = 0;
    for (const auto& row : kOptionBits) bits |= header.options.*row.option ? row.bit : 0;
    put(out, bits);
    return out;
}

Expected<RequestHeader> decodeRequestHeader(std::string_view bytes) {
    if (bytes.size() != kRequestHeaderBytes) return wrongRequest("has a header of the wrong length");
    Taker taker(bytes);
    if (taker.number<std::uint32_t>() != kRequestMagic) return wrongRequest("does not begin with TBQ1");
    RequestHeader header;
    header.width = taker.number<std::uint32_t>();
    header.height = taker.number<std::uint32_t>();
    if (header.width == 0 || header.height == 0) return wrongRequest("holds an empty picture");
    if (header.width > kMaxPicturePixels / header.height) return wrongRequest("holds too many pixels");
    const auto bits = taker.number<std::uint32_t>();
    if ((bits & ~kAllOptionBits) != 0) return wrongRequest("asks for an unknown option");
    for (const auto& row : kOptionBits) header.options.*row.option = (bits & row.bit) != 0;
    return header;
}

std::string encodeAnswer(const std::vector<Symbol>& symbols) {
    std::string body;
    std::uint32_t count = 0;
    for (const auto& symbol : symbols) {
        if (count == kMaxSymbols || !fits(symbol)) continue;
        const auto encoded = encodeSymbol(symbol);
        if (body.size() + encoded.size() + sizeof(count) > kMaxAnswerBytes) break;
        body += encoded;
        ++count;
    }
    std::string out;
    put(out, kAnswerMagic);
    put(out, static_cast<std::uint32_t>(body.size() + sizeof(count)));
    put(out, count);
    return out + body;
}

Expected<std::uint32_t> decodeAnswerHeader(std::string_view bytes) {
    if (bytes.size() != kAnswerHeaderBytes) return wrongAnswer("has a header of the wrong length");
    Taker taker(bytes);
    if (taker.number<std::uint32_t>() != kAnswerMagic) return wrongAnswer("does not begin with TBA1");
    const auto size = taker.number<std::uint32_t>();
    if (size < sizeof(std::uint32_t)) return wrongAnswer("is too short");
    if (size > kMaxAnswerBytes) return wrongAnswer("is too long");
    return size;
}

Expected<std::vector<Symbol>> decodeAnswer(std::string_view payload) {
    Taker taker(payload);
    const auto count = taker.number<std::uint32_t>();
    if (taker.failed() || count > kMaxSymbols) return wrongAnswer("has a wrong number of symbols");
    std::vector<Symbol> symbols;
    for (std::uint32_t i = 0; i < count; ++i) {
        auto symbol = takeSymbol(taker);
        if (!symbol) return wrongAnswer("has a broken symbol");
        symbols.push_back(std::move(*symbol));
    }
    if (!taker.empty()) return wrongAnswer("goes on after its last symbol");
    return symbols;
}

}  // namespace tidewaiter::ocr
