// "TLS with a certificate made at first start (fingerprint on the local screen) or brought in." (issue 6,
// point 4)
#include "firmware/console/certificate.h"

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "firmware/console/openssl_handles.h"
#include "firmware/console/self_signed.h"

namespace tidewaiter::console::tests {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_seconds;

const sys_seconds kNow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);
const std::vector<std::string> kNames = {"scanner-7", "localhost", "127.0.0.1", "::1", "192.168.7.20"};

std::string contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

class TheCertificate : public testing::Test {
  protected:
    void SetUp() override {
        TearDown();
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    [[nodiscard]] Certificate own(sys_seconds now = kNow) const {
        auto certificate = ownCertificate(file_, kNames, now);
        EXPECT_TRUE(certificate) << certificate.error().message;
        return certificate.value_or(Certificate{});
    }
    static X509Certificate read(const fs::path& file) {
        const Bio bio(BIO_new_file(file.c_str(), "r"));
        return X509Certificate(bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr);
    }
    static void write(const fs::path& file, const std::string& bytes, mode_t mode = 0600) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
        ::chmod(file.c_str(), mode);
    }
    /// PEM of somebody's certificate and key, in one file.
    [[nodiscard]] fs::path brought(const std::string& name, sys_seconds now = kNow) const {
        const auto pem = makeSelfSigned(kNames, now);
        EXPECT_TRUE(pem);
        write(folder_ / name, std::string(pem->text()));
        return folder_ / name;
    }
    static void expectRefused(const Expected<Certificate>& certificate, const std::string& why) {
        ASSERT_FALSE(certificate);
        EXPECT_NE(certificate.error().message.find(why), std::string::npos) << certificate.error().message;
    }

    fs::path folder_ = fs::path(testing::TempDir()) / ("certificate_" + std::to_string(::getpid()));
    fs::path file_ = folder_ / "tls" / "console.pem";
};

TEST_F(TheCertificate, IsMadeAtFirstStartAndStays) {
    const auto first = own();
    EXPECT_TRUE(first.isNew);
    const auto again = own(kNow + days(700));
    EXPECT_FALSE(again.isNew);
    EXPECT_EQ(again.fingerprint, first.fingerprint);
    struct stat state {};
    ASSERT_EQ(::stat(file_.c_str(), &state), 0);
    EXPECT_EQ(state.st_mode & 0777U, 0600U);
}

TEST_F(TheCertificate, HasAFingerprintAsBrowsersShowIt) {
    const auto fingerprint = own().fingerprint;
    ASSERT_EQ(fingerprint.size(), 95U);
    for (std::size_t i = 0; i < fingerprint.size(); ++i) {
        if (i % 3 == 2)
            EXPECT_EQ(fingerprint[i], ':');
        else
            EXPECT_NE(std::string("0123456789ABCDEF").find(fingerprint[i]), std::string::npos);
    }
    fs::remove(file_);
    EXPECT_NE(own().fingerprint, fingerprint) << "each device has its own";
}

TEST_F(TheCertificate, IsForTheNamesGivenAndForNoOthers) {
    const auto certificate = read(own().file);
    ASSERT_TRUE(certificate);
    for (const auto* host : {"scanner-7", "localhost"})
        EXPECT_EQ(X509_check_host(certificate.get(), host, 0, 0, nullptr), 1) << host;
    for (const auto* address : {"127.0.0.1", "::1", "192.168.7.20"})
        EXPECT_EQ(X509_check_ip_asc(certificate.get(), address, 0), 1) << address;
    EXPECT_EQ(X509_check_host(certificate.get(), "scanner-8", 0, 0, nullptr), 0);
    EXPECT_EQ(X509_check_ip_asc(certificate.get(), "192.168.7.21", 0), 0);
}

TEST_F(TheCertificate, IsOneThatBrowsersTake) {
    const auto certificate = read(own().file);
    ASSERT_TRUE(certificate);
    const auto* key = X509_get0_pubkey(certificate.get());
    EXPECT_EQ(X509_verify(certificate.get(), X509_get_pubkey(certificate.get())), 1);
    EXPECT_EQ(EVP_PKEY_get_bits(key), 256);
    EXPECT_EQ(X509_get_version(certificate.get()), X509_VERSION_3);
    EXPECT_EQ(X509_check_ca(certificate.get()), 0) << "it signs no others";
    EXPECT_EQ(X509_check_purpose(certificate.get(), X509_PURPOSE_SSL_SERVER, 0), 1);
    EXPECT_EQ(X509_check_purpose(certificate.get(), X509_PURPOSE_SSL_CLIENT, 0), 0);
    int wholeDays = 0;
    int seconds = 0;
    ASSERT_EQ(ASN1_TIME_diff(&wholeDays, &seconds, X509_get0_notBefore(certificate.get()),
                             X509_get0_notAfter(certificate.get())),
              1);
    EXPECT_LE(wholeDays, 825);
}

TEST_F(TheCertificate, IsMadeAnewBeforeItEnds) {
    const auto first = own();
    EXPECT_EQ(first.end, kNow - kBefore + kValidity);
    EXPECT_FALSE(own(first.end - kRenewed - 1s).isNew);
    const auto next = own(first.end - kRenewed);
    EXPECT_TRUE(next.isNew);
    EXPECT_NE(next.fingerprint, first.fingerprint);
}

TEST_F(TheCertificate, StaysWhenTheClockFallsBack) {
    const auto first = own();
    EXPECT_EQ(own(sys_seconds(0s)).fingerprint, first.fingerprint);
}

