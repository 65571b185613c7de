// Case: one inspection from its first photo to its decision, as the console shows it.
// Thread rule: immutable value, safe to copy between threads.
//
//      open ──► waiting ──► reading ──► judged ──► decided
//                              └──────► failed
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "firmware/inspection/inspection.h"
#include "firmware/records/decision.h"
#include "firmware/records/record.h"
#include "models/name_table.h"

namespace tidewaiter::station {

enum class CaseState { Open, Waiting, Reading, Judged, Decided, Failed };

inline constexpr auto kCaseStates = makeNameTable<CaseState>({{CaseState::Open, "open"},
                                                              {CaseState::Waiting, "waiting"},
                                                              {CaseState::Reading, "reading"},
                                                              {CaseState::Judged, "judged"},
                                                              {CaseState::Decided, "decided"},
                                                              {CaseState::Failed, "failed"}});

/// What a photo shows, by which the officer is guided.
enum class Step { Label, Board, Chip, Other };

inline constexpr auto kSteps = makeNameTable<Step>(
    {{Step::Label, "label"}, {Step::Board, "board"}, {Step::Chip, "chip"}, {Step::Other, "other"}});

/// A picture of a case. Its bytes were kept, under their hash, before anything else touched them.
struct Photo {
    std::string id;  ///< "p1"
    Step step = Step::Other;
    int width = 0;   ///< pixels, upright
    int height = 0;  ///< pixels
    records::Image image;
    std::vector<records::Image> repeats;  ///< other pictures of the same moment
    std::string source;                   ///< "phone", "camera bench"
    std::string problem;                  ///< why it cannot be read well, one sentence; empty otherwise
};

/// What an officer typed for a finding whose number was hidden.
struct Typed {
    std::size_t finding = 0;  ///< index among the inspection's
    std::string text;
    bool agrees = false;
};

struct Case {
    std::string id;  ///< ULID
    CaseState state = CaseState::Open;
    std::string opened;  ///< RFC 3339
    records::Signatory by;
    inspection::Declaration declaration;
    std::vector<Photo> photos;
    std::size_t photosTaken = 0;                           ///< also those that were taken out again
    std::shared_ptr<const inspection::Inspection> result;  ///< from Judged on; frames without pixels
    std::vector<Typed> typed;
    std::optional<records::Decision> decision;
    std::string decided;  ///< when, RFC 3339
    bool sealed = false;
    std::string problem;  ///< why it failed, one sentence
};

}  // namespace tidewaiter::station
