// TextReader: every line of text in a frame, at several scales and turns.
// Thread rule: one reader per thread; read() is not safe to call from two threads at once.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "models/error.h"
#include "models/store.h"
#include "ocr/reading.h"
#include "ocr/text/provider.h"
#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::ocr {

struct TextOptions {
    Provider provider = Provider::Cpu;  ///< where the networks run; one that is not there is an error
    int threads = 0;                    ///< for the networks, 0 takes one per core
    bool secondReader = true;           ///< ask Tesseract about lines that matter and lines in doubt
    std::string languages = "eng";      ///< Tesseract language packs, joined by '+'
};

/// What was found in one frame. Each reading's `region` is the index of its region as a decimal string until
/// the inspection numbers them.
struct TextResult {
    std::vector<vision::Region> regions;  ///< kind text
    std::vector<Reading> readings;        ///< in reading order
};

class TextReader {
  public:
    [[nodiscard]] static Expected<TextReader> load(const models::Store& store, const TextOptions& options);
    TextReader(TextReader&&) noexcept;
    TextReader& operator=(TextReader&&) noexcept;
    ~TextReader();

    /// Reads `frame`, and in its repeats what is in doubt in it; `regions` (boards, packages, labels found
    /// before) say where to look closer. Fails only when a network cannot be run: out of memory, or a
    /// provider that stopped working.
    [[nodiscard]] Expected<TextResult> read(const vision::Frame& frame,
                                            const std::vector<vision::Region>& regions);

    /// Which provider runs the networks and why, one sentence.
    [[nodiscard]] const std::string& providerSentence() const;

  private:
    struct Impl;
    explicit TextReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tidewaiter::ocr
