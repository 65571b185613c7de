// Recognizer: pictures of single lines to text, by the recognition network of PP-OCRv4.
// Thread rule: immutable after load(); read() may be called from several threads at once.
//
// Source: Y. Du et al., "SVTR: Scene Text Recognition with a Single Visual Model", IJCAI 2022, in PaddleOCR's
// mobile form.
#pragma once

#include <opencv2/core/mat.hpp>
#include <string_view>
#include <vector>

#include "models/error.h"
#include "ocr/text/alphabet.h"
#include "ocr/text/ctc.h"
#include "ocr/text/session.h"

namespace tidewaiter::ocr {

struct RecognizerOptions {
    int widthStep =
        64;  ///< lines are padded to a multiple of this (network pixels), so that a line's reading does
             ///< not depend on its neighbours in the batch; smaller wastes less, larger batches better
    int maxWidth = 1600;  ///< longer lines are squeezed into this
    int maxBatch = 8;     ///< lines per run of the network
    CtcOptions ctc;
};

class Recognizer {
  public:
    static constexpr int kHeightPx = 48;  ///< lines are brought to this height, the network's own

    /// `keys` lists the alphabet, one character a line, as the network's package has it.
    Recognizer(Session session, std::string_view keys, const RecognizerOptions& options = {});

    /// Reads upright lines (BGR, 8 bit, any height); the answers stand in the order of the lines. An empty
    /// picture gives an empty reading.
    [[nodiscard]] Expected<std::vector<Decoded>> read(const std::vector<cv::Mat>& lines) const;

    [[nodiscard]] const Alphabet& alphabet() const { return alphabet_; }

  private:
    /// Reads lines of the network's height that are padded to one width.
    [[nodiscard]] Expected<std::vector<Decoded>> readBatch(const std::vector<cv::Mat>& scaled,
                                                           int width) const;

    Session session_;
    Alphabet alphabet_;
    RecognizerOptions options_;
};

}  // namespace tidewaiter::ocr
