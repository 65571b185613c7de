// A barcode helper that misbehaves in the way its file name says (a link to it): the tests' stand-in for
// decoders that abort, hang or talk nonsense.
#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>

#include "ocr/barcode/decode.h"

namespace {

using namespace tidewaiter::ocr;

bool readAll(char* data, std::size_t size) {
    while (size > 0) {
        const auto got = ::read(STDIN_FILENO, data, size);
        if (got <= 0) return false;
        data += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

void say(std::string_view data) {
    if (::write(STDOUT_FILENO, data.data(), data.size()) < 0) std::_Exit(1);
}

[[noreturn]] void hang() {
    for (;;) ::pause();
}

void answer(const std::string& fault, const cv::Mat& grey, const DecodeOptions& options) {
    const bool manyByZxing = options.zxing && !options.singleSymbol;
    if (fault == "always-dies") std::abort();
    if (fault == "dies-on-many" && manyByZxing) std::abort();
    if (fault == "dies-on-zxing" && options.zxing) std::abort();
    if (fault == "hangs-on-many" && manyByZxing) hang();
    if (fault == "garbage") say(std::string(64, '\xa5'));
    if (fault == "oversized") say(std::string("TBA1\xff\xff\xff\xff", 8));
    if (fault == "cut") {
        say(encodeAnswer(decodeSymbols(grey, options)).substr(0, 10));
        std::_Exit(0);
    }
    say(encodeAnswer(decodeSymbols(grey, options)));
    if (fault == "answers-once") std::_Exit(0);
}

}  // namespace

int main(int, char** arguments) {
    const std::string path = arguments[0];
    const std::string fault = path.substr(path.rfind('/') + 1);
    if (fault == "mute") hang();
    if (fault == "leaves") return 0;
    say(fault == "older" ? "TWBC0000" : kGreeting);
    std::string header(kRequestHeaderBytes, '\0');
    while (readAll(header.data(), header.size())) {
        const auto request = decodeRequestHeader(header);
        if (!request) return 1;
        cv::Mat grey(static_cast<int>(request->height), static_cast<int>(request->width), CV_8UC1);
        if (!readAll(reinterpret_cast<char*>(grey.data), grey.total())) return 1;
        answer(fault, grey, request->options);
    }
    return 0;
}
