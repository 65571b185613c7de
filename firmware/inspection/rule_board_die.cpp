// board.die-differs: the board's silkscreen or part number belongs to one GPU, the chip on it is marked
// another.
//
// Both must be sure to the last character, and stand on one board: in the same region of kind board, or in a
// photo without such regions. Boards that carry several dies (PG136: GA102 and AD102) accuse none of them.
#include <algorithm>

#include "firmware/inspection/marked_package.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/rule.h"
#include "firmware/inspection/shapes.h"
#include "firmware/inspection/sure_text.h"

namespace tidewaiter::inspection {

using ocr::Reading;

namespace {

/// A board code or a die where it was read.
struct Seen {
    const Reading* reading = nullptr;
    const vision::Region* region = nullptr;  ///< of the code its text, of the die its package
    std::string text;                        ///< as it stands there
    const models::BoardDie* board = nullptr;
    std::string die;
};

const vision::Region* regionOf(const Reading& reading, const Case& item) {
    const auto found = std::find_if(item.regions.begin(), item.regions.end(),
                                    [&](const auto& region) { return region.id == reading.region; });
    return found == item.regions.end() ? nullptr : &*found;
}

/// Whether the part is sure as far as it matters: `same` says of a look-alike whether it names nothing else.
template <typename Same>
bool isNamed(const Reading& reading, std::size_t begin, std::size_t length, Same same) {
    if (!isSureButForLookAlikes(reading, begin, length)) return false;
    const auto alikes = lookAlikes(reading, begin, length);
    return std::all_of(alikes.begin(), alikes.end(), same);
}

std::vector<Seen> diesOn(const std::vector<MarkedPackage>& packages) {
    std::vector<Seen> seen;
    for (const auto& package : packages) {
        for (const auto* line : package.lines) {
            for (const auto& match : models::diesIn(line->text)) {
                const auto length = match.end - match.begin;
                if (isNamed(*line, match.begin, length, [&](const std::string& other) {
                        const auto dies = models::diesIn(other);
                        return dies.empty() || dies.front().die == match.die;
                    }))
                    seen.push_back(
                        {line, package.body, line->text.substr(match.begin, length), nullptr, match.die});
            }
        }
    }
    return seen;
}

std::vector<Seen> codesIn(const Case& item) {
    std::vector<Seen> seen;
    for (const auto& reading : item.readings) {
        const auto* region = regionOf(reading, item);
        if (region == nullptr || reading.kind != ocr::ReadingKind::Text) continue;
        for (const auto& match : item.boardDies.find(reading.text)) {
            const auto length = match.end - match.begin;
            if (isNamed(reading, match.begin, length, [&](const std::string& other) {
                    const auto codes = item.boardDies.find(other);
                    return codes.empty() || codes.front().board == match.board;
                }))
                seen.push_back({&reading, region, reading.text.substr(match.begin, length), match.board, {}});
        }
    }
    return seen;
}

std::vector<const vision::Region*> boardsUnder(const Seen& seen, const Case& item) {
    std::vector<const vision::Region*> boards;
    for (const auto& region : item.regions) {
        if (region.kind == vision::RegionKind::Board && region.frame == seen.region->frame &&
            holds(region.quad, middleOf(seen.reading->quad)))
            boards.push_back(&region);
    }
    return boards;
}

bool areOnOneBoard(const Seen& die, const Seen& code, const Case& item) {
    if (die.region->frame != code.region->frame) return false;
    const bool anyBoard = std::any_of(item.regions.begin(), item.regions.end(), [&](const auto& region) {
        return region.kind == vision::RegionKind::Board && region.frame == die.region->frame;
    });
    if (!anyBoard) return true;
    const auto below = boardsUnder(die, item);
    const auto under = boardsUnder(code, item);
    return std::any_of(below.begin(), below.end(), [&](const auto* board) {
        return std::find(under.begin(), under.end(), board) != under.end();
    });
}

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : " or ") + word;
    return all;
}

Finding findingOf(const Seen& die, const Seen& code, const Case& item) {
    Finding finding;
    finding.severity = Severity::Inspect;
    finding.score = std::min({die.reading->confidence, code.reading->confidence, die.region->score,
                              0.5 + code.board->confidence / 2});
    finding.message = "Photo " + photoOf(*die.region, item) + " shows a board marked " + inQuotes(code.text) +
                      ", which is made for the GPU " + joined(code.board->dies) +
                      ", but the chip on it is marked " + inQuotes(die.text) +
                      "; the chip may have been marked anew or moved.";
    finding.regions = {die.region->id, code.region->id};
    finding.source = code.board->source;
    return finding;
}

bool allows(const Seen& code, const std::string& die) {
    const auto& dies = code.board->dies;
    return std::find(dies.begin(), dies.end(), die) != dies.end();
}

}  // namespace

std::vector<Finding> checkBoardDies(const RuleInput& input) {
    const auto codes = codesIn(input.item);
    std::vector<Finding> findings;
    for (const auto& die : diesOn(markedPackages(input.item))) {
        std::vector<const Seen*> near;
        for (const auto& code : codes) {
            if (areOnOneBoard(die, code, input.item)) near.push_back(&code);
        }
        const bool fits =
            std::any_of(near.begin(), near.end(), [&](const Seen* code) { return allows(*code, die.die); });
        if (!near.empty() && !fits) findings.push_back(findingOf(die, *near.front(), input.item));
    }
    return findings;
}

}  // namespace tidewaiter::inspection
