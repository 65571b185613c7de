// Inspector: makes inspections: frames to regions, regions to readings, readings to fields, fields to
// findings, findings to a verdict. Thread rule: one inspector per thread; inspect() is not safe to call from
// two threads at once.
//
// It has no clock, no log and no randomness of its own: ids, times and the stopwatch come from the caller,
// and the same frames, declaration, models and policy give the same inspection apart from ids, times and
// timings.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "firmware/inspection/declaration.h"
#include "firmware/inspection/inspection.h"
#include "firmware/inspection/rulebook.h"
#include "models/error.h"
#include "models/store.h"
#include "ocr/barcode/barcode_reader.h"
#include "ocr/text/text_reader.h"
#include "vision/frame.h"
#include "vision/surface/lit_sets.h"

namespace tidewaiter::inspection {

/// The eyes of the inspector. Replaced by plain functions in tests.
struct Readers {
    std::function<std::vector<vision::Region>(const vision::Frame&)> findBoards;
    std::function<std::vector<vision::Region>(const vision::Frame&,
                                              const std::vector<vision::Region>& boards)>
        findPackages;
    std::function<std::vector<vision::Region>(const vision::Frame&,
                                              const std::vector<vision::Region>& packages)>
        findLabels;
    /// The same regions, with the surfaces of packages.
    std::function<std::vector<vision::Region>(
        const std::vector<vision::Frame>&, const std::vector<vision::LitSet>&, std::vector<vision::Region>)>
        judgeSurfaces;
    std::function<ocr::BarcodeResult(const vision::Frame&)> readBarcodes;
    std::function<Expected<ocr::TextResult>(const vision::Frame&, const std::vector<vision::Region>&)>
        readText;
};

struct InspectorOptions {
    ocr::TextOptions text;                                 ///< provider, threads, languages
    ocr::BarcodeOptions barcode;                           ///< where the helper program is
    std::string program;                                   ///< version of the program, for the record
    std::optional<Policy> policy{};                        ///< instead of the store's
    std::shared_ptr<const watchlist::SeenSerials> seen{};  ///< null: nothing is remembered
    std::shared_ptr<const watchlist::Lists> lists{};       ///< null: none are in use
};

/// Milliseconds since any fixed moment; never goes back.
using Clock = std::function<double()>;

/// One item to inspect.
struct Request {
    std::string id;    ///< of the inspection, a ULID
    std::string time;  ///< of the inspection, RFC 3339
    Declaration declaration;
    std::vector<vision::Frame> frames;  ///< their ids are given anew: f1, f2, ...
    double decodeMs = 0;                ///< what loading the frames took
};

class Inspector {
  public:
    /// Loads networks, catalogue, lexicon, markings and policy. Fails with the sentence of the part that is
    /// missing, damaged or cannot run.
    [[nodiscard]] static Expected<Inspector> load(const models::Store& store,
                                                  const InspectorOptions& options);

    Inspector(Readers readers, Rulebook rulebook, Versions versions);

    /// Inspects one item. Regions are numbered r1, r2, ..., readings t1, ..., fields d1, ... frame by frame.
    /// Fails only when a network cannot be run.
    [[nodiscard]] Expected<Inspection> inspect(Request request, const Clock& clock) const;

    /// Which provider runs the networks and why, one sentence; empty with readers of one's own.
    [[nodiscard]] const std::string& providerSentence() const { return providerSentence_; }

  private:
    Readers readers_;
    std::shared_ptr<const Rulebook> rulebook_;
    Versions versions_;
    std::string providerSentence_;
};

}  // namespace tidewaiter::inspection
