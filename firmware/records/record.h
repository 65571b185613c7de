// Record: what is sealed for good: an inspection as it was made, what people decided, the hand-over of what
// was inspected. Thread rule: immutable values and pure functions, safe to use from any thread.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"
#include "models/name_table.h"

namespace tidewaiter::records {

/// Names are written into records: never change these.
enum class RecordKind {
    Inspection,  ///< content: the inspection as --json prints it
    Custody,     ///< content: a HandOver
    Decision,    ///< content: a Decision (decision.h)
    Hold,        ///< content: a LegalHold (legal_hold.h)
    Removal,     ///< content: a Removal (removal.h)
};

inline constexpr auto kRecordKinds = makeNameTable<RecordKind>({{RecordKind::Inspection, "inspection"},
                                                                {RecordKind::Custody, "custody"},
                                                                {RecordKind::Decision, "decision"},
                                                                {RecordKind::Hold, "hold"},
                                                                {RecordKind::Removal, "removal"}});

/// Where the time came from and how far it can be trusted.
struct ClockState {
    std::string source;                  ///< "system"
    bool synchronized = false;           ///< whether a time server or receiver keeps it right
    std::optional<double> maxErrorMs{};  ///< milliseconds, as the system estimates it

    bool operator==(const ClockState&) const = default;
};

/// An original picture as it was captured, which lies beside the record under its hash.
struct Image {
    std::string sha256;       ///< 64 lower-case hexadecimal digits
    std::uint64_t bytes = 0;  ///< length

    bool operator==(const Image&) const = default;
};

/// Somebody who answers for something.
struct Signatory {
    std::string id;    ///< of the person on this device
    std::string name;  ///< as it was then
    std::string role;  ///< as it was then: "officer"

    bool operator==(const Signatory&) const = default;
};

/// Evidence goes from one hand to another.
struct HandOver {
    std::string from;
    std::string to;
    std::string seal;                  ///< number of the seal on it, empty without one
    std::string note;                  ///< may be empty
    std::vector<std::string> records;  ///< ids of the inspections it is about

    bool operator==(const HandOver&) const = default;
};

inline constexpr int kRecordSchema = 1;

struct Record {
    RecordKind kind = RecordKind::Inspection;
    std::string id;      ///< ULID; of an inspection its own
    std::string time;    ///< of sealing, RFC 3339
    std::string device;  ///< name of the device's key
    ClockState clock;
    std::vector<Image> images;      ///< in the order of the inspection's frames, each once
    nlohmann::json content;         ///< by kind; in JSON under the kind's name
    std::optional<Signatory> by{};  ///< who had it made; nothing where the program was run by itself

    bool operator==(const Record&) const = default;
};

/// The record's bytes, over which its hash is taken: RFC 8785 (canonical_json.h) and a line end.
[[nodiscard]] std::string bytesOf(const Record& record);

/// Fails, with a sentence that names `place`, on anything but a record that this program understands.
[[nodiscard]] Expected<Record> parseRecord(std::string_view bytes, const std::string& place);

[[nodiscard]] nlohmann::json contentOf(const Signatory& person);
[[nodiscard]] nlohmann::json contentOf(const HandOver& handOver);
/// Of a record of kind Custody; fails where its content is none.
[[nodiscard]] Expected<HandOver> handOverIn(const Record& record);

}  // namespace tidewaiter::records
