#include "firmware/inspection/inspector.h"

#include "firmware/inspection/rules.h"
#include "firmware/inspection/sight.h"
#include "firmware/inspection/verdict.h"
#include "ocr/fields/understand.h"

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
    for (const auto& frame : frames) sight.add(frame, readers.findBoards(frame), {});
    return sight;
}

Sight read(const std::vector<vision::Frame>& frames, Sight sight, const Readers& readers) {
    for (const auto& frame : frames) {
        const auto found = sight.in(frame);
        auto barcodes = readers.readBarcodes(frame);
        sight.add(frame, std::move(barcodes.regions), std::move(barcodes.readings));
        auto text = readers.readText(frame, found);
        sight.add(frame, std::move(text.regions), std::move(text.readings));
    }
    return sight;
}

}  // namespace

Inspector::Inspector(Readers readers, Rulebook rulebook, Versions versions)
    : readers_(std::move(readers)),
      rulebook_(std::make_shared<const Rulebook>(std::move(rulebook))),
      versions_(std::move(versions)) {}

Inspection Inspector::inspect(Request request, const Clock& clock) const {
    const auto& [catalog, lexicon, markings, policy] = *rulebook_;
    Stopwatch watch(clock);
    auto frames = numbered(std::move(request.frames));
    auto regions = find(frames, readers_);
    const double findMs = watch.lap();
    auto [allRegions, readings] = read(frames, std::move(regions), readers_);
    const double readMs = watch.lap();
    auto fields = numbered(ocr::understand(readings, {catalog, lexicon, markings}));
    const double understandMs = watch.lap();
    auto findings = judge(
        {request.declaration, frames, allRegions, readings, fields, catalog, lexicon, markings}, policy);
    const auto verdict = decide(findings);
    const double judgeMs = watch.lap();
    return {.id = std::move(request.id),
            .time = std::move(request.time),
            .declaration = std::move(request.declaration),
            .frames = std::move(frames),
            .regions = std::move(allRegions),
            .readings = std::move(readings),
            .fields = std::move(fields),
            .findings = std::move(findings),
            .verdict = verdict,
            .versions = versions_,
            .timings = {request.decodeMs, findMs, readMs, understandMs, judgeMs,
                        request.decodeMs + watch.total()}};
}

}  // namespace tidewaiter::inspection
