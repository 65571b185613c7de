#include "firmware/inspection/inspector.h"

#include "firmware/inspection/rules.h"
#include "firmware/inspection/sight.h"
#include "firmware/inspection/verdict.h"
#include "ocr/fields/understand.h"
#include "vision/surface/lit_sets.h"

namespace tidewaiter::inspection {

namespace {

/// Milliseconds since the last lap.
class Stopwatch {
  public:
    explicit Stopwatch(const Clock& clock) : clock_(clock), start_(clock()), last_(start_) {}

    double lap() {
        const double now = clock_();
        return now - std::exchange(last_, now);
    }
    [[nodiscard]] double total() const { return last_ - start_; }

  private:
    const Clock& clock_;
    double start_;
    double last_;
};

Sight find(const std::vector<vision::Frame>& frames, const Readers& readers) {
    Sight sight;
    for (const auto& frame : frames) {
        const auto boards = readers.findBoards(frame);
        sight.add(frame, boards, {});
        sight.add(frame, readers.findPackages(frame, boards), {});
    }
    return sight;
}

Expected<Sight> read(const std::vector<vision::Frame>& frames, Sight sight, const Readers& readers) {
    for (const auto& frame : frames) {
        const auto found = sight.in(frame);
        auto barcodes = readers.readBarcodes(frame);
        if (!barcodes.trouble.empty()) return failure(frame.source + ": " + barcodes.trouble);
        sight.add(frame, std::move(barcodes.regions), std::move(barcodes.readings));
        auto text = readers.readText(frame, found);
        if (!text) return tl::unexpected(text.error());
        sight.add(frame, std::move(text->regions), std::move(text->readings));
    }
    for (const auto& frame : vision::derivedFrames(frames)) {  // relief and albedo of a light ring
        auto text = readers.readText(frame, sight.in(frame));
        if (!text) return tl::unexpected(text.error());
        sight.add(frame, std::move(text->regions), std::move(text->readings));
    }
    return sight;
}

/// The inspection as far as it is known before anything was seen.
Inspection begin(Request request, const Versions& versions) {
    Inspection item;
    item.id = std::move(request.id);
    item.time = std::move(request.time);
    item.declaration = std::move(request.declaration);
    item.frames = numbered(std::move(request.frames));
    item.versions = versions;
    item.timings.decode = request.decodeMs;
    return item;
}

}  // namespace

Inspector::Inspector(Readers readers, Rulebook rulebook, Versions versions)
    : readers_(std::move(readers)),
      rulebook_(std::make_shared<const Rulebook>(std::move(rulebook))),
      versions_(std::move(versions)) {}

Expected<Inspection> Inspector::inspect(Request request, const Clock& clock) const {
    const auto& [catalog, lexicon, markings, captions, policy] = *rulebook_;
    Stopwatch watch(clock);
    auto item = begin(std::move(request), versions_);

    auto found = find(item.frames, readers_);
    item.timings.find = watch.lap();

    auto seen = read(item.frames, std::move(found), readers_);
    if (!seen) return tl::unexpected(seen.error());
    item.regions = std::move(seen->regions);
    item.readings = std::move(seen->readings);
    item.timings.read = watch.lap();

    item.fields =
        numbered(ocr::understand(item.readings, {catalog, lexicon, markings, captions}, item.regions));
    item.timings.understand = watch.lap();

    item.findings = judge(
        {item.declaration, item.frames, item.regions, item.readings, item.fields, catalog, lexicon, markings},
        policy);
    item.verdict = decide(item.findings);
    item.timings.judge = watch.lap();
    item.timings.total = item.timings.decode + watch.total();
    return item;
}

}  // namespace tidewaiter::inspection
