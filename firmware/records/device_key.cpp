#include "firmware/records/device_key.h"

#include <sodium.h>

#include <array>
#include <optional>

#include "firmware/files/durable_file.h"
#include "firmware/files/private_file.h"
#include "firmware/text/visible_text.h"
#include "firmware/tpm/sealed_secret.h"
#include "firmware/tuf/file_reader.h"
#include "firmware/tuf/hex.h"

namespace tidewaiter::records {

namespace fs = std::filesystem;
using files::Secret;
using text::visibleText;

namespace {

/// Names need not be secret, only different.
std::string newName() {
    std::array<char, 4> random{};
    randombytes_buf(random.data(), random.size());
    return "tidewaiter-" + tuf::toHex({random.data(), random.size()});
}

Expected<void> writeVerifierKey(const EvidenceFiles& files, const tlog::NoteSigner& signer) {
    return files::PartialFile::write(files.verifierKey(), textOf(signer.verifier()) + "\n")
        .and_then([](files::PartialFile partial) { return partial.publish(); });
}

Expected<void> writePrivateKey(const EvidenceFiles& files, const KeyPlace& place, const Secret& key) {
    if (place.keeping == KeyKeeping::File) return files::writePrivateFile(files.privateKey(), key.text());
    const auto sealed = tpm::seal(key, place.tpm);
    if (sealed) return files::writePrivateFile(files.sealedKey(), *sealed);
    return failure("no key is made for the evidence in '" + visibleText(files.folder().string()) +
                   "': " + sealed.error().message + R"(; or keep it in a file (key = "file" in [signing]))");
}

Expected<tlog::NoteSigner> newKey(const EvidenceFiles& files, const KeyPlace& place) {
    auto signer = tlog::NoteSigner::generate(newName());
    return writePrivateKey(files, place, signer.text())
        .and_then([&] { return writeVerifierKey(files, signer); })
        .map([&] { return std::move(signer); });
}

Error badKey(const fs::path& file, const std::string& why) {
    return {"the device's key '" + visibleText(file.string()) + "' " + why};
}

Error missingKey(const fs::path& file) {
    return badKey(
        file, "is missing; restore it from its backup, or name another folder, in which a new log begins");
}

/// The key's text, from whichever file there is.
Expected<Secret> readPrivateKey(const fs::path& file, KeyKeeping keeping, const KeyPlace& place) {
    constexpr std::size_t kMost = 4000;  // bytes; keys are far smaller
    auto content = files::readPrivateFile(file, kMost);
    if (!content) return failure("the device's key " + content.error().message);
    if (!*content) return tl::unexpected(missingKey(file));
    if (keeping == KeyKeeping::File) return std::move(**content);
    auto text = tpm::unseal((*content)->text(), place.tpm);
    if (!text) return tl::unexpected(badKey(file, "cannot be used: " + text.error().message));
    return text;
}

/// Where the key is that is there; nothing where none is.
Expected<std::optional<KeyKeeping>> foundKey(const EvidenceFiles& files) {
    std::error_code unknown;
    const bool inFile = fs::exists(files.privateKey(), unknown);
    const bool sealed = fs::exists(files.sealedKey(), unknown);
    if (inFile && sealed)
        return failure("there are two keys in '" + visibleText(files.folder().string()) +
                       "', device.key and device.key.tpm; take the one away that was put there last, since "
                       "the log was signed by the other");
    if (inFile) return KeyKeeping::File;
    if (sealed) return KeyKeeping::Tpm;
    return std::nullopt;
}

}  // namespace

Expected<tlog::NoteSigner> deviceKey(const EvidenceFiles& files, const KeyPlace& place) {
    std::error_code unknown;
    const auto found = foundKey(files);
    if (!found) return tl::unexpected(found.error());
    if (!*found && fs::is_empty(files.log(), unknown)) return newKey(files, place);
    if (!*found) return tl::unexpected(missingKey(files.privateKey()));
    const auto file = **found == KeyKeeping::Tpm ? files.sealedKey() : files.privateKey();
    auto text = readPrivateKey(file, **found, place);
    if (!text) return tl::unexpected(text.error());
    auto signer = tlog::NoteSigner::parse(*text);
    if (!signer)
        return tl::unexpected(
            badKey(file, "is damaged (" + signer.error().message + "); restore it from its backup"));
    if (!fs::exists(files.verifierKey(), unknown)) {  // a kill came between the two
        if (auto written = writeVerifierKey(files, *signer); !written) return tl::unexpected(written.error());
    }
    return signer;
}

KeyKeeping keyKeeping(const EvidenceFiles& files) {
    std::error_code unknown;
    return fs::exists(files.sealedKey(), unknown) ? KeyKeeping::Tpm : KeyKeeping::File;
}

Expected<tlog::VerifierKey> verifierKey(const EvidenceFiles& files) {
    auto text = tuf::readFile(files.verifierKey());
    if (!text) return tl::unexpected(text.error());
    if (!*text)
        return failure("there is no evidence in '" + visibleText(files.folder().string()) +
                       "': device.vkey is missing; name the folder with --evidence, or the key with --key");
    while (!(*text)->empty() && (*text)->back() == '\n') (*text)->pop_back();
    return tlog::parseVerifierKey(**text);
}

}  // namespace tidewaiter::records
