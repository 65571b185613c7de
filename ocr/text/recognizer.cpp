#include "ocr/text/recognizer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <opencv2/imgproc.hpp>

#include "ocr/text/network_input.h"

namespace tidewaiter::ocr {

namespace {

constexpr Normalization kHalf{{0.5F, 0.5F, 0.5F}, {0.5F, 0.5F, 0.5F}};

cv::Mat scaledToHeight(const cv::Mat& line, int maxWidth) {
    const double gain = static_cast<double>(Recognizer::kHeightPx) / line.rows;
    const int width = std::clamp(static_cast<int>(std::lround(line.cols * gain)), 1, maxWidth);
    cv::Mat scaled;
    cv::resize(line, scaled, {width, Recognizer::kHeightPx}, 0, 0,
               gain < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    return scaled;
}

}  // namespace

Recognizer::Recognizer(Session session, std::string_view keys, const RecognizerOptions& options)
    : session_(std::move(session)), alphabet_(keys), options_(options) {}

Expected<std::vector<Decoded>> Recognizer::readBatch(const std::vector<cv::Mat>& scaled, int width) const {
    const std::size_t planes = static_cast<std::size_t>(3 * kHeightPx) * static_cast<std::size_t>(width);
    Tensor input{{static_cast<std::int64_t>(scaled.size()), 3, kHeightPx, width},
                 std::vector<float>(scaled.size() * planes)};
    for (std::size_t i = 0; i < scaled.size(); ++i) {
        writePlanes(scaled[i], kHalf, width, kHeightPx, input.data.data() + i * planes);
    }
    const auto output = session_.run(std::move(input));
    if (!output) return tl::unexpected(output.error());
    const int steps = static_cast<int>(output->shape.at(1));
    const int classes = static_cast<int>(output->shape.at(2));
    if (classes != alphabet_.size() + 1) {
        return failure("the recognition network has " + std::to_string(classes) +
                       " classes but its list of characters has " + std::to_string(alphabet_.size()) +
                       "; the two files do not belong together, run firmware/demo to set them up again");
    }
    std::vector<Decoded> decoded;
    for (std::size_t i = 0; i < scaled.size(); ++i) {
        const float* data = output->data.data() + static_cast<std::ptrdiff_t>(i) * steps * classes;
        decoded.push_back(decodeCtc(latticeOf(data, steps, alphabet_, options_.ctc.candidatesPerStep),
                                    alphabet_, options_.ctc));
    }
    return decoded;
}

Expected<std::vector<Decoded>> Recognizer::read(const std::vector<cv::Mat>& lines) const {
    std::map<int, std::vector<std::size_t>> byWidth;
    std::vector<cv::Mat> scaled(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].empty()) continue;
        scaled[i] = scaledToHeight(lines[i], options_.maxWidth);
        byWidth[(scaled[i].cols + options_.widthStep - 1) / options_.widthStep * options_.widthStep]
            .push_back(i);
    }
    std::vector<Decoded> decoded(lines.size());
    for (const auto& [width, members] : byWidth) {
        for (std::size_t begin = 0; begin < members.size();
             begin += static_cast<std::size_t>(options_.maxBatch)) {
            const std::size_t end =
                std::min(members.size(), begin + static_cast<std::size_t>(options_.maxBatch));
            std::vector<cv::Mat> batch;
            for (std::size_t i = begin; i < end; ++i) batch.push_back(scaled[members[i]]);
            auto texts = readBatch(batch, width);
            if (!texts) return tl::unexpected(texts.error());
            for (std::size_t i = begin; i < end; ++i) decoded[members[i]] = std::move((*texts)[i - begin]);
        }
    }
    return decoded;
}

}  // namespace tidewaiter::ocr
