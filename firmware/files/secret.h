// Secret: bytes that nobody else may see: a passphrase, a private key.
// Thread rule: belongs to one thread at a time.
//
// They lie in memory that is locked where the system allows it, is left out of core dumps, and is wiped at
// the end of their life (libsodium's guarded memory). They cannot be copied by accident.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace tidewaiter::files {

class Secret {
  public:
    /// `size` zero bytes, to be filled in place.
    explicit Secret(std::size_t size);
    /// A copy of `text`, of which the caller's own copy is the caller's to wipe.
    [[nodiscard]] static Secret of(std::string_view text);

    [[nodiscard]] unsigned char* data() { return bytes_.get(); }
    [[nodiscard]] const unsigned char* data() const { return bytes_.get(); }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::string_view text() const;
    /// Forgets all behind the first `size` bytes. Precondition: there are as many.
    void shorten(std::size_t size);

  private:
    struct Wipe {
        void operator()(unsigned char* bytes) const;
    };
    std::unique_ptr<unsigned char, Wipe> bytes_;
    std::size_t size_;
};

}  // namespace tidewaiter::files
