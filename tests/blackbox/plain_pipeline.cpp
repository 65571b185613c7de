#include "tests/blackbox/plain_pipeline.h"

#include <algorithm>

#include "ocr/text/rectify.h"

namespace tidewaiter::blackbox {

Expected<PlainPipeline> PlainPipeline::load(const models::Store& store) {
    const auto session = [&store](const std::string& name) -> Expected<ocr::Session> {
        const auto bytes = store.read(name);
        if (!bytes) return tl::unexpected(bytes.error());
        return ocr::Session::load(*bytes, name, {});
    };
    auto detector = session("ppocr/det.onnx");
    if (!detector) return tl::unexpected(detector.error());
    auto recognizer = session("ppocr/rec.onnx");
    if (!recognizer) return tl::unexpected(recognizer.error());
    const auto keys = store.read("ppocr/keys.txt");
    if (!keys) return tl::unexpected(keys.error());
    return PlainPipeline(ocr::Detector(std::move(*detector)), ocr::Recognizer(std::move(*recognizer), *keys));
}

Expected<std::vector<ReadText>> PlainPipeline::read(const vision::Frame& frame) const {
    const double scale =
        std::min(1.0, static_cast<double>(kLongSidePx) / std::max(frame.width, frame.height));
    const auto found = detector_.detect(frame.pixels, scale);
    if (!found) return tl::unexpected(found.error());
    std::vector<cv::Mat> pictures;
    for (const auto& line : found->lines)
        pictures.push_back(ocr::rectified(frame.pixels, line.quad, ocr::Recognizer::kHeightPx));
    const auto texts = recognizer_.read(pictures);
    if (!texts) return tl::unexpected(texts.error());
    std::vector<ReadText> readings;
    for (const auto& text : *texts) {
        if (!text.text.empty()) readings.push_back({text.text, text.confidence});
    }
    return readings;
}

}  // namespace tidewaiter::blackbox
