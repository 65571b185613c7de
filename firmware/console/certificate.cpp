#include "firmware/console/certificate.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <optional>

#include "firmware/console/openssl_handles.h"
#include "firmware/console/self_signed.h"
#include "firmware/files/durable_file.h"
#include "firmware/files/private_file.h"
#include "firmware/text/visible_text.h"
#include "firmware/tuf/date_time.h"

namespace tidewaiter::console {

namespace fs = std::filesystem;
using std::chrono::sys_seconds;

namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 20U;
constexpr int kLeastSecurityBits = 112;  // RSA of 2048 bits

/// OpenSSL's errors are a thread's own and stay until somebody looks.
struct ForgetErrors {
    ForgetErrors() = default;
    ForgetErrors(const ForgetErrors&) = delete;
    ForgetErrors& operator=(const ForgetErrors&) = delete;
    ~ForgetErrors() { ERR_clear_error(); }
};

// Without it OpenSSL would ask on the terminal.
int noPassphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*data*/) {
    return -1;
}

Bio reading(std::string_view pem) {
    return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

X509Certificate certificateIn(std::string_view pem) {
    const auto bio = reading(pem);
    return X509Certificate(bio ? PEM_read_bio_X509(bio.get(), nullptr, noPassphrase, nullptr) : nullptr);
}

PrivateKey keyIn(std::string_view pem) {
    const auto bio = reading(pem);
    return PrivateKey(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, nullptr) : nullptr);
}

std::string fingerprintOf(X509* certificate) {
    constexpr const char* kDigits = "0123456789ABCDEF";
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned size = 0;
    X509_digest(certificate, EVP_sha256(), hash.data(), &size);
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        if (i > 0) text += ':';
        text += kDigits[hash[i] >> 4U];
        text += kDigits[hash[i] & 0xFU];
    }
    return text;
}

std::optional<sys_seconds> endOf(X509* certificate) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &parts) != 1) return std::nullopt;
    return sys_seconds(std::chrono::seconds(::timegm(&parts)));
}

Certificate described(const fs::path& file, const fs::path& key, X509* certificate, sys_seconds end) {
    return {file, key, fingerprintOf(certificate), end, false};
}

/// What is in our own file, if that is whole.
std::optional<Certificate> whole(const fs::path& file, std::string_view pem) {
    const ForgetErrors atTheEnd;
    const auto certificate = certificateIn(pem);
    const auto key = keyIn(pem);
    if (!certificate || !key || X509_check_private_key(certificate.get(), key.get()) != 1)
        return std::nullopt;
    const auto end = endOf(certificate.get());
    return end ? std::optional(described(file, file, certificate.get(), *end)) : std::nullopt;
}

Expected<Certificate> renewed(const fs::path& file, const std::vector<std::string>& names, sys_seconds now) {
    const ForgetErrors atTheEnd;
    if (auto made = files::makeFolder(fs::absolute(file).parent_path()); !made)
        return tl::unexpected(made.error());
    const auto pem = makeSelfSigned(names, now);
    if (!pem) return tl::unexpected(pem.error());
    if (auto kept = files::writePrivateFile(file, pem->text()); !kept) return tl::unexpected(kept.error());
    auto certificate = whole(file, pem->text());
    if (!certificate)
        return failure("OpenSSL made a certificate that it cannot read; bring in one of your own");
    certificate->isNew = true;
    return *certificate;
}

tl::unexpected<Error> refused(const char* what, const fs::path& file, const std::string& why) {
    return failure(std::string(what) + " '" + text::visibleText(file.string()) + "' " + why);
}

tl::unexpected<Error> badCertificate(const fs::path& file, const std::string& why) {
    return refused("the certificate", file, why);
}

tl::unexpected<Error> badKey(const fs::path& file, const std::string& why) {
    return refused("the certificate's key", file, why);
}

/// Whatever lies there, at most as much as such a file has.
Expected<files::Secret> readBrought(const char* what, const fs::path& file, mode_t forbidden) {
    const files::Descriptor opened(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    struct stat state {};
    if (!opened.isOpen() || ::fstat(opened.number(), &state) != 0 || !S_ISREG(state.st_mode))
        return refused(what, file,
                       "cannot be opened; check its name in the configuration and who may read it");
    if ((state.st_mode & forbidden) != 0)
        return refused(what, file, "can be read or changed by everybody; make it private (chmod o-rwx)");
    files::Secret content(kMostBytes);
    const auto count = ::read(opened.number(), content.data(), content.size());
    if (count < 0) return refused(what, file, "cannot be read; check the disk");
    content.shorten(static_cast<std::size_t>(count));
    return content;
}

Expected<PrivateKey> broughtKey(const fs::path& file) {
    const auto pem = readBrought("the certificate's key", file, S_IRWXO);
    if (!pem) return tl::unexpected(pem.error());
    auto key = keyIn(pem->text());
    if (!key && pem->text().find("ENCRYPTED") != std::string_view::npos)
        return badKey(file, "has a passphrase, which nobody could type at start; bring it without one");
    if (!key)
        return badKey(file, "is no private key in PEM; bring the file that was made with the certificate");
    if (EVP_PKEY_get_security_bits(key.get()) < kLeastSecurityBits)
        return badKey(file, "is too weak for browsers; make one of P-256 or RSA with 2048 bits or more");
    return key;
}

}  // namespace

Expected<Certificate> ownCertificate(const fs::path& file, const std::vector<std::string>& names,
                                     sys_seconds now) {
    const auto pem = files::readPrivateFile(file, kMostBytes);
    if (!pem) return tl::unexpected(pem.error());
    if (*pem) {
        if (auto certificate = whole(file, (*pem)->text()); certificate && now < certificate->end - kRenewed)
            return *certificate;
    }
    return renewed(file, names, now);
}

Expected<Certificate> broughtCertificate(const fs::path& file, const fs::path& key, sys_seconds now) {
    const ForgetErrors atTheEnd;
    const auto pem = readBrought("the certificate", file, S_IWOTH);
    if (!pem) return tl::unexpected(pem.error());
    const auto certificate = certificateIn(pem->text());
    if (!certificate)
        return badCertificate(file, "is none in PEM; bring the file that your authority gave you");
    const auto end = endOf(certificate.get());
    if (!end || *end <= now)
        return badCertificate(file, "has ended" + (end ? " on " + tuf::dateTimeText(*end) : std::string()) +
                                        "; bring in a new one, or set the clock if it is wrong");
    const auto opened = broughtKey(key);
    if (!opened) return tl::unexpected(opened.error());
    if (X509_check_private_key(certificate.get(), opened->get()) != 1)
        return badKey(key, "is not the one that '" + text::visibleText(file.string()) +
                               "' was made for; bring both files of one certificate");
    return described(file, key, certificate.get(), *end);
}

}  // namespace tidewaiter::console
