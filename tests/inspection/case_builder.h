// CaseBuilder: an item as if it had been photographed: packages, boards, what stands on them. Fields are made
// by the real ocr::understand, findings by the real rules and data.
// Thread rule: one thread at a time.
#pragma once

#include <string>
#include <vector>

#include "firmware/inspection/inspector.h"
#include "firmware/inspection/rules.h"

namespace tidewaiter::inspection::tests {

/// The staged data, loaded once. Throws std::runtime_error when it cannot be.
[[nodiscard]] const Rulebook& stagedRulebook();

class CaseBuilder {
  public:
    CaseBuilder();  ///< one photo, board.jpg, f1; declared as electronic components

    CaseBuilder& declaredAs(const std::string& goods);

    CaseBuilder& declaredAs(const Declaration& declaration);

    /// What follows lies in a photo of its own.
    CaseBuilder& photo(const std::string& source);
    /// The photo's scale, as a light folder tells it.
    CaseBuilder& millimetersPerPixel(double scale);
    CaseBuilder& board(const cv::Rect2f& place, double score = 0.95);
    /// A chip package; lines and codes that follow stand on it.
    CaseBuilder& chip(const cv::Rect2f& place, const std::vector<std::string>& lines = {},
                      double score = 0.95);
    CaseBuilder& chip(const vision::Quad& place, const std::vector<std::string>& lines = {},
                      double score = 0.95);
    /// Leads counted on the package that was added last.
    CaseBuilder& leads(const vision::LeadCounts& counts);
    /// What follows stands there, on no region: a label that was not found.
    CaseBuilder& label(const cv::Rect2f& place);
    /// A line of text, below the last one on the package or board that was added last.
    CaseBuilder& line(const std::string& text, double confidence = 0.98);
    /// A line whose character at `doubtful` has another reading.
    CaseBuilder& doubtfulLine(const std::string& text, std::size_t doubtful, const std::string& instead);
    CaseBuilder& code(const std::string& symbology, const std::string& content);

    /// Watchlists that are in use. Borrowed; the inspection is of 2026-11-22.
    CaseBuilder& lists(const watchlist::Lists& lists);

    /// What earlier inspections read. Borrowed.
    CaseBuilder& seen(const watchlist::SeenSerials& seen);

    /// Findings of the rule, judged by the default policy.
    [[nodiscard]] std::vector<Finding> findings(const std::string& rule) const;
    /// Why the rule stayed silent.
    [[nodiscard]] std::string silence(const std::string& rule) const;
    /// All that was found, for messages of failing tests.
    [[nodiscard]] std::string told() const;

  private:
    CaseBuilder& add(vision::RegionKind kind, const vision::Quad& quad, double score);
    ocr::Reading& read(const std::string& text, double confidence, float height);
    [[nodiscard]] std::vector<RuleOutcome> judged() const;

    Declaration declaration_{"electronic components", "8542", ""};
    std::vector<vision::Frame> frames_;
    std::vector<vision::Region> regions_;
    std::vector<ocr::Reading> readings_;
    const watchlist::Lists* lists_ = nullptr;
    const watchlist::SeenSerials* seen_ = nullptr;
    vision::Quad place_{};  ///< of what was added last
    float down_ = 0;        ///< share of its height that is written on
};

}  // namespace tidewaiter::inspection::tests
