#include "firmware/tpm/sealed_secret.h"

#include <sodium.h>
#include <tss2/tss2_esys.h>
#include <tss2/tss2_mu.h>
#include <tss2/tss2_rc.h>
#include <tss2/tss2_tctildr.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <utility>

#include "firmware/tpm/sealed_text.h"
#include "firmware/tpm/tpm_address.h"

namespace tidewaiter::tpm {

using files::Secret;

namespace {

struct Free {
    void operator()(void* memory) const { Esys_Free(memory); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

struct CloseConnection {
    void operator()(TSS2_TCTI_CONTEXT* connection) const { Tss2_TctiLdr_Finalize(&connection); }
};
struct CloseTpm {
    void operator()(ESYS_CONTEXT* tpm) const { Esys_Finalize(&tpm); }
};
struct WipeData {
    void operator()(TPM2B_SENSITIVE_DATA* data) const {
        sodium_memzero(data, sizeof *data);
        Esys_Free(data);
    }
};

/// What goes to be sealed; wiped at the end of its life.
struct Sensitive {
    TPM2B_SENSITIVE_CREATE parameter{};

    explicit Sensitive(const Secret& secret) {
        auto& data = parameter.sensitive.data;
        data.size = static_cast<UINT16>(secret.size());
        std::copy_n(secret.data(), secret.size(), std::begin(data.buffer));
    }
    Sensitive(const Sensitive&) = delete;
    Sensitive& operator=(const Sensitive&) = delete;
    ~Sensitive() { sodium_memzero(&parameter, sizeof parameter); }
};

Error refusal(const std::string& what, TSS2_RC code) {
    return {"the TPM does not " + what + " (" + Tss2_RC_Decode(code) +
            "); start the machine anew, and if it stays so, have its TPM checked"};
}

/// The parent of all that is sealed: the storage key of the TCG's provisioning guidance (ECC NIST P-256),
/// which the TPM derives anew each time from a seed that never leaves it and that clearing the TPM replaces.
TPM2B_PUBLIC storageKeyTemplate() {
    TPM2B_PUBLIC key{};
    auto& area = key.publicArea;
    area.type = TPM2_ALG_ECC;
    area.nameAlg = TPM2_ALG_SHA256;
    area.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_SENSITIVEDATAORIGIN |
                            TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_NODA | TPMA_OBJECT_RESTRICTED |
                            TPMA_OBJECT_DECRYPT;
    auto& ecc = area.parameters.eccDetail;
    ecc.symmetric.algorithm = TPM2_ALG_AES;
    ecc.symmetric.keyBits.aes = 128;
    ecc.symmetric.mode.aes = TPM2_ALG_CFB;
    ecc.scheme.scheme = TPM2_ALG_NULL;
    ecc.curveID = TPM2_ECC_NIST_P256;
    ecc.kdf.scheme = TPM2_ALG_NULL;
    area.unique.ecc.x.size = 32;
    area.unique.ecc.y.size = 32;
    return key;
}

/// Data that no TPM but this one opens, without a password and without guessing being counted.
TPM2B_PUBLIC sealedDataTemplate() {
    TPM2B_PUBLIC data{};
    auto& area = data.publicArea;
    area.type = TPM2_ALG_KEYEDHASH;
    area.nameAlg = TPM2_ALG_SHA256;
    area.objectAttributes =
        TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_NODA;
    area.parameters.keyedHashDetail.scheme.scheme = TPM2_ALG_NULL;
    return data;
}

/// A key or a session inside the TPM, which has room for three; it forgets it at the end of its life.
class Handle {
  public:
    Handle(ESYS_CONTEXT* tpm, ESYS_TR number) : tpm_(tpm), number_(number) {}
    Handle(Handle&& other) noexcept : tpm_(other.tpm_), number_(std::exchange(other.number_, ESYS_TR_NONE)) {}
    Handle& operator=(Handle&&) = delete;
    ~Handle() {
        if (number_ != ESYS_TR_NONE) Esys_FlushContext(tpm_, number_);
    }

    [[nodiscard]] ESYS_TR number() const { return number_; }

  private:
    ESYS_CONTEXT* tpm_;
    ESYS_TR number_;
};

/// A TPM that answers, and its storage key.
class Tpm {
  public:
    static Expected<Tpm> open(const std::string& address);

    [[nodiscard]] ESYS_CONTEXT* context() const { return tpm_.get(); }
    [[nodiscard]] Expected<Handle> storageKey() const;
    [[nodiscard]] Expected<std::string> nameOf(const Handle& key) const;
    /// A session whose secret only `key` can read, so that what is sealed and unsealed does not travel in
    /// clear between processor and chip. `attributes` says in which direction.
    [[nodiscard]] Expected<Handle> session(const Handle& key, TPMA_SESSION attributes) const;

  private:
    Tpm(std::unique_ptr<TSS2_TCTI_CONTEXT, CloseConnection> connection,
        std::unique_ptr<ESYS_CONTEXT, CloseTpm> tpm)
        : connection_(std::move(connection)), tpm_(std::move(tpm)) {}

    std::unique_ptr<TSS2_TCTI_CONTEXT, CloseConnection> connection_;  // outlives what talks through it
    std::unique_ptr<ESYS_CONTEXT, CloseTpm> tpm_;
};

Expected<Tpm> Tpm::open(const std::string& address) {
    if (auto fits = checkTpmAddress(address); !fits) return tl::unexpected(fits.error());
    if (!canBeTpm(address)) return tl::unexpected(notAnswering(address));
    // The library writes lines of its own to standard error; what they say is in our sentences.
    static const int quiet = ::setenv("TSS2_LOG", "all+NONE", 0);
    static_cast<void>(quiet);
    TSS2_TCTI_CONTEXT* opened = nullptr;
    if (Tss2_TctiLdr_Initialize(address.c_str(), &opened) != TSS2_RC_SUCCESS)
        return tl::unexpected(notAnswering(address));
    std::unique_ptr<TSS2_TCTI_CONTEXT, CloseConnection> connection(opened);
    ESYS_CONTEXT* tpm = nullptr;
    if (Esys_Initialize(&tpm, connection.get(), nullptr) != TSS2_RC_SUCCESS)
        return tl::unexpected(notAnswering(address));
    return Tpm(std::move(connection), std::unique_ptr<ESYS_CONTEXT, CloseTpm>(tpm));
}

Expected<Handle> Tpm::storageKey() const {
    const TPM2B_SENSITIVE_CREATE noSecret{};
    const TPM2B_DATA nothing{};
    const TPML_PCR_SELECTION noPcr{};
    const auto area = storageKeyTemplate();
    ESYS_TR key = ESYS_TR_NONE;
    const auto code =
        Esys_CreatePrimary(context(), ESYS_TR_RH_OWNER, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE,
                           &noSecret, &area, &nothing, &noPcr, &key, nullptr, nullptr, nullptr, nullptr);
    if (code == TSS2_RC_SUCCESS) return Handle(context(), key);
    constexpr TSS2_RC kErrorAlone = 0xBF;  // without the number of the parameter, session or handle
    if ((code & kErrorAlone) == TPM2_RC_BAD_AUTH || (code & kErrorAlone) == TPM2_RC_AUTH_FAIL)
        return failure(
            "the TPM's owner has set a password, so that it makes no storage key; take it back "
            "(tpm2_changeauth -c owner) or have the TPM cleared in the machine's own settings");
    return tl::unexpected(refusal("make its storage key", code));
}

Expected<std::string> Tpm::nameOf(const Handle& key) const {
    TPM2B_NAME* name = nullptr;
    const auto code = Esys_TR_GetName(context(), key.number(), &name);
    const Owned<TPM2B_NAME> owned(name);
    if (code != TSS2_RC_SUCCESS) return tl::unexpected(refusal("name its storage key", code));
    return std::string(reinterpret_cast<const char*>(name->name), name->size);
}

Expected<Handle> Tpm::session(const Handle& key, TPMA_SESSION attributes) const {
    constexpr TPMA_SESSION kAll = 0xFF;
    TPMT_SYM_DEF cipher{};
    cipher.algorithm = TPM2_ALG_AES;
    cipher.keyBits.aes = 128;
    cipher.mode.aes = TPM2_ALG_CFB;
    ESYS_TR number = ESYS_TR_NONE;
    auto code = Esys_StartAuthSession(context(), key.number(), ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE,
                                      ESYS_TR_NONE, nullptr, TPM2_SE_HMAC, &cipher, TPM2_ALG_SHA256, &number);
    if (code != TSS2_RC_SUCCESS) return tl::unexpected(refusal("begin a session", code));
    Handle session(context(), number);
    code = Esys_TRSess_SetAttributes(context(), number, attributes | TPMA_SESSION_CONTINUESESSION, kAll);
    if (code != TSS2_RC_SUCCESS) return tl::unexpected(refusal("encrypt the session", code));
    return session;
}

/// How the library writes and reads a part of what is sealed.
template <class T>
struct Form {
    TSS2_RC (*marshal)(const T*, uint8_t*, size_t, size_t*);
    TSS2_RC (*unmarshal)(const uint8_t*, size_t, size_t*, T*);
};
constexpr Form<TPM2B_PUBLIC> kPublic{Tss2_MU_TPM2B_PUBLIC_Marshal, Tss2_MU_TPM2B_PUBLIC_Unmarshal};
constexpr Form<TPM2B_PRIVATE> kPrivate{Tss2_MU_TPM2B_PRIVATE_Marshal, Tss2_MU_TPM2B_PRIVATE_Unmarshal};

/// Nothing where the library cannot write it.
template <class T>
std::string bytesOf(const T& part, const Form<T>& form) {
    std::array<uint8_t, sizeof(T) + sizeof(UINT16)> buffer{};
    size_t size = 0;
    if (form.marshal(&part, buffer.data(), buffer.size(), &size) != TSS2_RC_SUCCESS) return {};
    return {reinterpret_cast<const char*>(buffer.data()), size};
}

/// Fails unless `bytes` are that part as it is written: the library itself overlooks a wrong size.
template <class T>
Expected<T> partOf(const std::string& bytes, const Form<T>& form) {
    T part{};
    size_t used = 0;
    const auto* begin = reinterpret_cast<const uint8_t*>(bytes.data());
    const auto code = form.unmarshal(begin, bytes.size(), &used, &part);
    if (code == TSS2_RC_SUCCESS && bytesOf(part, form) == bytes) return part;
    return failure("it is damaged; restore it from its backup");
}

Expected<SealedText> sealUnder(const Tpm& tpm, const Handle& parent, const Secret& secret) {
    const auto name = tpm.nameOf(parent);
    if (!name) return tl::unexpected(name.error());
    const auto session = tpm.session(parent, TPMA_SESSION_DECRYPT);
    if (!session) return tl::unexpected(session.error());
    const Sensitive sensitive(secret);
    const auto area = sealedDataTemplate();
    const TPM2B_DATA nothing{};
    const TPML_PCR_SELECTION noPcr{};
    TPM2B_PRIVATE* privatePart = nullptr;
    TPM2B_PUBLIC* publicPart = nullptr;
    const auto code = Esys_Create(tpm.context(), parent.number(), session->number(), ESYS_TR_NONE,
                                  ESYS_TR_NONE, &sensitive.parameter, &area, &nothing, &noPcr, &privatePart,
                                  &publicPart, nullptr, nullptr, nullptr);
    const Owned<TPM2B_PRIVATE> ownedPrivate(privatePart);
    const Owned<TPM2B_PUBLIC> ownedPublic(publicPart);
    if (code != TSS2_RC_SUCCESS) return tl::unexpected(refusal("seal the key", code));
    return SealedText{*name, bytesOf(*publicPart, kPublic), bytesOf(*privatePart, kPrivate)};
}

/// The TPM says of each mistake in what it is given (format one) that it is one; that it has no room, say, is
/// no damage.
bool isOfTheInput(TSS2_RC code) {
    return (code & TSS2_RC_LAYER_MASK) == TSS2_TPM_RC_LAYER && (code & TPM2_RC_FMT1) != 0;
}

Expected<Handle> load(const Tpm& tpm, const Handle& parent, const Handle& session, const SealedText& sealed) {
    const auto privatePart = partOf(sealed.privatePart, kPrivate);
    if (!privatePart) return tl::unexpected(privatePart.error());
    const auto publicPart = partOf(sealed.publicPart, kPublic);
    if (!publicPart) return tl::unexpected(publicPart.error());
    ESYS_TR object = ESYS_TR_NONE;
    const auto code = Esys_Load(tpm.context(), parent.number(), session.number(), ESYS_TR_NONE, ESYS_TR_NONE,
                                &*privatePart, &*publicPart, &object);
    if (code == TSS2_RC_SUCCESS) return Handle(tpm.context(), object);
    if (isOfTheInput(code)) return failure("it is damaged; restore it from its backup");
    return tl::unexpected(refusal("load the sealed key", code));
}

Expected<Secret> unsealUnder(const Tpm& tpm, const Handle& parent, const SealedText& sealed) {
    const auto name = tpm.nameOf(parent);
    if (!name) return tl::unexpected(name.error());
    if (*name != sealed.parent)
        return failure(
            "another TPM sealed it, or this one was cleared since; what is sealed in the folder can still be "
            "verified, but to seal more, name another folder, in which a new log begins");
    const auto session = tpm.session(parent, TPMA_SESSION_ENCRYPT);
    if (!session) return tl::unexpected(session.error());
    const auto object = load(tpm, parent, *session, sealed);
    if (!object) return tl::unexpected(object.error());
    TPM2B_SENSITIVE_DATA* data = nullptr;
    const auto code =
        Esys_Unseal(tpm.context(), object->number(), session->number(), ESYS_TR_NONE, ESYS_TR_NONE, &data);
    const std::unique_ptr<TPM2B_SENSITIVE_DATA, WipeData> owned(data);
    if (code != TSS2_RC_SUCCESS) return tl::unexpected(refusal("unseal the key", code));
    return Secret::of({reinterpret_cast<const char*>(data->buffer), data->size});
}

}  // namespace

Expected<std::string> seal(const Secret& secret, const std::string& address) {
    if (secret.size() == 0 || secret.size() > kMostSealed)
        throw std::invalid_argument("a TPM seals 1 to 128 bytes");
    const auto tpm = Tpm::open(address);
    if (!tpm) return tl::unexpected(tpm.error());
    const auto parent = tpm->storageKey();
    if (!parent) return tl::unexpected(parent.error());
    return sealUnder(*tpm, *parent, secret).map([](const SealedText& sealed) { return textOf(sealed); });
}

Expected<Secret> unseal(std::string_view sealed, const std::string& address) {
    const auto parsed = parseSealedText(sealed);
    if (!parsed) return tl::unexpected(parsed.error());
    const auto tpm = Tpm::open(address);
    if (!tpm) return tl::unexpected(tpm.error());
    const auto parent = tpm->storageKey();
    if (!parent) return tl::unexpected(parent.error());
    return unsealUnder(*tpm, *parent, *parsed);
}

}  // namespace tidewaiter::tpm
