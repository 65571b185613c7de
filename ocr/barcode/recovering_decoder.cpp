#include "ocr/barcode/recovering_decoder.h"

#include <iterator>

namespace tidewaiter::ocr {

namespace {

/// After so many deaths on one frame the rest of it is left unread: it is made to hurt, or the helper is
/// broken.
constexpr int kMaxDeathsPerFrame = 6;

}  // namespace

RecoveringDecoder::RecoveringDecoder(std::filesystem::path program, std::chrono::milliseconds timeout,
                                     HelperProcess helper)
    : program_(std::move(program)), timeout_(timeout), helper_(std::move(helper)) {}

Expected<RecoveringDecoder> RecoveringDecoder::create(const std::filesystem::path& helper,
                                                      std::chrono::milliseconds timeout) {
    auto process = HelperProcess::start(helper, timeout);
    if (!process) return tl::unexpected(process.error());
    return RecoveringDecoder(helper, timeout, std::move(*process));
}

void RecoveringDecoder::beginFrame() {
    deaths_ = 0;
    trouble_.clear();
}

bool RecoveringDecoder::makeSureItRuns() {
    if (helper_ && helper_->isRunning()) return true;
    helper_.reset();
    if (!trouble_.empty()) return false;
    if (deaths_ >= kMaxDeathsPerFrame) {
        trouble_ = "the barcode decoders died " + std::to_string(deaths_) +
                   " times on this picture and parts of it were not read; take another photo";
        return false;
    }
    auto started = HelperProcess::start(program_, timeout_);
    if (!started) {
        trouble_ = started.error().message;
        return false;
    }
    helper_ = std::move(*started);
    return true;
}

std::optional<std::vector<Symbol>> RecoveringDecoder::attempt(const cv::Mat& grey,
                                                              const DecodeOptions& options) {
    if (!makeSureItRuns()) return std::nullopt;
    auto symbols = helper_->ask(grey, options);
    if (symbols) return std::move(*symbols);
    helper_.reset();
    ++deaths_;
    return std::nullopt;
}

std::vector<Symbol> RecoveringDecoder::decode(const cv::Mat& grey, const DecodeOptions& options) {
    if (auto symbols = attempt(grey, options)) return std::move(*symbols);
    std::vector<Symbol> salvaged;
    for (const Engine engine : {Engine::Zbar, Engine::Zxing}) {
        auto careful = options;
        careful.zbar = options.zbar && engine == Engine::Zbar;
        careful.zxing = options.zxing && engine == Engine::Zxing;
        careful.singleSymbol = true;
        if (!careful.zbar && !careful.zxing) continue;
        if (auto symbols = attempt(grey, careful)) {
            salvaged.insert(salvaged.end(), std::make_move_iterator(symbols->begin()),
                            std::make_move_iterator(symbols->end()));
        }
    }
    return salvaged;
}

}  // namespace tidewaiter::ocr
