// BarcodeReader: linear and matrix codes in a frame, by ZXing and ZBar, merged.
// Thread rule: one reader per thread; read() is not safe to call from two threads at once.
//
// The decoders run in a helper process, because ZXing 1.4 can abort on an assertion and a decoder that dies
// or hangs must not take the appliance with it. A helper that died is started anew, and the picture is tried
// in smaller pieces.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "models/error.h"
#include "ocr/reading.h"
#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::ocr {

struct BarcodeOptions {
    std::filesystem::path helper;             ///< the program tidewaiter-barcode-helper
    std::chrono::milliseconds timeout{4000};  ///< per picture piece; a decoder silent for longer is ended
    int maxSidePx = 3000;  ///< larger frames are read in overlapping tiles of this size, and halved
};

/// What was found in one frame. Each reading's `region` is the index of its region as a decimal string until
/// the inspection numbers them.
struct BarcodeResult {
    std::vector<vision::Region> regions;  ///< kind barcode
    std::vector<Reading> readings;
    int helperRestarts = 0;  ///< how often a decoder died or hung on this frame
    std::string trouble;     ///< why no decoder could be started any more: parts of the frame were not read
};

class BarcodeReader {
  public:
    [[nodiscard]] static Expected<BarcodeReader> create(const BarcodeOptions& options);
    BarcodeReader(BarcodeReader&&) noexcept;
    BarcodeReader& operator=(BarcodeReader&&) noexcept;
    ~BarcodeReader();

    /// All symbols of `frame`, each once, in reading order; its repeats are read too where it leaves one
    /// open. Never fails because of what the picture shows.
    [[nodiscard]] BarcodeResult read(const vision::Frame& frame);

  private:
    struct Impl;
    explicit BarcodeReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tidewaiter::ocr
