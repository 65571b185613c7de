#include "ocr/fields/envelope.h"

#include <algorithm>
#include <array>

#include "ocr/fields/ascii.h"
#include "ocr/fields/envelope_notation.h"

namespace tidewaiter::ocr {

namespace {

// ISO/IEC 15434, clause 5.2: EOT ends the message, RS a format envelope, GS a field; FS and US part EDI data.
constexpr char kFs = '\x1C';
constexpr char kGs = '\x1D';
constexpr char kRs = '\x1E';
constexpr std::string_view kCompliance = "[)>";
constexpr std::size_t kLongestMessage = 8192;
constexpr int kBinary = 9;

bool isSeparator(char c) {
    return c == kGs || c == kRs || c == '\0';
}

/// Formats whose fields GS parts.
bool hasFields(int format) {
    return format == 1 || format == 5 || format == 6 || format == 12;
}

/// Digits of version and release that follow the format indicator (clause 5.3.2).
std::size_t versionLength(int format) {
    if (format == 3 || format == 4) return 6;
    return format == 8 ? 8 : 0;
}

/// EDI, free text and vehicle data, which have separators of their own.
bool isSegmented(int format) {
    return format == 2 || format == 7 || versionLength(format) > 0;
}

void report(Envelope& envelope, const std::string& repair) {
    auto& all = envelope.repairs;
    if (std::find(all.begin(), all.end(), repair) == all.end()) all.push_back(repair);
}

bool takePrefix(std::string_view& data, std::string_view prefix) {
    if (data.substr(0, prefix.size()) != prefix) return false;
    data.remove_prefix(prefix.size());
    return true;
}

/// Clause 5.3.1: "[)>" RS. Old Mouser labels begin ">[)>06", others leave RS out or have another separator.
void takeHeader(std::string_view& data, Envelope& envelope) {
    const bool stray = takePrefix(data, ">");
    takePrefix(data, kCompliance);
    if (stray) report(envelope, "a '>' before the header was left out");
    if (takePrefix(data, std::string_view(&kRs, 1))) {
        envelope.compliantHeader = !stray;
    } else if (!data.empty() && isSeparator(data[0])) {
        report(envelope, data[0] == kGs ? "GS stood where RS belongs in the header"
                                        : "NUL stood where RS belongs in the header");
        data.remove_prefix(1);
    } else {
        report(envelope, "RS was missing in the header");
    }
}

/// Ways in which messages end, the longest first; without a repair the standard's own.
struct Trailer {
    std::string_view end;
    const char* repair;
};

constexpr std::array kTrailers = std::to_array<Trailer>({
    {"\x1E\x04", nullptr},
    {"\x1D\x1E\x04", nullptr},
    {"\x1D\x04", "GS stood where RS belongs in the trailer"},
    {{"\0\x04", 2}, "NUL stood where RS belongs in the trailer"},
    {"\x1E"
     "EOT",
     "the trailer was spelled in letters"},
    {"\x1D"
     "EOT",
     "the trailer was spelled in letters"},
    {{"\0EOT", 4}, "the trailer was spelled in letters"},
    {"\x04", "RS was missing in the trailer"},
    {"\x1E", "EOT was missing in the trailer"},
});

/// Clause 5.4: RS EOT. Most printed labels leave one or both out; some spell the letters "EOT".
void takeTrailer(std::string_view& data, Envelope& envelope) {
    for (const auto& [end, repair] : kTrailers) {
        if (data.size() < end.size() || data.substr(data.size() - end.size()) != end) continue;
        data.remove_suffix(end.size());
        envelope.compliantTrailer = repair == nullptr;
        if (repair != nullptr) report(envelope, repair);
        return;
    }
    report(envelope, "the trailer was missing");
}

/// Whether `field` opens an envelope of its own: a format indicator where a data field should stand.
bool isFormatIndicator(std::string_view field) {
    return field == "05" || field == "06" || field == "12";
}

void takeFields(std::string_view data, Envelope& envelope) {
    while (!data.empty()) {
        const auto end =
            static_cast<std::size_t>(std::find_if(data.begin(), data.end(), isSeparator) - data.begin());
        const auto field = data.substr(0, end);
        const bool inside = end < data.size();
        if (inside && data[end] == '\0') report(envelope, "NUL stood where GS belongs");
        if (inside && data[end] == kGs && isFormatIndicator(field)) {
            report(envelope, "GS stood where RS belongs between formats");
            envelope.parts.push_back({numberOf(field)});
        } else if (end > 0) {
            envelope.parts.back().fields.emplace_back(field);
        }
        data.remove_prefix(std::min(end + 1, data.size()));
    }
}

/// Format 09: type, compression and length of a file, each behind a GS, then its bytes, which may be any.
void takeBinary(std::string_view& data, Envelope& envelope) {
    auto& fields = envelope.parts.back().fields;
    for (int i = 0; i < 3; ++i) {
        if (!data.empty() && data[0] == kGs) data.remove_prefix(1);
        const auto end = std::min(data.find(kGs), data.size());
        fields.emplace_back(data.substr(0, end));
        data.remove_prefix(end);
    }
    if (!data.empty()) data.remove_prefix(1);
    const bool known = allDigits(fields[2]) && fields[2].size() < 6;
    const auto length = known ? static_cast<std::size_t>(numberOf(fields[2])) : data.size();
    if (length > data.size()) report(envelope, "the file was shorter than it says");
    fields.emplace_back(data.substr(0, length));
    data.remove_prefix(std::min(length, data.size()));
    if (!data.empty() && data[0] == kRs) data.remove_prefix(1);
}

/// EDI and free text: its segments, as FS parts them.
void takeSegments(std::string_view data, EnvelopePart& part) {
    while (!data.empty()) {
        const auto end = std::min(data.find(kFs), data.size());
        if (end > 0) part.fields.emplace_back(data.substr(0, end));
        data.remove_prefix(std::min(end + 1, data.size()));
    }
}

/// Clause 5.3.2: two digits and what belongs to their format; nothing when they are no format.
std::optional<EnvelopePart> takeFormat(std::string_view& data) {
    if (data.size() < 2 || !allDigits(data.substr(0, 2))) return std::nullopt;
    EnvelopePart part;
    part.format = numberOf(data.substr(0, 2));
    auto rest = data.substr(2);
    const auto version = versionLength(part.format);
    if (!isSegmented(part.format) && !rest.empty() && !isSeparator(rest[0])) return std::nullopt;
    if (version > 0) {
        if (rest.size() < version || !allDigits(rest.substr(0, version))) return std::nullopt;
        part.version = rest.substr(0, version);
        rest.remove_prefix(version);
    }
    data = rest;
    return part;
}

/// Format 01: the year of the standard stands before the first field ("01" GS "96").
void takeTransportVersion(EnvelopePart& part) {
    if (part.format != 1 || part.fields.empty() || part.fields[0].size() < 2) return;
    auto& first = part.fields[0];
    if (!allDigits(std::string_view(first).substr(0, 2))) return;
    part.version = first.substr(0, 2);
    first.erase(0, 2);
    if (first.empty()) part.fields.erase(part.fields.begin());
}

/// The next format envelope of the message, up to its RS. A part that does not begin with a format goes on
/// where the one before ended: GS and RS are mixed up in the wild.
void takePart(std::string_view& data, Envelope& envelope) {
    auto part = takeFormat(data);
    if (part && part->format == kBinary) {
        envelope.parts.push_back(std::move(*part));
        return takeBinary(data, envelope);
    }
    if (part && hasFields(part->format) && data.size() > 1 && data[0] == kRs) {
        report(envelope, "RS stood where GS belongs");
        data.remove_prefix(1);
    }
    const auto end = std::min(data.find(kRs), data.size());
    const auto body = data.substr(0, end);
    data.remove_prefix(std::min(end + 1, data.size()));
    if (part) {
        const bool segments = isSegmented(part->format);
        envelope.parts.push_back(std::move(*part));
        if (!segments) {
            takeFields(body, envelope);
            takeTransportVersion(envelope.parts.back());
        } else {
            takeSegments(body, envelope.parts.back());
        }
    } else if (!envelope.parts.empty()) {
        if (!body.empty()) report(envelope, "RS stood where GS belongs");
        takeFields(body, envelope);
    } else if (!body.empty()) {
        report(envelope, "no format could be told, so its data was left out");
    }
}

}  // namespace

std::optional<Envelope> parseEnvelope(std::string_view data) {
    const bool begins = data.substr(0, 3) == kCompliance || data.substr(0, 4) == ">[)>";
    if (data.size() > kLongestMessage || !begins) return std::nullopt;
    Envelope envelope;
    const auto rewritten = withSeparators(data);
    if (rewritten) {
        data = rewritten->data;
        report(envelope, "the separators were written as text (" + rewritten->notation + ")");
    }
    const auto end = data.find_last_not_of("\r\n");
    if (end + 1 < data.size()) report(envelope, "a line end behind the message was left out");
    data = data.substr(0, end + 1);
    takeHeader(data, envelope);
    takeTrailer(data, envelope);
    while (!data.empty()) takePart(data, envelope);
    if (rewritten) envelope.compliantHeader = envelope.compliantTrailer = false;
    return envelope;
}

}  // namespace tidewaiter::ocr
