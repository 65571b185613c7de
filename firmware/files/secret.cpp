#include "firmware/files/secret.h"

#include <sodium.h>

#include <algorithm>
#include <cassert>
#include <new>

namespace tidewaiter::files {

namespace {

unsigned char* allocated(std::size_t size) {
    auto* bytes = sodium_init() < 0 ? nullptr : static_cast<unsigned char*>(sodium_malloc(size));
    if (bytes == nullptr) throw std::bad_alloc();
    sodium_memzero(bytes, size);
    return bytes;
}

}  // namespace

void Secret::Wipe::operator()(unsigned char* bytes) const {
    sodium_free(bytes);
}

Secret::Secret(std::size_t size) : bytes_(allocated(size)), size_(size) {}

Secret Secret::of(std::string_view text) {
    Secret secret(text.size());
    std::copy(text.begin(), text.end(), secret.data());
    return secret;
}

std::string_view Secret::text() const {
    return {reinterpret_cast<const char*>(bytes_.get()), size_};
}

void Secret::shorten(std::size_t size) {
    assert(size <= size_);
    sodium_memzero(bytes_.get() + size, size_ - size);
    size_ = size;
}

}  // namespace tidewaiter::files