TEST_F(TheCertificate, IsMadeAnewWhereItsFileIsDamaged) {
    const auto whole = contentOf(own().file);
    const auto other = contentOf(brought("other.pem"));
    const auto keyEnd = whole.find("-----BEGIN CERTIFICATE");
    for (const auto& damaged :
         {std::string(), std::string("\xFF\0x", 3), whole.substr(0, whole.size() / 2), whole.substr(keyEnd),
          whole.substr(0, keyEnd) + other.substr(other.find("-----BEGIN CERTIFICATE"))}) {
        write(file_, damaged);
        EXPECT_TRUE(own().isNew);
        EXPECT_FALSE(own().isNew);
    }
}

TEST_F(TheCertificate, IsRefusedWhereOthersMayHaveReadItsKey) {
    static_cast<void>(own());
    ::chmod(file_.c_str(), 0644);
    expectRefused(ownCertificate(file_, kNames, kNow), "chmod 600");
}

TEST_F(TheCertificate, LeavesOutNamesThatAreNone) {
    auto names = kNames;
    for (const auto* name : {"", "a b", "DNS:evil", "a,IP:1.2.3.4", "fe80::1%eth0", "\xFF", "x\n"})
        names.emplace_back(name);
    names.emplace_back(300, 'x');
    ASSERT_TRUE(ownCertificate(file_, names, kNow));
    const auto certificate = read(file_);
    int critical = 0;
    const std::unique_ptr<GENERAL_NAMES, FreeOpenSsl> found(static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate.get(), NID_subject_alt_name, &critical, nullptr)));
    ASSERT_TRUE(found);
    EXPECT_EQ(sk_GENERAL_NAME_num(found.get()), static_cast<int>(kNames.size()));
}

TEST_F(TheCertificate, SaysWhereItCannotBeKept) {
    write(folder_ / "tls", "a file");
    expectRefused(ownCertificate(file_, kNames, kNow), "cannot be opened");
    expectRefused(ownCertificate("/proc/tls/console.pem", kNames, kNow), "/proc/tls");
}

TEST_F(TheCertificate, OpensTheServersTls) {
    const auto certificate = own();
    const std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context(SSL_CTX_new(TLS_server_method()),
                                                               SSL_CTX_free);
    EXPECT_EQ(SSL_CTX_use_certificate_chain_file(context.get(), certificate.file.c_str()), 1);
    EXPECT_EQ(SSL_CTX_use_PrivateKey_file(context.get(), certificate.key.c_str(), SSL_FILETYPE_PEM), 1);
    EXPECT_EQ(SSL_CTX_check_private_key(context.get()), 1);
}

TEST_F(TheCertificate, MayBeBroughtIn) {
    const auto file = brought("brought.pem");
    const auto certificate = broughtCertificate(file, file, kNow + days(1));
    ASSERT_TRUE(certificate) << certificate.error().message;
    EXPECT_EQ(certificate->fingerprint.size(), 95U);
    EXPECT_EQ(certificate->file, file);
    EXPECT_FALSE(certificate->isNew);
    ::chmod(file.c_str(), 0640);
    EXPECT_TRUE(broughtCertificate(file, file, kNow)) << "a group of its own may read keys on Debian";
    EXPECT_TRUE(broughtCertificate(file, file, kNow - days(365 * 50))) << "the clock is wrong";
}

TEST_F(TheCertificate, IsRefusedWhereWhatWasBroughtIsNotRight) {
    const auto file = brought("a.pem");
    const auto other = brought("b.pem");
    expectRefused(broughtCertificate(file, other, kNow), "is not the one that");
    expectRefused(broughtCertificate(file, file, kNow + days(825)), "has ended on 2029-02-23");
    expectRefused(broughtCertificate(folder_ / "missing", file, kNow), "check its name");
    expectRefused(broughtCertificate(file, folder_ / "missing", kNow), "check its name");
    expectRefused(broughtCertificate(folder_, file, kNow), "cannot be opened");
    for (const auto& content : {std::string(), std::string("hello"), std::string(3'000'000, 'x'),
                                contentOf(file).substr(0, contentOf(file).size() - 100)}) {
        write(folder_ / "bad", content);
        expectRefused(broughtCertificate(folder_ / "bad", file, kNow), "is none in PEM");
    }
    write(folder_ / "bad", contentOf(file).substr(contentOf(file).find("-----BEGIN CERTIFICATE")));
    expectRefused(broughtCertificate(file, folder_ / "bad", kNow), "is no private key");
    ::chmod(other.c_str(), 0644);
    expectRefused(broughtCertificate(file, other, kNow), "by everybody");
}

TEST_F(TheCertificate, IsRefusedWhereItsKeyHasAPassphraseOrIsWeak) {
    const auto file = brought("a.pem");
    const PrivateKey weak(EVP_RSA_gen(1024));
    const auto keyFile = folder_ / "key.pem";
    const auto writeKey = [&](const EVP_CIPHER* cipher) {
        const Bio bio(BIO_new_file(keyFile.c_str(), "w"));
        PEM_write_bio_PKCS8PrivateKey(bio.get(), weak.get(), cipher, "pass", 4, nullptr, nullptr);
        ::chmod(keyFile.c_str(), 0600);
    };
    writeKey(EVP_aes_128_cbc());
    expectRefused(broughtCertificate(file, keyFile, kNow), "has a passphrase");
    writeKey(nullptr);
    expectRefused(broughtCertificate(file, keyFile, kNow), "too weak");
}

}  // namespace
}  // namespace tidewaiter::console::tests
