#include "tests/inspection/case_builder.h"

#include <algorithm>
#include <stdexcept>

#include "firmware/inspection/sight.h"
#include "ocr/fields/understand.h"

namespace tidewaiter::inspection::tests {

namespace {

constexpr float kLineHeight = 0.14F;  // of the package
constexpr float kCodeHeight = 0.2F;

Rulebook load() {
    const auto store = models::Store::open(TIDEWAITER_DATA_DIR);
    if (!store) throw std::runtime_error(store.error().message);
    auto rulebook = Rulebook::load(*store);
    if (!rulebook) throw std::runtime_error(rulebook.error().message);
    return std::move(*rulebook);
}

/// The point `across` and `down` the quad, in shares of its sides.
cv::Point2f pointIn(const vision::Quad& quad, float across, float down) {
    const auto top = quad[0] + (quad[1] - quad[0]) * across;
    const auto bottom = quad[3] + (quad[2] - quad[3]) * across;
    return top + (bottom - top) * down;
}

}  // namespace

const Rulebook& stagedRulebook() {
    static const Rulebook loaded = load();
    return loaded;
}

CaseBuilder::CaseBuilder() {
    photo("board.jpg");
}

CaseBuilder& CaseBuilder::declaredAs(const std::string& goods) {
    declaration_ = {goods, "", ""};
    return *this;
}

CaseBuilder& CaseBuilder::declaredAs(const Declaration& declaration) {
    declaration_ = declaration;
    return *this;
}

CaseBuilder& CaseBuilder::photo(const std::string& source) {
    vision::Frame frame;
    frame.id = "f" + std::to_string(frames_.size() + 1);
    frame.source = source;
    frame.sha256 = "sha-" + source;
    frame.width = 2000;
    frame.height = 1500;
    frames_.push_back(frame);
    place_ = vision::quadOf({0, 0, 2000, 1500});
    down_ = 0;
    return *this;
}

CaseBuilder& CaseBuilder::millimetersPerPixel(double scale) {
    frames_.back().millimetersPerPixel = scale;
    return *this;
}

CaseBuilder& CaseBuilder::add(vision::RegionKind kind, const vision::Quad& quad, double score) {
    vision::Region region;
    region.id = "r" + std::to_string(regions_.size() + 1);
    region.frame = frames_.back().id;
    region.kind = kind;
    region.quad = quad;
    region.score = score;
    regions_.push_back(region);
    place_ = quad;
    down_ = 0.05F;
    return *this;
}

CaseBuilder& CaseBuilder::board(const cv::Rect2f& place, double score) {
    return add(vision::RegionKind::Board, vision::quadOf(place), score);
}

CaseBuilder& CaseBuilder::chip(const cv::Rect2f& place, const std::vector<std::string>& lines, double score) {
    return chip(vision::quadOf(place), lines, score);
}

CaseBuilder& CaseBuilder::chip(const vision::Quad& place, const std::vector<std::string>& lines,
                               double score) {
    add(vision::RegionKind::Package, place, score);
    for (const auto& text : lines) line(text);
    return *this;
}

CaseBuilder& CaseBuilder::label(const cv::Rect2f& place) {
    place_ = vision::quadOf(place);
    down_ = 0.05F;
    return *this;
}

CaseBuilder& CaseBuilder::leads(const vision::LeadCounts& counts) {
    const auto package = std::find_if(regions_.rbegin(), regions_.rend(), [](const vision::Region& region) {
        return region.kind == vision::RegionKind::Package;
    });
    if (package == regions_.rend()) throw std::logic_error("there is no package yet");
    package->leads = counts;
    return *this;
}

ocr::Reading& CaseBuilder::read(const std::string& text, double confidence, float height) {
    const vision::Quad quad{pointIn(place_, 0.1F, down_), pointIn(place_, 0.9F, down_),
                            pointIn(place_, 0.9F, down_ + height), pointIn(place_, 0.1F, down_ + height)};
    down_ += height * 1.2F;
    vision::Region region;
    region.id = "r" + std::to_string(regions_.size() + 1);
    region.frame = frames_.back().id;
    region.quad = quad;
    region.score = 0.9;
    regions_.push_back(region);
    ocr::Reading reading;
    reading.id = "t" + std::to_string(readings_.size() + 1);
    reading.region = region.id;
    reading.text = text;
    reading.confidence = confidence;
    reading.reader = "test";
    reading.quad = quad;
    readings_.push_back(reading);
    return readings_.back();
}

CaseBuilder& CaseBuilder::line(const std::string& text, double confidence) {
    auto& reading = read(text, confidence, kLineHeight);
    for (const char c : text) reading.characters.push_back({std::string(1, c), confidence, {}});
    return *this;
}

CaseBuilder& CaseBuilder::doubtfulLine(const std::string& text, std::size_t doubtful,
                                       const std::string& instead) {
    line(text, 0.93);
    auto& character = readings_.back().characters[doubtful];
    character.confidence = 0.7;
    character.alternatives = {{instead, 0.3}};
    return *this;
}

CaseBuilder& CaseBuilder::code(const std::string& symbology, const std::string& content) {
    auto& reading = read(content, 0.99, kCodeHeight);
    reading.kind = ocr::ReadingKind::Barcode;
    reading.symbology = symbology;
    reading.bytes = content;
    return *this;
}

CaseBuilder& CaseBuilder::lists(const watchlist::Lists& lists) {
    lists_ = &lists;
    return *this;
}

CaseBuilder& CaseBuilder::seen(const watchlist::SeenSerials& seen) {
    seen_ = &seen;
    return *this;
}

std::vector<RuleOutcome> CaseBuilder::judged() const {
    const auto& book = stagedRulebook();
    const auto fields = numbered(
        ocr::understand(readings_, {book.catalog, book.lexicon, book.markings, book.captions}, regions_));
    return outcomesOf(
        {declaration_, frames_, regions_, readings_, fields, book.catalog, book.lexicon, book.markings,
         book.packages, book.boardDies, &*book.marks, lists_, seen_, "2026-11-22"},
        book.policy);
}

std::vector<Finding> CaseBuilder::findings(const std::string& rule) const {
    for (auto& outcome : judged()) {
        if (outcome.rule == rule) return std::move(outcome.findings);
    }
    throw std::logic_error("there is no rule " + rule);
}

std::string CaseBuilder::silence(const std::string& rule) const {
    for (auto& outcome : judged()) {
        if (outcome.rule == rule) return outcome.silence;
    }
    throw std::logic_error("there is no rule " + rule);
}

std::string CaseBuilder::told() const {
    std::string all;
    for (const auto& outcome : judged()) {
        for (const auto& finding : outcome.findings)
            all += finding.rule + " " + std::to_string(finding.score) + ": " + finding.message + "\n";
        if (outcome.findings.empty()) all += outcome.rule + " is silent: " + outcome.silence + "\n";
    }
    return all;
}

}  // namespace tidewaiter::inspection::tests
