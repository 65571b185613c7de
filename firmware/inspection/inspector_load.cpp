// Inspector::load: the one place that knows every reader and every piece of knowledge.
#include <algorithm>
#include <iterator>

#include "firmware/inspection/inspector.h"
#include "firmware/watchlist/lists.h"
#include "models/judging_data.h"
#include "vision/board_finder.h"
#include "vision/label_condition.h"
#include "vision/label_finder.h"
#include "vision/label_residue.h"
#include "vision/lead_counter.h"
#include "vision/package_finder.h"
#include "vision/surface/surface_inspector.h"

namespace tidewaiter::inspection {

namespace {

std::vector<ListVersion> versionsOf(const watchlist::Lists* lists) {
    std::vector<ListVersion> versions;
    if (lists == nullptr) return versions;
    const auto& freshness = lists->freshness();
    for (const auto& one : lists->summaries()) {
        const bool synchronized = freshness && freshness->lists.contains(one.name);
        versions.push_back(
            {one.name, one.version, one.contentHash, synchronized ? freshness->completed : std::string()});
    }
    return versions;
}

}  // namespace

Expected<Inspector> Inspector::load(const models::Store& store, const InspectorOptions& options) {
    auto rulebook = Rulebook::load(store, options.policy);
    if (!rulebook) return tl::unexpected(rulebook.error());
    auto barcodes = ocr::BarcodeReader::create(options.barcode);
    if (!barcodes) return tl::unexpected(barcodes.error());
    auto text = ocr::TextReader::load(store, options.text);
    if (!text) return tl::unexpected(text.error());
    auto surfaces = vision::SurfaceInspector::load(store);
    if (!surfaces) return tl::unexpected(surfaces.error());

    const auto surfaceInspector = std::make_shared<vision::SurfaceInspector>(std::move(*surfaces));
    const auto barcodeReader = std::make_shared<ocr::BarcodeReader>(std::move(*barcodes));
    const auto textReader = std::make_shared<ocr::TextReader>(std::move(*text));
    Readers readers{
        .findBoards = vision::findBoards,
        .findPackages =
            [](const vision::Frame& frame, const std::vector<vision::Region>& boards) {
                return vision::withLeads(frame, vision::findPackages(frame, boards));
            },
        .findLabels =
            [](const vision::Frame& frame, const std::vector<vision::Region>& packages) {
                auto labels = vision::withConditions(frame, vision::findLabels(frame, packages));
                auto residue = vision::findResidue(frame, labels);
                std::move(residue.begin(), residue.end(), std::back_inserter(labels));
                return labels;
            },
        .judgeSurfaces =
            [surfaceInspector](const std::vector<vision::Frame>& frames,
                               const std::vector<vision::LitSet>& sets, std::vector<vision::Region> regions) {
                return surfaceInspector->withSurfaces(frames, sets, std::move(regions));
            },
        .readBarcodes = [barcodeReader](const vision::Frame& frame) { return barcodeReader->read(frame); },
        .readText =
            [textReader](const vision::Frame& frame, const std::vector<vision::Region>& regions) {
                return textReader->read(frame, regions);
            }};
    rulebook->lists = options.lists;
    rulebook->seen = options.seen;
    Versions versions{options.program, models::judgingData(store), rulebook->policy.version(),
                      versionsOf(options.lists.get())};
    Inspector inspector(std::move(readers), std::move(*rulebook), std::move(versions));
    inspector.providerSentence_ = textReader->providerSentence();
    return inspector;
}

}  // namespace tidewaiter::inspection
