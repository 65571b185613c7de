// RecoveringDecoder: the decoders behind the helper process, which may die or hang without harm.
// Thread rule: one user at a time.
//
//   running ──picture──> answered (running)
//      └── died or hung ──> restarted ──same picture, more careful──> answered, or given up for this picture
#pragma once

#include <chrono>
#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <string>
#include <vector>

#include "models/error.h"
#include "ocr/barcode/helper_process.h"
#include "ocr/barcode/wire.h"

namespace tidewaiter::ocr {

class RecoveringDecoder {
  public:
    [[nodiscard]] static Expected<RecoveringDecoder> create(const std::filesystem::path& helper,
                                                            std::chrono::milliseconds timeout);

    /// Forgets what went wrong: call at the beginning of a frame.
    void beginFrame();

    /// The symbols in `grey`. Where the helper dies on it, each decoder is asked again alone, ZXing for one
    /// symbol only, and what they still give is returned.
    [[nodiscard]] std::vector<Symbol> decode(const cv::Mat& grey, const DecodeOptions& options);

    /// How often a decoder died or hung since beginFrame().
    [[nodiscard]] int deaths() const { return deaths_; }
    /// Why something was not shown to the decoders since beginFrame(), empty when everything was.
    [[nodiscard]] const std::string& trouble() const { return trouble_; }

  private:
    RecoveringDecoder(std::filesystem::path program, std::chrono::milliseconds timeout, HelperProcess helper);

    [[nodiscard]] bool makeSureItRuns();
    [[nodiscard]] std::optional<std::vector<Symbol>> attempt(const cv::Mat& grey,
                                                             const DecodeOptions& options);

    std::filesystem::path program_;
    std::chrono::milliseconds timeout_;
    std::optional<HelperProcess> helper_;
    int deaths_ = 0;
    std::string trouble_;
};

}  // namespace tidewaiter::ocr
