#include "firmware/records/device_key.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>

#include "firmware/files/durable_file.h"
#include "firmware/text/visible_text.h"
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

Expected<void> writePrivateKey(const fs::path& file, const Secret& key) {
    constexpr mode_t kOwnerAlone = 0600;
    const auto temporary = file.string() + ".partial";
    ::unlink(temporary.c_str());
    {
        const files::Descriptor opened(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOwnerAlone));
        if (!opened.isOpen()) return tl::unexpected(files::writeError(file, errno));
        if (const int error = files::writeThrough(opened, key.text()))
            return tl::unexpected(files::writeError(file, error));
    }
    return files::publishFile(temporary, file);
}

Expected<tlog::NoteSigner> newKey(const EvidenceFiles& files) {
    auto signer = tlog::NoteSigner::generate(newName());
    return writePrivateKey(files.privateKey(), signer.text())
        .and_then([&] { return writeVerifierKey(files, signer); })
        .map([&] { return std::move(signer); });
}

Error badKey(const fs::path& file, const std::string& why) {
    return {"the device's key '" + visibleText(file.string()) + "' " + why};
}

/// The file's content, at most as much as a key has.
Expected<Secret> readPrivateKey(const fs::path& file) {
    constexpr std::size_t kMost = 1000;
    const files::Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!opened.isOpen())
        return tl::unexpected(
            badKey(file, "cannot be opened; run the program as the user whom it belongs to"));
    struct stat state {};
    if (::fstat(opened.number(), &state) != 0 || !S_ISREG(state.st_mode))
        return tl::unexpected(badKey(file, "is no file; restore it from its backup"));
    if ((state.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return tl::unexpected(badKey(file,
                                     "can be read by others; make it private (chmod 600) and, if others "
                                     "may have read it, begin a new folder of evidence"));
    Secret text(kMost);
    const auto count = ::read(opened.number(), text.data(), text.size());
    if (count < 0) return tl::unexpected(badKey(file, "cannot be read; check the disk"));
    text.shorten(static_cast<std::size_t>(count));
    return text;
}

}  // namespace

Expected<tlog::NoteSigner> deviceKey(const EvidenceFiles& files) {
    std::error_code unknown;
    const auto file = files.privateKey();
    if (!fs::exists(file, unknown)) {
        if (fs::is_empty(files.log(), unknown)) return newKey(files);
        return tl::unexpected(badKey(file,
                                     "is missing; restore it from its backup, or name another folder, in "
                                     "which a new log begins"));
    }
    auto text = readPrivateKey(file);
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
