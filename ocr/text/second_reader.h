// SecondReader: Tesseract as an independent opinion on a single line.
// Thread rule: one reader per thread; read() is not safe to call from two threads at once.
#pragma once

#include <memory>
#include <opencv2/core/mat.hpp>
#include <string>

#include "models/error.h"

namespace tidewaiter::ocr {

struct SecondOpinion {
    std::string text;       ///< UTF-8, without line ends
    double confidence = 0;  ///< Tesseract's own, in [0, 1]
};

class SecondReader {
  public:
    /// Loads the language packs in `languages` ("eng" or "eng+chi_sim"). Fails, naming one that is not
    /// installed and the Debian package that holds it.
    [[nodiscard]] static Expected<SecondReader> load(const std::string& languages);
    SecondReader(SecondReader&&) noexcept;
    SecondReader& operator=(SecondReader&&) noexcept;
    ~SecondReader();

    /// Reads one upright line given as an ink map (CV_32F, see ink.h).
    [[nodiscard]] SecondOpinion read(const cv::Mat& inkMap);

  private:
    struct Impl;
    explicit SecondReader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tidewaiter::ocr
