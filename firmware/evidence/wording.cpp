#include "firmware/evidence/wording.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <numeric>

namespace tidewaiter::evidence {

using inspection::Severity;
using inspection::Verdict;

namespace {

std::string capitalised(std::string_view name) {
    std::string word(name);
    std::replace(word.begin(), word.end(), '_', ' ');
    if (!word.empty()) word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
    return word;
}

std::string surfaceWords(const vision::Surface& surface) {
    if (surface.state == vision::SurfaceState::Unknown) {
        return "surface not judged" + (surface.reason.empty() ? "" : " (" + surface.reason + ")");
    }
    const bool coated = surface.state == vision::SurfaceState::Resurfaced;
    return "surface " + std::string(coated ? "newly coated" : vision::kSurfaceStates.nameOf(surface.state)) +
           " (" + percent(surface.score) + ")";
}

}  // namespace

std::string verdictWord(Verdict verdict) {
    return capitalised(inspection::kVerdicts.nameOf(verdict));
}

std::string severityWord(Severity severity) {
    if (severity == Severity::Info) return "Note";
    return capitalised(inspection::kSeverities.nameOf(severity));
}

std::string regionKindWord(vision::RegionKind kind) {
    if (kind == vision::RegionKind::Package) return "Chip package";
    if (kind == vision::RegionKind::Board) return "Circuit board";
    return capitalised(vision::kRegionKinds.nameOf(kind));
}

std::string fieldTypeWord(ocr::FieldType type) {
    switch (type) {
        case ocr::FieldType::HsCode:
            return "HS code";
        case ocr::FieldType::Sscc:
            return "SSCC";
        case ocr::FieldType::Gtin:
            return "GTIN";
        case ocr::FieldType::MacAddress:
            return "MAC address";
        case ocr::FieldType::Url:
            return "Web address";
        case ocr::FieldType::Compliance:
            return "Approval mark";
        default:
            return capitalised(ocr::kFieldTypes.nameOf(type));
    }
}

std::string regionSentence(const vision::Region& region) {
    std::string sentence = regionKindWord(region.kind);
    if (region.className) sentence += ": " + capitalised(*region.className);
    if (region.leads)
        sentence +=
            ", " + std::to_string(std::accumulate(region.leads->begin(), region.leads->end(), 0)) + " leads";
    if (region.surface) sentence += ", " + surfaceWords(*region.surface);
    return sentence;
}

std::string percent(double share) {
    if (!std::isfinite(share)) return "unknown";
    const double bounded = std::clamp(share, 0.0, 1.0);
    if (bounded > 0 && bounded < 0.01) return "under 1\u00A0%";
    // The small amount undoes binary rounding: 0.29 * 100 is 28.999999999999996.
    return std::to_string(static_cast<int>(bounded * 100 + 1e-9)) + "\u00A0%";
}

std::string numberWord(double number) {
    std::array<char, 400> digits{};  // the largest double has 309 of them
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
    return {digits.data(), end.ptr};
}

std::string shownValue(const ocr::Field& field) {
    using ocr::FieldType;
    switch (field.type) {
        case FieldType::GrossWeight:
        case FieldType::NetWeight:
            return field.value + " kg";
        case FieldType::Power:
            return field.value + " W";
        case FieldType::Voltage:
            return field.value + " V";
        case FieldType::Goods: {
            auto words = field.value;
            std::replace(words.begin(), words.end(), '_', ' ');
            return words;
        }
        default:
            return field.value;
    }
}

std::string likelihood(double score) {
    if (!std::isfinite(score)) return "of unknown weight";
    if (score >= 0.95) return "almost certain";
    if (score >= 0.85) return "very likely";
    if (score >= 0.65) return "likely";
    if (score >= 0.4) return "possible";
    return "a weak sign";
}

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
    return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

std::string readableTime(const std::string& rfc3339) {
    std::string readable = rfc3339;
    if (readable.size() > 10 && readable[10] == 'T') readable[10] = ' ';
    return readable;
}

std::string shortSource(const std::string& source) {
    const auto slash = source.rfind('/');
    return slash == std::string::npos || slash + 1 == source.size() ? source : source.substr(slash + 1);
}

std::string verdictSentence(const inspection::Inspection& inspection) {
    const bool declared = !inspection.declaration.goods.empty() || !inspection.declaration.hs.empty();
    switch (inspection.verdict) {
        case Verdict::Hold:
            return "Keep this item here until an officer has looked at it.";
        case Verdict::Inspect:
            return "A person should look at this item before it moves on.";
        case Verdict::Clear:
            break;
    }
    return declared
               ? "Nothing on this item speaks against the declaration."
               : "Nothing that calls for a closer look was read on this item. No declaration was given to "
                 "hold it against.";
}

}  // namespace tidewaiter::evidence
