// CaseIndex: an inspection's parts by their ids, and the evidence numbered. The number of a region is the
// same on the picture, beside the reasons and in the tables. Thread rule: immutable after construction, safe
// to read from any thread; borrows the inspection.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "firmware/inspection/inspection.h"

namespace tidewaiter::evidence {

/// A region that speaks for a finding.
struct Mark {
    int number = 0;  ///< from 1, in the order in which the findings name them
    inspection::Severity severity = inspection::Severity::Info;  ///< of the gravest finding that names it
    const vision::Region* region = nullptr;                      ///< never null
};

class CaseIndex {
  public:
    /// `inspection` must outlive the index. Of parts with the same id the first one counts.
    explicit CaseIndex(const inspection::Inspection& inspection);
    explicit CaseIndex(inspection::Inspection&&) = delete;

    /// Null for an id that the inspection does not have.
    [[nodiscard]] const vision::Frame* frame(std::string_view id) const;
    [[nodiscard]] const vision::Region* region(std::string_view id) const;
    [[nodiscard]] const ocr::Reading* reading(std::string_view id) const;
    [[nodiscard]] const ocr::Field* field(std::string_view id) const;

    /// What was read in a region, in the inspection's order.
    [[nodiscard]] const std::vector<const ocr::Reading*>& readingsIn(std::string_view regionId) const;

    /// The regions that speak for `finding`: its own, then those in which its fields were read; each once.
    [[nodiscard]] std::vector<const vision::Region*> evidenceOf(const inspection::Finding& finding) const;

    /// All evidence, by number.
    [[nodiscard]] const std::vector<Mark>& marks() const { return marks_; }
    /// The mark of a region, null when no finding rests on it.
    [[nodiscard]] const Mark* markOf(std::string_view regionId) const;

  private:
    void number(const inspection::Inspection& inspection);

    std::map<std::string_view, const vision::Frame*> frames_;
    std::map<std::string_view, const vision::Region*> regions_;
    std::map<std::string_view, const ocr::Reading*> readings_;
    std::map<std::string_view, const ocr::Field*> fields_;
    std::map<std::string_view, std::vector<const ocr::Reading*>> readingsByRegion_;
    std::map<std::string_view, std::size_t> markByRegion_;
    std::vector<Mark> marks_;
};

}  // namespace tidewaiter::evidence
