// GPU mentions: names and numbers that say which GPU a thing is, and whether two of them can be of one thing.
// Thread rule: immutable values and pure functions, safe to use from any thread.
//
// NVIDIA's numbers predict each other: the firmware's number is {PCI id}-{SKU}-{revision}, the die is marked
// {chip}-{SKU}-{revision}, the middle group of a board's part number is the board, and a board carries known
// dies. The catalogue says which product has which (catalog/chips.json, catalog/board_dies.json).
#pragma once

#include <string>
#include <vector>

#include "firmware/inspection/rule.h"

namespace tidewaiter::inspection {

enum class MentionKind { Name, PartNumber, FirmwareNumber, DieMarking, BoardCode };

struct GpuMention {
    MentionKind kind = MentionKind::Name;
    std::string text;                ///< as it stands there
    std::vector<std::string> lines;  ///< product lines that it can mean ("h100"); empty: only dies are known
    std::vector<std::string> dies;   ///< that such a product can carry; empty when not known
    std::string meaning;             ///< for a sentence: "A100 SXM4 80 GB", "a board for the GPU GH100"
    bool listed = false;             ///< a source gives it so; false when only the form of the number says it
    double confidence = 0;
    const ocr::Reading* reading = nullptr;  ///< one that is sure; null for words of the declaration
    const vision::Region* region = nullptr;
    std::string field;  ///< id, empty when it is no field
};

/// All that are sure to the last character, in the order of the fields, then of the readings.
[[nodiscard]] std::vector<GpuMention> gpuMentions(const Case& item);

/// What the declaration's own words name; none or one.
[[nodiscard]] std::vector<GpuMention> declaredGpus(const Case& item);

/// Whether they cannot be of one thing. Names that a reader makes of one another by dropping a character
/// ("L40S" and "L40") never differ.
[[nodiscard]] bool differ(const GpuMention& one, const GpuMention& other);

/// Whether a difference between the two rests on what sources list, and not on the form of a number alone.
[[nodiscard]] bool isDocumented(const GpuMention& one, const GpuMention& other);

/// Whether they name one product, or where no product is named, one die.
[[nodiscard]] bool agree(const GpuMention& one, const GpuMention& other);

}  // namespace tidewaiter::inspection
