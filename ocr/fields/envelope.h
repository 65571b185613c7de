// Envelope: ISO/IEC 15434 messages, which wrap data identifiers or GS1 element strings in matrix codes.
// Thread rule: pure functions over values, safe to call from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tidewaiter::ocr {

/// One format envelope: "06" GS field GS field ... RS.
struct EnvelopePart {
    int format = 0;  ///< clause 5.3.2. 1: transport, 5: GS1 application identifiers, 6: MH10.8.2 data
                     ///< identifiers, 12: text elements; 2, 3, 4: EDI, 7: free text, 8: vehicles, 9: binary
    std::string version{};              ///< version and release of formats 1, 3, 4 and 8, else empty
    std::vector<std::string> fields{};  ///< between the separators, empty ones left out; of 9: type,
                                        ///< compression, length, data

    bool operator==(const EnvelopePart&) const = default;
};

/// A message. Real labels break the standard in known ways; they are repaired and the repairs reported.
struct Envelope {
    std::vector<EnvelopePart> parts;
    bool compliantHeader = false;      ///< "[)>" RS and a format header as in clause 5.3
    bool compliantTrailer = false;     ///< RS EOT as in clause 5.4
    std::vector<std::string> repairs;  ///< what was put right, in plain words, each once
};

/// Parses the content of a barcode. Nothing when it does not begin as a message does. Any bytes are allowed.
/// Separators that a keyboard-wedge scanner has written as text ("^]", "{GS}", "|") are turned back first
/// (envelope_notation.h).
[[nodiscard]] std::optional<Envelope> parseEnvelope(std::string_view data);

}  // namespace tidewaiter::ocr
