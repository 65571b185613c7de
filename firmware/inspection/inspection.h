// Inspection: everything that was seen on one item and what follows from it. inspector.h makes one.
// Thread rule: immutable value, safe to copy between threads.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "firmware/inspection/declaration.h"
#include "firmware/inspection/finding.h"
#include "firmware/inspection/verdict.h"
#include "ocr/field.h"
#include "ocr/reading.h"
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

/// A watchlist that was in use.
struct ListVersion {
    std::string name;
    std::string version;      ///< as its publisher counts, empty where it says none
    std::string contentHash;  ///< SHA-256 of the entries
    /// The day on which it was known to be up to date, ISO 8601; empty where it was imported by hand.
    std::string synchronized{};

    bool operator==(const ListVersion&) const = default;
};

/// What made the inspection, for the record: the same versions and the same frames give the same result.
struct Versions {
    std::string program;                        ///< "0.1.0"
    std::map<std::string, std::string> models;  ///< SHA-256 of every data file by name
    std::string policy{};                       ///< of the policy that judged, as it calls itself
    std::vector<ListVersion> lists{};           ///< that were looked through

    bool operator==(const Versions&) const = default;
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
    Versions versions;
    Timings timings;
};

void to_json(nlohmann::json& json, const Inspection& inspection);
/// Throws nlohmann::json::exception when a key of the contract is missing or of the wrong type.
void from_json(const nlohmann::json& json, Inspection& inspection);

}  // namespace tidewaiter::inspection
