#include "firmware/inspection/silence.h"

#include <algorithm>
#include <array>

#include "firmware/inspection/claimed_body.h"
#include "firmware/inspection/clues.h"
#include "firmware/inspection/gpu_mentions.h"
#include "firmware/inspection/marked_package.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/watchlist/lists.h"

namespace tidewaiter::inspection {

using models::GoodsFamily;
using ocr::Field;
using ocr::FieldType;
using vision::RegionKind;

namespace {

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
    return count == 0 ? "no " + many : std::to_string(count) + " " + (count == 1 ? one : many);
}

std::size_t countOf(FieldType type, const Case& item) {
    return static_cast<std::size_t>(std::count_if(item.fields.begin(), item.fields.end(),
                                                  [&](const Field& field) { return field.type == type; }));
}

std::size_t countOf(RegionKind kind, const Case& item) {
    return static_cast<std::size_t>(std::count_if(item.regions.begin(), item.regions.end(),
                                                  [&](const auto& region) { return region.kind == kind; }));
}

std::string familyName(GoodsFamily family) {
    return std::string(models::kGoodsFamilies.nameOf(family));
}

std::string packagesOf(const Case& item) {
    return counted(markedPackages(item).size(), "chip package", "chip packages");
}

/// "Nothing was declared" or that it is not understood; empty when it is.
std::string undeclared(const RuleInput& input) {
    if (input.declared.empty) return "Nothing was declared.";
    return input.declared.family() ? "" : input.declared.phrase + "; what goods that is, is not known.";
}

std::string ofElectronics(const RuleInput& input) {
    if (auto why = undeclared(input); !why.empty()) return why;
    constexpr std::string_view kPrefix = "declaration.electronics-in-";
    const auto family = familyName(*input.declared.family());
    const auto wanted = std::string(input.rule.substr(kPrefix.size()));
    if (family != wanted) return input.declared.phrase + ", which is " + family + ", not " + wanted + ".";
    const auto support =
        combine(electronicsClues(input.item, input.policy), input.settings.ignores, input.policy.kindLimit());
    if (support.clues.empty()) return "Nothing on the item speaks for electronics.";
    return "What speaks for electronics (" + support.clues.front().phrase + ") belongs to such goods.";
}

/// The names of the catalogue's entries that fields name.
std::string entriesOn(const Case& item) {
    std::string names;
    for (const auto& field : item.fields) {
        const auto match = entryOf(field, item);
        if (match.entry == nullptr || names.find(match.entry->name) != std::string::npos) continue;
        names += (names.empty() ? "" : ", ") + plainText(match.entry->name);
    }
    return names;
}

std::string ofControlled(const RuleInput& input) {
    const auto names = entriesOn(input.item);
    return names.empty() ? "No field names an entry of the catalogue."
                         : "By the policy's thresholds nothing that was named is controlled: " + names + ".";
}

std::string ofGenericWords(const RuleInput& input) {
    if (auto why = undeclared(input); !why.empty()) return why;
    const auto& vague = input.policy.vagueGoods();
    for (const auto* goods : input.declared.byWords) {
        if (std::find(vague.begin(), vague.end(), goods->id) == vague.end())
            return input.declared.phrase + ", which is no general name: " + plainText(goods->name) + ".";
    }
    return input.declared.byWords.empty() ? "The declared words are not known." : ofControlled(input);
}

std::string ofPrint(const RuleInput& input) {
    const auto& fields = input.item.fields;
    const auto contradicted = std::find_if(fields.begin(), fields.end(),
                                           [](const Field& field) { return !field.contradicts.empty(); });
    if (contradicted == fields.end()) return "No field is contradicted by another reading.";
    return "The readings that contradict " + contradicted->id + " " + inQuotes(contradicted->value) +
           " are too unsure, or no code says it.";
}

std::string ofUnitCodes(const RuleInput& input) {
    const auto units =
        packagesOf(input.item) + " and " + counted(countOf(RegionKind::Board, input.item), "board", "boards");
    return "On " + units + ", " +
           counted(countOf(FieldType::SerialNumber, input.item), "serial number", "serial numbers") +
           " and " +
           counted(countOf(FieldType::MacAddress, input.item), "network address", "network addresses") +
           " were read; none stands on two of them.";
}

std::string ofPackages(const RuleInput& input) {
    const auto packages = markedPackages(input.item);
    const auto claims = claimedBodies(packages, input.item.packages);
    return "Of " + packagesOf(input.item) + ", " + std::to_string(claims.size()) +
           (claims.size() == 1 ? " carries a part number" : " carry part numbers") +
           " that names the package" + (claims.empty() ? "." : ", and none is known to differ.");
}

std::string ofTwins(const RuleInput& input) {
    const auto packages = markedPackages(input.item);
    std::size_t pairs = 0;
    for (std::size_t i = 0; i < packages.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) pairs += areTwins(packages[i], packages[k]) ? 1 : 0;
    }
    return "Of " + packagesOf(input.item) + ", " + counted(pairs, "pair", "pairs") +
           " share a sure part number" + (pairs == 0 ? "." : ", and none differs.");
}

std::string ofMentions(const RuleInput& input) {
    const auto mentions = gpuMentions(input.item);
    if (mentions.size() < 2)
        return "Only " + counted(mentions.size(), "sure name or number", "sure names or numbers") +
               " of a GPU was read; it takes two.";
    return counted(mentions.size(), "sure name or number", "sure names or numbers") +
           " of GPUs were read; on one label or board none denies another.";
}

