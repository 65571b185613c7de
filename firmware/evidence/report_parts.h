// Report parts: the small pieces that several sections of the report share.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <string>
#include <vector>

#include "firmware/evidence/case_index.h"
#include "firmware/evidence/html.h"

namespace tidewaiter::evidence {

/// Everything a section is made from. Borrowed for the call.
struct ReportInput {
    const inspection::Inspection& inspection;
    const CaseIndex& index;
};

/// A symbol for a severity or verdict; each has its own shape, and a word always stands beside it.
[[nodiscard]] Markup symbolOf(inspection::Severity severity);
[[nodiscard]] Markup symbolOf(inspection::Verdict verdict);

/// The name of a severity as a class in the style sheet.
[[nodiscard]] Literal classOf(inspection::Severity severity);
[[nodiscard]] Literal classOf(inspection::Verdict verdict);

/// The number under which a region stands on the picture; empty when no finding rests on it.
[[nodiscard]] Markup numberOf(const Mark* mark);

/// A share as a percentage and a bar.
[[nodiscard]] Markup confidenceBar(double share);

/// A data URI as a picture; empty when `uri` is empty. `alt` may hold untrusted text.
[[nodiscard]] Markup image(Literal cssClass, const std::string& uri, const std::string& alt);

/// A table that turns into a list of cards on a narrow screen.
class Table {
  public:
    Table(Literal cssClass, const std::string& label, std::vector<std::string> columns);
    /// Precondition: as many cells as columns; empty cells are left out of the cards.
    void addRow(const std::vector<Markup>& cells);
    [[nodiscard]] Markup finished() const;

  private:
    std::vector<std::string> columns_;
    Markup markup_;
};

/// A part of the report that can be folded away on a screen and is always there on paper.
[[nodiscard]] Markup foldingSection(const std::string& title, const Markup& content);

/// One sentence for a part that has nothing to show.
[[nodiscard]] Markup emptySentence(Literal sentence);

}  // namespace tidewaiter::evidence
