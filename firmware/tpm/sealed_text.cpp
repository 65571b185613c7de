#include "firmware/tpm/sealed_text.h"

#include <optional>

#include "firmware/files/base64.h"

namespace tidewaiter::tpm {

namespace {

constexpr std::string_view kFirstLine = "tidewaiter sealed by TPM 2.0, version 1\n";
constexpr std::string_view kVersioned = "tidewaiter sealed by TPM 2.0, version ";
constexpr std::size_t kMost = 4000;  // bytes; a TPM's objects are far smaller

/// The bytes of the line that begins with `name`, which `text` then has no more.
std::optional<std::string> takeLine(std::string_view& text, std::string_view name) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos || !text.starts_with(name)) return std::nullopt;
    auto bytes = files::fromBase64(text.substr(name.size(), end - name.size()));
    text.remove_prefix(end + 1);
    return bytes && !bytes->empty() ? bytes : std::nullopt;
}

}  // namespace

std::string textOf(const SealedText& sealed) {
    return std::string(kFirstLine) + "parent " + files::toBase64(sealed.parent) + "\npublic " +
           files::toBase64(sealed.publicPart) + "\nprivate " + files::toBase64(sealed.privatePart) + "\n";
}

Expected<SealedText> parseSealedText(std::string_view text) {
    const auto damaged = failure("it is damaged; restore it from its backup");
    if (text.size() > kMost) return damaged;
    if (!text.starts_with(kFirstLine)) {
        if (!text.starts_with(kVersioned)) return damaged;
        return failure(
            "it is damaged or of a newer version of the program; restore it from its backup, or "
            "update the program");
    }
    text.remove_prefix(kFirstLine.size());
    const auto parent = takeLine(text, "parent ");
    const auto publicPart = takeLine(text, "public ");
    const auto privatePart = takeLine(text, "private ");
    if (!parent || !publicPart || !privatePart || !text.empty()) return damaged;
    return SealedText{*parent, *publicPart, *privatePart};
}

}  // namespace tidewaiter::tpm
