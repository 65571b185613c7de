// Inspection: everything that was seen on one item and what follows from it; and the function that makes one.
// Thread rule: Inspection is a value. Inspector is immutable after loading: inspect() may be called from
// several threads at once.
#pragma once

#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "firmware/inspection/declaration.h"
#include "firmware/inspection/finding.h"
#include "firmware/inspection/rules.h"
#include "firmware/inspection/verdict.h"
#include "models/error.h"
#include "models/store.h"
#include "ocr/field.h"
#include "ocr/reading.h"
#include "ocr/text/text_reader.h"
#include "vision/frame.h"
#include "vision/region.h"

namespace tidewaiter::inspection {

/// Milliseconds spent in each stage.
struct Timings {
    double decode = 0;      ///< files to frames
    double find = 0;        ///< frames to regions
    double read = 0;        ///< regions to readings
    double understand = 0;  ///< readings to fields
    double judge = 0;       ///< fields to findings and verdict
    double total = 0;

    bool operator==(const Timings&) const = default;
};

inline constexpr int kInspectionSchema = 1;

struct Inspection {
    int schema = kInspectionSchema;
    std::string id;    ///< ULID, "inspection" in JSON
    std::string time;  ///< RFC 3339
    Declaration declaration;
    std::vector<vision::Frame> frames;
    std::vector<vision::Region> regions;
    std::vector<ocr::Reading> readings;
    std::vector<ocr::Field> fields;
    std::vector<Finding> findings;
    Verdict verdict = Verdict::Inspect;
    Timings timings;
};

void to_json(nlohmann::json& json, const Inspection& inspection);
/// Throws nlohmann::json::exception when a key of the contract is missing or of the wrong type.
void from_json(const nlohmann::json& json, Inspection& inspection);

}  // namespace tidewaiter::inspection
