// FrameScan: the plan by which one frame is shown to the decoders: first as it is, then what looks like a
// barcode and was not read, closer and enhanced.
// Thread rule: one user at a time.
#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "ocr/barcode/merge.h"
#include "ocr/barcode/patch.h"
#include "ocr/barcode/recovering_decoder.h"
#include "vision/barcode_regions.h"

namespace tidewaiter::ocr {

class FrameScan {
  public:
    /// Borrows `decoder` for its life. Precondition: `grey` is 8-bit with one channel, not empty.
    FrameScan(RecoveringDecoder& decoder, const cv::Mat& grey, int maxSidePx);

    /// Shows the frame to the decoders. Call once.
    void run();

    [[nodiscard]] const std::vector<Sighting>& sightings() const { return sightings_; }
    [[nodiscard]] int tries() const { return tries_; }
    /// Whether something that looks much like a symbol was not read.
    [[nodiscard]] bool leavesOpen() const;
    /// Where a symbol may be, best first.
    [[nodiscard]] const std::vector<vision::BarcodeRegion>& candidates() const { return candidates_; }

  private:
    /// Whether a patch may show several symbols or is cut around one.
    enum class View { Wide, Candidate };

    void lookAtWhole();
    void lookAtNegative();
    void lookAtTiles();
    void lookAtCandidates();
    void lookCloser(const vision::BarcodeRegion& candidate, std::size_t round);
    void look(const Patch& patch, const DecodeOptions& options, View view);
    [[nodiscard]] std::vector<vision::BarcodeRegion> closerLooks() const;
    [[nodiscard]] bool isRead(const vision::Quad& quad) const;

    RecoveringDecoder& decoder_;
    cv::Mat grey_;
    int maxSidePx_;
    double pixelsLeft_;  ///< for closer looks
    int tries_ = 0;
    std::vector<Sighting> sightings_;
    std::vector<vision::BarcodeRegion> candidates_;
};

}  // namespace tidewaiter::ocr