std::string ofDeclaredProduct(const RuleInput& input) {
    const auto declared = declaredGpus(input.item);
    if (declared.empty()) return "The declaration names no GPU of the catalogue.";
    return gpuMentions(input.item).empty()
               ? "No sure name or number of a GPU was read."
               : "What was read can be what was declared, " + plainText(declared[0].meaning) + ".";
}

std::string ofSerials(const RuleInput& input) {
    return "Of " + counted(countOf(FieldType::SerialNumber, input.item), "serial number", "serial numbers") +
           ", none stands on two labels of one photo that name different GPUs.";
}

std::string ofGoods(const RuleInput& input) {
    if (auto why = undeclared(input); !why.empty()) return why;
    std::string read;
    for (const auto& field : input.item.fields) {
        if (field.type == FieldType::Goods) read += (read.empty() ? "" : ", ") + plainText(field.value);
    }
    return read.empty() ? "No words for goods were read on the item."
                        : "The words for goods that were read can go with the declared ones: " + read + ".";
}

std::string ofHsCodes(const RuleInput& input) {
    const auto& hs = input.item.declaration.hs;
    const auto labels = counted(countOf(FieldType::HsCode, input.item), "HS code", "HS codes") + " read";
    if (hs.empty()) return "No HS code was declared, and " + labels + " contradicts the declared words.";
    const auto* goods = input.declared.byHs;
    const auto stands = goods == nullptr ? " is not known" : " stands for " + plainText(goods->name);
    const auto words = input.declared.byWords.empty() ? ", the declared words are not known"
                                                      : ", which the declared words do not contradict";
    return "HS code " + hs + stands + words + "; " + labels + ".";
}

std::string ofUnknownGoods(const RuleInput& input) {
    if (input.declared.empty) return "Nothing was declared.";
    return input.declared.phrase + ", which is known: " + familyName(*input.declared.family()) + ".";
}

std::string ofSurfaces(const RuleInput& input) {
    const auto& regions = input.item.regions;
    const auto judged = std::count_if(regions.begin(), regions.end(), [](const auto& region) {
        return region.surface && region.surface->state != vision::SurfaceState::Unknown;
    });
    return "Of " + counted(countOf(RegionKind::Package, input.item), "chip package", "chip packages") +
           ", the upper sides of " + std::to_string(judged) + " could be judged; none was worked on.";
}

std::string ofWatchlists(const RuleInput& input) {
    const auto* lists = input.item.lists;
    if (lists == nullptr || lists->summaries().empty()) return "No watchlist is in use.";
    return "Of " + counted(countOf(FieldType::SerialNumber, input.item), "serial number", "serial numbers") +
           " and " + counted(countOf(FieldType::PartNumber, input.item), "part number", "part numbers") +
           ", none was found so on " + counted(lists->summaries().size(), "watchlist", "watchlists") + ".";
}

std::string ofParties(const RuleInput& input) {
    const auto& item = input.item;
    if (item.lists == nullptr || item.lists->summaries().empty()) return "No watchlist is in use.";
    const auto& declaration = item.declaration;
    const auto declared = std::size_t{declaration.shipper.empty() ? 0U : 1U} +
                          std::size_t{declaration.consignee.empty() ? 0U : 1U};
    const auto read = countOf(FieldType::Party, item) + countOf(FieldType::Shipper, item) +
                      countOf(FieldType::Consignee, item);
    return "Of " + counted(declared, "declared party", "declared parties") + " and " +
           counted(read, "party", "parties") + " on labels, none was found so on " +
           counted(item.lists->summaries().size(), "watchlist", "watchlists") + ".";
}

/// Of rules that look at the lists themselves.
std::string ofListsInUse(const RuleInput& input) {
    const auto* lists = input.item.lists;
    return lists == nullptr || lists->summaries().empty() ? "No watchlist is in use." : "";
}

struct Reason {
    std::string_view rule;  ///< its id, or the beginning of it
    std::string (*tell)(const RuleInput& input);
};

constexpr std::array kReasons = {Reason{"declaration.electronics-in-", ofElectronics},
                                 Reason{"catalog.controlled", ofControlled},
                                 Reason{"label.print-contradicts-code", ofPrint},
                                 Reason{"package.unit-code-twice", ofUnitCodes},
                                 Reason{"package.body-differs", ofPackages},
                                 Reason{"package.leads-differ", ofPackages},
                                 Reason{"package.twins-differ", ofTwins},
                                 Reason{"label.numbers-differ", ofMentions},
                                 Reason{"label.serial-twice", ofSerials},
                                 Reason{"declaration.product-differs", ofDeclaredProduct},
                                 Reason{"declaration.generic", ofGenericWords},
                                 Reason{"declaration.goods-differ", ofGoods},
                                 Reason{"declaration.hs-differs", ofHsCodes},
                                 Reason{"declaration.unknown", ofUnknownGoods},
                                 Reason{"package.surface", ofSurfaces},
                                 Reason{"watchlist.party", ofParties},
                                 Reason{"watchlist.same-address", ofParties},
                                 Reason{"watchlist.unreadable", ofListsInUse},
                                 Reason{"watchlist.old", ofListsInUse},
                                 Reason{"watchlist.", ofWatchlists}};

}  // namespace

std::string silenceOf(const RuleInput& input) {
    const auto reason = std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& one) {
        return input.rule.substr(0, one.rule.size()) == one.rule;
    });
    return reason == kReasons.end() ? "" : reason->tell(input);
}

}  // namespace tidewaiter::inspection
