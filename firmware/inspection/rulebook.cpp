#include "firmware/inspection/rulebook.h"

#include "firmware/inspection/sight.h"
#include "ocr/fields/understand.h"

namespace tidewaiter::inspection {

Expected<Rulebook> Rulebook::load(const models::Store& store, const std::optional<Policy>& given) {
    auto catalog = models::Catalog::load(store);
    if (!catalog) return tl::unexpected(catalog.error());
    auto lexicon = models::Lexicon::load(store);
    if (!lexicon) return tl::unexpected(lexicon.error());
    auto markings = models::Markings::load(store);
    if (!markings) return tl::unexpected(markings.error());
    auto captions = models::Captions::load(store);
    if (!captions) return tl::unexpected(captions.error());
    auto policy = given ? Expected<Policy>(*given) : Policy::load(store);
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

Case caseOf(const Inspection& item, const Rulebook& rulebook) {
    return {item.declaration,
            item.frames,
            item.regions,
            item.readings,
            item.fields,
            rulebook.catalog,
            rulebook.lexicon,
            rulebook.markings,
            rulebook.packages,
            rulebook.boardDies,
            rulebook.marks ? &*rulebook.marks : nullptr,
            rulebook.lists.get(),
            rulebook.seen.get(),
            std::string_view(item.time).substr(0, std::string_view("2026-11-22").size())};
}

std::vector<ocr::Field> understoodFields(const Inspection& item, const Rulebook& rulebook) {
    return numbered(ocr::understand(
        item.readings, {rulebook.catalog, rulebook.lexicon, rulebook.markings, rulebook.captions},
        item.regions));
}

}  // namespace tidewaiter::inspection
