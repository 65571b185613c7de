// Known marks: whether the machine knows who made a chip, by everything it knows of markings.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "firmware/inspection/marked_package.h"

namespace tidewaiter::inspection {

/// What is strange on a package whose maker nobody knows.
struct StrangeMarks {
    std::vector<std::string> names;  ///< sure words of letters alone, as brands are
    std::vector<std::string> codes;  ///< sure words of letters and digits that no grammar explains

    [[nodiscard]] bool none() const { return names.empty() && codes.empty(); }
};

/// The strange names among the words of `line`: neither words of any print nor parts of a known maker's
/// marking. None without item.marks, and none where the line names a product, a brand or a country.
[[nodiscard]] std::vector<std::string> strangeNames(const ocr::Reading& line, const Case& item);

/// The strange marks of `package`; none when one of its lines, sure or not, names a product, a part or a
/// brand of the lists, or is a part or lot of a known maker by its form, and none without item.marks.
[[nodiscard]] StrangeMarks strangeMarks(const MarkedPackage& package, const Case& item);

}  // namespace tidewaiter::inspection
