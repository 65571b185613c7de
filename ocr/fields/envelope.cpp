#include "ocr/fields/envelope.h"

#include <algorithm>

#include "ocr/fields/ascii.h"

namespace tidewaiter::ocr {

namespace {

// ISO/IEC 15434, clause 5.2: EOT ends the message, RS a format envelope, GS a field; FS and US part EDI data.
constexpr char kEot = '\x04';
constexpr char kGs = '\x1D';
constexpr char kRs = '\x1E';
constexpr std::string_view kCompliance = "[)>";
constexpr std::size_t kLongestMessage = 8192;

bool isSeparator(char c) {
    return c == kGs || c == kRs || c == '\0';
}

bool takePrefix(std::string_view& data, std::string_view prefix) {
    if (data.substr(0, prefix.size()) != prefix) return false;
    data.remove_prefix(prefix.size());
    return true;
}

/// Clause 5.3.1: "[)>" RS. Old Mouser labels begin ">[)>06", others leave RS out or have another separator.
bool takeHeader(std::string_view& data, Envelope& envelope) {
    const bool stray = data.substr(0, 4) == ">[)>";
    if (stray) data.remove_prefix(1);
    if (!takePrefix(data, kCompliance)) return false;
    if (stray) envelope.repairs.emplace_back("a '>' before the header was left out");
    if (!data.empty() && data[0] == kRs) {
        data.remove_prefix(1);
        envelope.compliantHeader = !stray;
    } else if (!data.empty() && isSeparator(data[0])) {
        data.remove_prefix(1);
        envelope.repairs.emplace_back("another separator stood where RS belongs in the header");
    } else {
        envelope.repairs.emplace_back("RS was missing in the header");
    }
    return true;
}

/// Clause 5.4: RS EOT. Most printed labels leave one or both out; some spell the letters "EOT".
void takeTrailer(std::string_view& data, Envelope& envelope) {
    const auto ends = [&](std::string_view end) {
        return data.size() >= end.size() && data.substr(data.size() - end.size()) == end;
    };
    const auto drop = [&](std::size_t count, const char* repair) {
        data.remove_suffix(count);
        if (repair != nullptr) envelope.repairs.emplace_back(repair);
    };
    if (ends("\x1E\x04")) {
        envelope.compliantTrailer = true;
        drop(2, nullptr);
    } else if (data.size() > 3 && ends("EOT") && isSeparator(data[data.size() - 4])) {
        drop(4, "the trailer was spelled in letters");
    } else if (ends(std::string_view(&kEot, 1))) {
        drop(1, "RS was missing in the trailer");
    } else if (ends(std::string_view(&kRs, 1))) {
        drop(1, "EOT was missing in the trailer");
    } else {
        envelope.repairs.emplace_back("the trailer was missing");
    }
}

/// Clause 5.3.2: two digits and, for the formats that we read, GS.
bool takeFormat(std::string_view& data, EnvelopePart& part) {
    if (data.size() < 2 || !allDigits(data.substr(0, 2))) return false;
    part.format = numberOf(data.substr(0, 2));
    data.remove_prefix(2);
    return true;
}

void takeFields(std::string_view data, EnvelopePart& part) {
    while (!data.empty()) {
        const auto end =
            static_cast<std::size_t>(std::find_if(data.begin(), data.end(), isSeparator) - data.begin());
        if (end > 0) part.fields.emplace_back(data.substr(0, end));
        data.remove_prefix(std::min(end + 1, data.size()));
    }
}

/// The next format envelope of the message, up to its RS. A part that does not begin with a format goes on
/// where the one before ended: GS and RS are mixed up in the wild.
void takePart(std::string_view& data, Envelope& envelope) {
    const auto end = std::min(data.find(kRs), data.size());
    const auto whole = data.substr(0, end);
    data.remove_prefix(std::min(end + 1, data.size()));
    EnvelopePart part;
    auto body = whole;
    if (takeFormat(body, part) && (body.empty() || isSeparator(body[0]))) {
        takeFields(body, part);
        envelope.parts.push_back(std::move(part));
    } else if (!envelope.parts.empty()) {
        takeFields(whole, envelope.parts.back());
    }
}

}  // namespace

std::optional<Envelope> parseEnvelope(std::string_view data) {
    if (data.size() > kLongestMessage) return std::nullopt;
    Envelope envelope;
    if (!takeHeader(data, envelope)) return std::nullopt;
    takeTrailer(data, envelope);
    while (!data.empty()) takePart(data, envelope);
    return envelope;
}

}  // namespace tidewaiter::ocr
