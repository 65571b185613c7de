#include "firmware/people/first_start.h"

#include <sodium.h>
#include <unistd.h>

#include <algorithm>

#include "firmware/files/durable_file.h"
#include "firmware/files/private_file.h"

namespace tidewaiter::people {

namespace {

// Without 0 O Q D, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V: 19 characters, about 34 bits in eight of them.
constexpr std::string_view kAlphabet = "ACEFHJKMNPRTWXY3479";
constexpr std::size_t kHalf = 4;
constexpr std::size_t kMostBytes = 100;

std::string newCode() {
    std::string code(2 * kHalf, ' ');
    for (auto& letter : code) letter = kAlphabet[randombytes_uniform(kAlphabet.size())];
    return code;
}

std::string plain(std::string_view typed) {
    std::string code;
    for (const char c : typed.substr(0, kMostBytes)) {
        if (c == '-' || c == ' ' || c == '\n') continue;
        code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return code;
}

bool isCode(std::string_view text) {
    return text.size() == 2 * kHalf && text.find_first_not_of(kAlphabet) == std::string_view::npos;
}

std::string written(const std::string& code) {
    return code.empty() ? code : code.substr(0, kHalf) + '-' + code.substr(kHalf);
}

bool isSame(const std::string& a, const std::string& b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

Expected<void> keep(const std::filesystem::path& file, const std::string& code) {
    return files::writePrivateFile(file, written(code) + '\n');
}

}  // namespace

Expected<FirstStart> FirstStart::open(const std::filesystem::path& file) {
    if (auto made = files::makeFolder(std::filesystem::absolute(file).parent_path()); !made)
        return tl::unexpected(made.error());
    const auto kept = files::readPrivateFile(file, kMostBytes);
    if (!kept) return tl::unexpected(kept.error());
    auto state = std::make_unique<State>();
    state->file = file;
    state->code = *kept ? plain((*kept)->text()) : "";
    if (!isCode(state->code)) {
        state->code = newCode();
        if (auto ok = keep(file, state->code); !ok) return tl::unexpected(ok.error());
    }
    return FirstStart(std::move(state));
}

std::string FirstStart::code() const {
    const std::lock_guard lock(state_->mutex);
    return written(state_->code);
}

FirstStart::Answer FirstStart::answerTo(std::string_view typed, Instant now) const {
    const std::lock_guard lock(state_->mutex);
    // A clock that jumps back makes nobody wait longer.
    auto& last = state_->lastWrong;
    if (last && now >= *last && now - *last < kPause) return Answer::TooSoon;
    last.reset();
    if (!state_->code.empty() && isSame(plain(typed), state_->code)) return Answer::Right;
    last = now;
    if (state_->code.empty() || ++state_->wrong < kMostTries) return Answer::Wrong;
    state_->wrong = 0;
    state_->code = newCode();
    // On a full disk it counts until the next start, which makes another one then or shows the old one.
    static_cast<void>(keep(state_->file, state_->code));
    return Answer::Renewed;
}

void FirstStart::finish() const {
    const std::lock_guard lock(state_->mutex);
    state_->code.clear();
    ::unlink(state_->file.c_str());
}

}  // namespace tidewaiter::people
