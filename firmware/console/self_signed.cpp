#include "firmware/console/self_signed.h"

#include <openssl/pem.h>

#include <algorithm>

#include "firmware/console/openssl_handles.h"

namespace tidewaiter::console {

namespace {

constexpr int kSerialBits = 127;
constexpr std::size_t kLongestHostName = 253;
constexpr std::size_t kLongestCommonName = 64;  // RFC 5280, ub-common-name
constexpr const char* kProduct = "Tidewaiter";

bool isHostName(const std::string& name) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '.' || c == '_';
    };
    return !name.empty() && name.size() <= kLongestHostName && std::all_of(name.begin(), name.end(), fits);
}

/// Hands `value` over to a name of the kind; nothing where there is no value.
std::unique_ptr<GENERAL_NAME, FreeOpenSsl> named(int kind, ASN1_STRING* value) {
    std::unique_ptr<GENERAL_NAME, FreeOpenSsl> name(value == nullptr ? nullptr : GENERAL_NAME_new());
    if (name) {
        GENERAL_NAME_set0_value(name.get(), kind, value);
    } else {
        ASN1_STRING_free(value);
    }
    return name;
}

ASN1_STRING* textOf(const std::string& text) {
    auto* string = ASN1_STRING_type_new(V_ASN1_IA5STRING);
    if (string != nullptr) ASN1_STRING_set(string, text.data(), static_cast<int>(text.size()));
    return string;
}

std::unique_ptr<GENERAL_NAME, FreeOpenSsl> generalName(const std::string& name) {
    if (auto* address = a2i_IPADDRESS(name.c_str())) return named(GEN_IPADD, address);
    return isHostName(name) ? named(GEN_DNS, textOf(name)) : nullptr;
}

bool addNames(X509* certificate, const std::vector<std::string>& names) {
    const std::unique_ptr<GENERAL_NAMES, FreeOpenSsl> all(GENERAL_NAMES_new());
    for (const auto& each : names) {
        auto name = generalName(each);
        if (name && sk_GENERAL_NAME_push(all.get(), name.get()) > 0) static_cast<void>(name.release());
    }
    return X509_add1_ext_i2d(certificate, NID_subject_alt_name, all.get(), 0, X509V3_ADD_DEFAULT) == 1;
}

bool addExtension(X509* certificate, int kind, const char* value) {
    X509V3_CTX context{};
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, FreeOpenSsl> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool addExtensions(X509* certificate) {
    return addExtension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
           addExtension(certificate, NID_key_usage, "critical,digitalSignature") &&
           addExtension(certificate, NID_ext_key_usage, "serverAuth") &&
           addExtension(certificate, NID_subject_key_identifier, "hash");
}

bool setSerial(X509* certificate) {
    const std::unique_ptr<BIGNUM, FreeOpenSsl> number(BN_new());
    return number && BN_rand(number.get(), kSerialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1 &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setTimes(X509* certificate, std::chrono::sys_seconds now) {
    const auto from = (now - kBefore).time_since_epoch().count();
    const auto until = (now - kBefore + kValidity).time_since_epoch().count();
    return ASN1_TIME_set(X509_getm_notBefore(certificate), from) != nullptr &&
           ASN1_TIME_set(X509_getm_notAfter(certificate), until) != nullptr;
}

bool addToSubject(X509_NAME* subject, const char* field, const std::string& text) {
    return X509_NAME_add_entry_by_txt(subject, field, MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(text.data()),
                                      static_cast<int>(text.size()), -1, 0) == 1;
}

bool setSubject(X509* certificate, const std::vector<std::string>& names) {
    const auto host = std::find_if(names.begin(), names.end(), [](const std::string& name) {
        return isHostName(name) && name.size() <= kLongestCommonName;
    });
    auto* subject = X509_get_subject_name(certificate);
    return addToSubject(subject, "O", kProduct) &&
           addToSubject(subject, "CN", host == names.end() ? kProduct : *host) &&
           X509_set_issuer_name(certificate, subject) == 1;
}

X509Certificate made(EVP_PKEY* key, const std::vector<std::string>& names, std::chrono::sys_seconds now) {
    X509Certificate certificate(X509_new());
    auto* raw = certificate.get();
    const bool whole = raw != nullptr && X509_set_version(raw, X509_VERSION_3) == 1 && setSerial(raw) &&
                       setTimes(raw, now) && setSubject(raw, names) && X509_set_pubkey(raw, key) == 1 &&
                       addNames(raw, names) && addExtensions(raw) && X509_sign(raw, key, EVP_sha256()) > 0;
    if (!whole) certificate.reset();
    return certificate;
}

}  // namespace

Expected<files::Secret> makeSelfSigned(const std::vector<std::string>& names, std::chrono::sys_seconds now) {
    const PrivateKey key(EVP_EC_gen("P-256"));
    const auto certificate = key ? made(key.get(), names, now) : nullptr;
    const Bio pem(BIO_new(BIO_s_secmem()));
    if (!certificate || !pem ||
        PEM_write_bio_PrivateKey(pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1 ||
        PEM_write_bio_X509(pem.get(), certificate.get()) != 1)
        return failure(
            "OpenSSL cannot make a certificate on this machine; bring in one of your own, or serve without "
            "TLS "
            "on this machine alone");
    char* text = nullptr;
    const auto size = BIO_get_mem_data(pem.get(), &text);
    return files::Secret::of({text, static_cast<std::size_t>(size)});
}

}  // namespace tidewaiter::console
