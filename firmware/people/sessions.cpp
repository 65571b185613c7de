#include "firmware/people/sessions.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "firmware/tuf/hex.h"
#include "models/sha256.h"

namespace tidewaiter::people {

namespace {

std::string newToken() {
    std::array<char, 32> random{};
    randombytes_buf(random.data(), random.size());
    return tuf::toHex({random.data(), random.size()});
}

}  // namespace

std::string Sessions::open(const std::string& person, Instant now) {
    auto token = newToken();
    const std::lock_guard lock(mutex_);
    if (open_.size() >= limits_.most) closeThoseThatAreOver(now);
    if (open_.size() >= limits_.most) {
        open_.erase(std::min_element(open_.begin(), open_.end(), [](const auto& a, const auto& b) {
            return a.second.seen < b.second.seen;
        }));
    }
    open_[models::sha256(token)] = {person, now, now};
    return token;
}

std::optional<std::string> Sessions::find(std::string_view token, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto session = current(token, now);
    if (session == open_.end()) return std::nullopt;
    session->second.seen = now;
    return session->second.person;
}

std::optional<std::string> Sessions::peek(std::string_view token, Instant now) {
    const std::lock_guard lock(mutex_);
    const auto session = current(token, now);
    return session == open_.end() ? std::nullopt : std::optional(session->second.person);
}

void Sessions::close(std::string_view token) {
    const std::lock_guard lock(mutex_);
    open_.erase(models::sha256(token));
}

void Sessions::closeAllOf(const std::string& person) {
    const std::lock_guard lock(mutex_);
    std::erase_if(open_, [&](const auto& row) { return row.second.person == person; });
}

std::size_t Sessions::count(Instant now) {
    const std::lock_guard lock(mutex_);
    closeThoseThatAreOver(now);
    return open_.size();
}

Sessions::Open::iterator Sessions::current(std::string_view token, Instant now) {
    const auto session = open_.find(models::sha256(token));
    if (session == open_.end()) return session;
    follow(session->second, now);
    if (!isOver(session->second, now)) return session;
    open_.erase(session);
    return open_.end();
}

// A clock that jumps back must not let a session live longer: what had passed until it was seen last stays
// passed.
void Sessions::follow(Session& session, Instant now) {
    if (now >= session.seen) return;
    session.opened -= session.seen - now;
    session.seen = now;
}

bool Sessions::isOver(const Session& session, Instant now) const {
    return now - session.seen >= limits_.idle || now - session.opened >= limits_.longest;
}

void Sessions::closeThoseThatAreOver(Instant now) {
    for (auto& row : open_) follow(row.second, now);
    std::erase_if(open_, [&](const auto& row) { return isOver(row.second, now); });
}

}  // namespace tidewaiter::people
