#include "firmware/inspection/inspector.h"

#include "firmware/inspection/rules.h"
#include "firmware/inspection/sight.h"
#include "firmware/inspection/verdict.h"

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

/// Boards, packages and labels; the first frame of a light ring is searched without its shadows and
/// highlights.
Sight find(const std::vector<vision::Frame>& frames, const std::vector<vision::LitSet>& sets,
           const Readers& readers) {
    Sight sight;
    for (const auto& frame : frames) {
        const auto* set = vision::setOf(sets, frame);
        const auto& shown = set != nullptr ? set->albedo : frame;
        const auto boards = readers.findBoards(shown);
        auto packages = readers.findPackages(shown, boards);
        auto labels = readers.findLabels(shown, packages);
        sight.add(frame, boards, {});
        sight.add(frame, std::move(packages), {});
        sight.add(frame, std::move(labels), {});
    }
    sight.regions = readers.judgeSurfaces(frames, sets, std::move(sight.regions));
    return sight;
}

/// What is to be read of `frame`: itself and, of a light ring's first frame, what all its lights show.
std::vector<vision::Frame> picturesOf(const vision::Frame& frame, const std::vector<vision::LitSet>& sets) {
    std::vector<vision::Frame> pictures = {frame};
    if (const auto* set = vision::setOf(sets, frame)) {
        pictures.push_back(set->relief);
        pictures.push_back(set->albedo);
    }
    return pictures;
}

Expected<Sight> read(const std::vector<vision::Frame>& frames, const std::vector<vision::LitSet>& sets,
                     Sight sight, const Readers& readers) {
    for (const auto& frame : frames) {
        const auto found = sight.in(frame);
        auto barcodes = readers.readBarcodes(frame);
        if (!barcodes.trouble.empty()) return failure(frame.source + ": " + barcodes.trouble);
        sight.add(frame, std::move(barcodes.regions), std::move(barcodes.readings));
        for (const auto& picture : picturesOf(frame, sets)) {
            auto text = readers.readText(picture, found);
            if (!text) return tl::unexpected(text.error());
            sight.add(frame, std::move(text->regions), std::move(text->readings));
        }
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
    Stopwatch watch(clock);
    auto item = begin(std::move(request), versions_);

    const auto sets = vision::litSets(item.frames);
    auto found = find(item.frames, sets, readers_);
    item.timings.find = watch.lap();

    auto seen = read(item.frames, sets, std::move(found), readers_);
    if (!seen) return tl::unexpected(seen.error());
    item.regions = std::move(seen->regions);
    item.readings = std::move(seen->readings);
    item.timings.read = watch.lap();

    item.fields = understoodFields(item, *rulebook_);
    item.timings.understand = watch.lap();

    item.findings = judge(caseOf(item, *rulebook_), rulebook_->policy);
    item.verdict = decide(item.findings);
    item.timings.judge = watch.lap();
    item.timings.total = item.timings.decode + watch.total();
    return item;
}

}  // namespace tidewaiter::inspection
