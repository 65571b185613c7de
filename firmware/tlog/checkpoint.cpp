#include "firmware/tlog/checkpoint.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "firmware/text/visible_text.h"
#include "firmware/files/base64.h"

namespace tidewaiter::tlog {

namespace {

std::optional<std::uint64_t> parseSize(std::string_view digits) {
    std::uint64_t size = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), size);
    if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    // One size has one text: no zeros in front.
    return std::to_string(size) == digits ? std::optional(size) : std::nullopt;
}

/// The next line of `text`, which loses it; nothing without a line end.
std::optional<std::string_view> takeLine(std::string_view& text) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const auto line = text.substr(0, end);
    text.remove_prefix(end + 1);
    return line;
}

}  // namespace

std::string textOf(const Checkpoint& checkpoint) {
    const std::string_view root(reinterpret_cast<const char*>(checkpoint.root.data()),
                                checkpoint.root.size());
    return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' + files::toBase64(root) + '\n' +
           checkpoint.extensions;
}

Expected<Checkpoint> parseCheckpoint(std::string_view text) {
    const auto wrong = [](const std::string& why) {
        return failure("this is no checkpoint of a log: " + why + "; take it from its source again");
    };
    const auto origin = takeLine(text);
    if (!origin || origin->empty()) return wrong("its first line does not name the log");
    const auto digits = takeLine(text);
    const auto size = digits ? parseSize(*digits) : std::nullopt;
    if (!size) return wrong("its second line is no number of entries");
    const auto encoded = takeLine(text);
    const auto root = encoded ? files::fromBase64(*encoded) : std::nullopt;
    Checkpoint checkpoint{std::string(*origin), *size, {}, std::string(text)};
    if (!root || root->size() != checkpoint.root.size()) return wrong("its third line is no root hash");
    std::copy(root->begin(), root->end(), checkpoint.root.begin());
    while (!text.empty()) {
        const auto extension = takeLine(text);
        if (!extension || extension->empty()) return wrong("one of its further lines is empty or has no end");
    }
    return checkpoint;
}

Expected<Checkpoint> openCheckpoint(std::string_view note, const VerifierKey& key) {
    const auto parsed = parseSignedNote(note);
    if (!parsed) return tl::unexpected(parsed.error());
    if (!isSignedBy(*parsed, key)) {
        return failure(
            "the checkpoint has no valid signature of " + text::quoted(key.name) +
            ": it was changed, or the key is another log's; compare the key with the one you were given");
    }
    auto checkpoint = parseCheckpoint(parsed->text);
    if (!checkpoint || checkpoint->origin == key.name) return checkpoint;
    return failure("the checkpoint is of the log " + text::quoted(checkpoint->origin) + ", not of " +
                   text::quoted(key.name) + "; name the folder of that log");
}

}  // namespace tidewaiter::tlog
