#include "firmware/tlog/checkpoint.h"

#include "firmware/text/visible_text.h"
#include "firmware/tlog/lines.h"

namespace tidewaiter::tlog {

std::string textOf(const Checkpoint& checkpoint) {
    return checkpoint.origin + '\n' + std::to_string(checkpoint.size) + '\n' + textOf(checkpoint.root) +
           '\n' + checkpoint.extensions;
}

Expected<Checkpoint> parseCheckpoint(std::string_view text) {
    const auto wrong = [](const std::string& why) {
        return failure("this is no checkpoint of a log: " + why + "; take it from its source again");
    };
    const auto origin = firstLine(text);
    if (!origin || origin->line.empty()) return wrong("its first line does not name the log");
    const auto digits = firstLine(origin->rest);
    const auto size = digits ? parseNumber(digits->line) : std::nullopt;
    if (!size) return wrong("its second line is no number of entries");
    const auto encoded = firstLine(digits->rest);
    const auto root = encoded ? parseHash(encoded->line) : std::nullopt;
    if (!root) return wrong("its third line is no root hash");
    for (auto rest = encoded->rest; !rest.empty();) {
        const auto extension = firstLine(rest);
        if (!extension || extension->line.empty())
            return wrong("one of its further lines is empty or has no end");
        rest = extension->rest;
    }
    return Checkpoint{std::string(origin->line), *size, *root, std::string(encoded->rest)};
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
