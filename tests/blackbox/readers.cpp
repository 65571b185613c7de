#include "tests/blackbox/readers.h"

#include <memory>

#include "ocr/text/text_reader.h"
#include "tests/blackbox/plain_pipeline.h"
#include "vision/board_finder.h"
#include "vision/label_finder.h"
#include "vision/package_finder.h"

namespace tidewaiter::blackbox {

Expected<Reader> ourReader(const models::Store& store) {
    auto loaded = ocr::TextReader::load(store, {});
    if (!loaded) return tl::unexpected(loaded.error());
    const auto reader = std::make_shared<ocr::TextReader>(std::move(*loaded));
    return [reader](const vision::Frame& frame) -> Expected<std::vector<ReadText>> {
        auto regions = vision::findPackages(frame, vision::findBoards(frame));
        const auto labels = vision::findLabels(frame, regions);
        regions.insert(regions.end(), labels.begin(), labels.end());
        const auto result = reader->read(frame, regions);
        if (!result) return tl::unexpected(result.error());
        return readTexts(result->readings);
    };
}

Expected<Reader> plainReader(const models::Store& store) {
    auto loaded = PlainPipeline::load(store);
    if (!loaded) return tl::unexpected(loaded.error());
    const auto pipeline = std::make_shared<PlainPipeline>(std::move(*loaded));
    return [pipeline](const vision::Frame& frame) { return pipeline->read(frame); };
}

}  // namespace tidewaiter::blackbox
