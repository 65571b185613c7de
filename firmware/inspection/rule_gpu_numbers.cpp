// label.numbers-differ, declaration.product-differs, label.serial-twice: names and numbers of GPUs that
// cannot be of one thing.
//
// Numbers are held against each other only where they stand on one label or one board: a photo may show two
// articles. Two numbers of one kind, and two names, are a list and accuse nothing; what something of another
// kind in the photo confirms belongs to an article of its own.
#include <algorithm>

#include "firmware/inspection/clues.h"
#include "firmware/inspection/gpu_mentions.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/shapes.h"
#include "firmware/inspection/sure_text.h"

namespace tidewaiter::inspection {

using ocr::Reading;
using vision::Region;

namespace {

/// Of boards, from which score on they count.
constexpr double kSureBoard = 0.6;

std::string whatItIs(const GpuMention& mention) {
    switch (mention.kind) {
        case MentionKind::Name:
            return "name";
        case MentionKind::FirmwareNumber:
            return "firmware number";
        case MentionKind::DieMarking:
            return "die marking";
        case MentionKind::BoardCode:
            return "board code";
        default:
            return "part number";
    }
}

bool areOnOneBoard(const GpuMention& one, const GpuMention& other, const Case& item) {
    return std::any_of(item.regions.begin(), item.regions.end(), [&](const Region& board) {
        return board.kind == vision::RegionKind::Board && board.score >= kSureBoard &&
               board.frame == one.region->frame && board.frame == other.region->frame &&
               holds(board.quad, middleOf(one.reading->quad)) &&
               holds(board.quad, middleOf(other.reading->quad));
    });
}

bool areOnOneThing(const GpuMention& one, const GpuMention& other, const RuleInput& input) {
    const auto place = placeOf({one.reading->id}, input.places);
    if (!place.empty() && place == placeOf({other.reading->id}, input.places)) return true;
    return areOnOneBoard(one, other, input.item);
}

/// Boards and dies are held against each other by board.die-differs.
bool isOthersBusiness(const GpuMention& one, const GpuMention& other) {
    const auto isDie = [](const GpuMention& m) { return m.kind == MentionKind::DieMarking; };
    const auto isBoard = [](const GpuMention& m) {
        return m.kind == MentionKind::BoardCode || m.kind == MentionKind::PartNumber;
    };
    return one.kind == other.kind || ((one.lines.empty() || other.lines.empty()) &&
                                      ((isDie(one) && isBoard(other)) || (isBoard(one) && isDie(other))));
}

bool contradict(const GpuMention& one, const GpuMention& other, const RuleInput& input) {
    return !isOthersBusiness(one, other) && differ(one, other) && areOnOneThing(one, other, input);
}

/// Whether something else in the photo, of a kind that `counts` and as exact, says the same.
template <typename Counts>
bool isConfirmed(const GpuMention& mention, const std::vector<GpuMention>& all, Counts counts) {
    return std::any_of(all.begin(), all.end(), [&](const GpuMention& other) {
        return counts(other.kind) && other.region->frame == mention.region->frame &&
               (mention.lines.empty() || !other.lines.empty()) && agree(mention, other);
    });
}

/// Whether `mention` may be of an article of its own, which something of another kind shows; and the `other`
/// of one that something of mention's kind shows.
bool areOfTwoArticles(const GpuMention& mention, const GpuMention& other,
                      const std::vector<GpuMention>& all) {
    return isConfirmed(mention, all, [&](MentionKind kind) { return kind != mention.kind; }) ||
           isConfirmed(other, all, [&](MentionKind kind) { return kind == mention.kind; });
}

std::string says(const GpuMention& mention) {
    return "the " + whatItIs(mention) + " " + inQuotes(mention.text) + " means " + plainText(mention.meaning);
}

void addEvidence(Finding& finding, const GpuMention& mention) {
    finding.regions.push_back(mention.region->id);
    if (!mention.field.empty()) finding.fields.push_back(mention.field);
    finding.score = std::min(finding.score, mention.confidence);
}

Finding findingOf(const GpuMention& odd, const GpuMention& other) {
    Finding finding;
    finding.severity = isDocumented(odd, other) ? Severity::Inspect : Severity::Info;
    finding.score = 1;
    addEvidence(finding, odd);
    addEvidence(finding, other);
    finding.message = "On one thing, " + says(odd) + ", but " + says(other) +
                      "; one of them may have been marked anew or moved.";
    return finding;
}

/// The other mention that contradicts, a documented contradiction before others; null when none does.
const GpuMention* contradictionOf(const GpuMention& mention, const std::vector<GpuMention>& all,
                                  const RuleInput& input) {
    const GpuMention* found = nullptr;
    for (const auto& other : all) {
        if (&other == &mention || !contradict(mention, other, input) || areOfTwoArticles(mention, other, all))
            continue;
        const bool better =
            found == nullptr || (!isDocumented(mention, *found) && isDocumented(mention, other));
        if (better) found = &other;
    }
    return found;
}

/// The sure readings of a field.
std::vector<const Reading*> sureReadingsOf(const ocr::Field& field, const Case& item) {
    std::vector<const Reading*> sure;
    for (const auto& reading : item.readings) {
        if (std::find(field.readings.begin(), field.readings.end(), reading.id) != field.readings.end() &&
            isSureOf(reading, field.value))
            sure.push_back(&reading);
    }
    return sure;
}

std::vector<const GpuMention*> numbersAt(const std::string& place, const std::vector<GpuMention>& all,
                                         const Places& places) {
    std::vector<const GpuMention*> numbers;
    for (const auto& mention : all) {
        if (mention.kind != MentionKind::Name && !mention.lines.empty() &&
            placeOf({mention.reading->id}, places) == place)
            numbers.push_back(&mention);
    }
    return numbers;
}

bool allDiffer(const std::vector<const GpuMention*>& some, const std::vector<const GpuMention*>& others) {
    return !some.empty() && !others.empty() && std::all_of(some.begin(), some.end(), [&](const auto* one) {
        return std::all_of(others.begin(), others.end(),
                           [&](const auto* other) { return differ(*one, *other); });
    });
}

/// The finding of one serial number that stands on two labels of different products in one photo.
std::optional<Finding> serialTwice(const ocr::Field& field, const std::vector<GpuMention>& all,
                                   const RuleInput& input) {
    const auto readings = sureReadingsOf(field, input.item);
    for (const auto* one : readings) {
        for (const auto* other : readings) {
            const auto place = placeOf({one->id}, input.places);
            const auto elsewhere = placeOf({other->id}, input.places);
            if (place >= elsewhere || place.empty()) continue;
            const auto here = numbersAt(place, all, input.places);
            const auto there = numbersAt(elsewhere, all, input.places);
            if (!allDiffer(here, there)) continue;
            if (here[0]->region->frame != there[0]->region->frame) continue;
            auto finding = findingOf(*here[0], *there[0]);
            finding.message = "The serial number " + inQuotes(field.value) +
                              " stands on two labels: on one " + says(*here[0]) + ", on the other " +
                              says(*there[0]) + "; it can belong to one unit only.";
            finding.fields.push_back(field.id);
            finding.score = std::min(finding.score, field.confidence);
            return finding;
        }
    }
    return std::nullopt;
}

}  // namespace

std::vector<Finding> checkGpuNumbers(const RuleInput& input) {
    const auto all = gpuMentions(input.item);
    std::vector<Finding> findings;
    std::vector<const GpuMention*> told;
    for (const auto& mention : all) {
        const auto* other = contradictionOf(mention, all, input);
        const bool known = std::any_of(told.begin(), told.end(), [&](const GpuMention* one) {
            return agree(*one, mention) || (other != nullptr && agree(*one, *other));
        });
        if (other == nullptr || known) continue;
        told.push_back(&mention);
        findings.push_back(findingOf(mention, *other));
    }
    return findings;
}

std::vector<Finding> checkDeclaredProduct(const RuleInput& input) {
    const auto declared = declaredGpus(input.item);
    const auto all = gpuMentions(input.item);
    const bool seen = std::any_of(all.begin(), all.end(), [&](const GpuMention& mention) {
        return !declared.empty() && agree(mention, declared[0]);
    });
    if (declared.empty() || seen) return {};
    for (const auto& mention : all) {
        if (!differ(mention, declared[0]) || !isDocumented(mention, declared[0])) continue;
        Finding finding;
        finding.severity = Severity::Inspect;
        finding.score = declared[0].confidence;
        addEvidence(finding, mention);
        finding.message = input.declared.phrase + ", but " + says(mention) + ".";
        return {finding};
    }
    return {};
}

std::vector<Finding> checkSerialTwice(const RuleInput& input) {
    const auto all = gpuMentions(input.item);
    std::vector<Finding> findings;
    for (const auto& field : input.item.fields) {
        if (field.type != ocr::FieldType::SerialNumber) continue;
        if (auto finding = serialTwice(field, all, input)) findings.push_back(std::move(*finding));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
