// Inspector::load: the one place that knows every reader and every piece of knowledge.
#include "firmware/inspection/inspector.h"
#include "vision/board_finder.h"
#include "vision/lead_counter.h"
#include "vision/package_finder.h"
#include "vision/surface/surface_inspector.h"

namespace tidewaiter::inspection {

namespace {

Expected<Rulebook> loadRulebook(const models::Store& store) {
    auto catalog = models::Catalog::load(store);
    if (!catalog) return tl::unexpected(catalog.error());
    auto lexicon = models::Lexicon::load(store);
    if (!lexicon) return tl::unexpected(lexicon.error());
    auto markings = models::Markings::load(store);
    if (!markings) return tl::unexpected(markings.error());
    auto captions = models::Captions::load(store);
    if (!captions) return tl::unexpected(captions.error());
    auto policy = Policy::load(store);
    if (!policy) return tl::unexpected(policy.error());
    auto packages = models::PackageCodes::load(store);
    if (!packages) return tl::unexpected(packages.error());
    auto boardDies = models::BoardDies::load(store);
    if (!boardDies) return tl::unexpected(boardDies.error());
    auto grammar = models::MarkingGrammar::load(store);
    if (!grammar) return tl::unexpected(grammar.error());
    auto words = models::PrintWords::load(store);
    if (!words) return tl::unexpected(words.error());
    return Rulebook{std::move(*catalog),   std::move(*lexicon),
                    std::move(*markings),  std::move(*captions),
                    std::move(*policy),    std::move(*packages),
                    std::move(*boardDies), KnownMarks{std::move(*grammar), std::move(*words)}};
}

}  // namespace

Expected<Inspector> Inspector::load(const models::Store& store, const InspectorOptions& options) {
    auto rulebook = loadRulebook(store);
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
    Inspector inspector(std::move(readers), std::move(*rulebook), {options.program, store.sha256s()});
    inspector.providerSentence_ = textReader->providerSentence();
    return inspector;
}

}  // namespace tidewaiter::inspection
