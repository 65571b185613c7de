// OpenSSL handles: its objects, freed at the end of their life.
// Thread rule: each belongs to one thread at a time.
//
// Inside firmware/console only.
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/x509v3.h>

#include <memory>

namespace tidewaiter::console {

struct FreeOpenSsl {
    void operator()(BIO* bio) const { BIO_free_all(bio); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(X509_EXTENSION* extension) const { X509_EXTENSION_free(extension); }
    void operator()(GENERAL_NAMES* names) const { GENERAL_NAMES_free(names); }
    void operator()(GENERAL_NAME* name) const { GENERAL_NAME_free(name); }
    void operator()(BIGNUM* number) const { BN_free(number); }
};

using Bio = std::unique_ptr<BIO, FreeOpenSsl>;
using PrivateKey = std::unique_ptr<EVP_PKEY, FreeOpenSsl>;
using X509Certificate = std::unique_ptr<X509, FreeOpenSsl>;

}  // namespace tidewaiter::console
