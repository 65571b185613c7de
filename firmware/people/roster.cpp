#include "firmware/people/roster.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <mutex>

#include "firmware/files/durable_file.h"
#include "firmware/files/lock_file.h"
#include "firmware/files/private_file.h"
#include "firmware/people/log_in_delays.h"
#include "firmware/people/member.h"
#include "firmware/people/plain_text.h"
#include "firmware/people/secret_rules.h"
#include "firmware/text/visible_text.h"
#include "firmware/tuf/hex.h"

namespace tidewaiter::people {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 20U;
constexpr std::size_t kLongestName = 64;    // characters
constexpr std::size_t kLongestBadge = 200;  // bytes
constexpr std::size_t kIdBytes = 16;

using Members = std::vector<Member>;
using Problem = RosterProblem;

tl::unexpected<RosterError> refusal(Problem problem, std::string message) {
    return tl::unexpected(RosterError{problem, std::move(message)});
}

std::string randomBytes(std::size_t size) {
    std::string bytes(size, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

Expected<files::Descriptor> lockOf(const fs::path& file) {
    return files::lockFile(file.string() + ".lock", "another program has the list of people '" +
                                                        text::visibleText(file.string()) +
                                                        "' open; end it, then try again");
}

Expected<MemberList> read(const fs::path& file) {
    const auto content = files::readPrivateFile(file, kMostBytes);
    if (!content) return tl::unexpected(content.error());
    if (!*content) return MemberList{randomBytes(crypto_generichash_KEYBYTES), {}};
    return parseMembers((*content)->text(), '\'' + text::visibleText(file.string()) + '\'');
}

/// Of badges and of names that nobody has, which may be a password in the wrong field.
std::string keyedHash(const std::string& key, const std::string& kind, const std::string& text) {
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    const auto message = kind + '\0' + text;
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(message.data()),
                       message.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size());
    return tuf::toHex({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

RosterResult<std::string> checkedName(const std::string& typed) {
    const auto name = tidied(typed);
    if (!name) return refusal(Problem::BadName, "a name has letters that can be seen; write it anew");
    if (name->empty()) return refusal(Problem::BadName, "a name is missing; give one");
    if (text::countCharacters(*name) > kLongestName)
        return refusal(Problem::BadName, "a name has at most 64 characters; choose a shorter one");
    return *name;
}

RosterResult<std::string> checkedBadge(const std::string& scanned) {
    const auto badge = tidied(scanned);
    if (badge && badge->size() <= kLongestBadge && badge->empty() == scanned.empty()) return *badge;
    return refusal(Problem::BadBadge,
                   "this is no badge: its barcode is too long or has characters that cannot be seen; scan "
                   "it again");
}

template <class Is>
std::optional<Member> findIf(const Members& members, const Is& is) {
    const auto member = std::find_if(members.begin(), members.end(), is);
    return member == members.end() ? std::nullopt : std::optional(*member);
}

}  // namespace

struct Roster::State {
    State(fs::path path, files::Descriptor opened, MemberList list, HashCost cost)
        : file(std::move(path)),
          lock(std::move(opened)),
          badgeKey(std::move(list.badgeKey)),
          delays(file.string() + ".delays"),
          hasher(cost),
          present(std::make_shared<const Members>(std::move(list.members))) {}

    [[nodiscard]] std::shared_ptr<const Members> members() const {
        const std::lock_guard held(reading);
        return present;
    }
    [[nodiscard]] std::optional<Member> member(const std::string& id) const {
        return findIf(*members(), [&](const Member& each) { return each.person.id == id; });
    }
    [[nodiscard]] std::string badgeHash(const std::string& badge) const {
        return badge.empty() ? std::string() : keyedHash(badgeKey, "badge", badge);
    }
    [[nodiscard]] std::optional<Member> shownBy(const Credentials& credentials) const;
    [[nodiscard]] std::string strangerOf(const Credentials& credentials) const;
    [[nodiscard]] LogIn attempt(const std::string& who, const std::optional<Member>& known,
                                const std::string& secret, Instant now);

    [[nodiscard]] RosterResult<Member> newMember(const NewPerson& newcomer);
    [[nodiscard]] RosterResult<void> setSecret(Member& member, const std::string& secret);
    [[nodiscard]] RosterResult<void> setBadge(Member& member, const std::string& badge) const;

    // Preconditions of what follows: `writing` is held.
    [[nodiscard]] RosterResult<Person> append(Member member);
    [[nodiscard]] RosterResult<void> keep(Members members);
    [[nodiscard]] RosterResult<void> checkFree(const Members& members, const Member& wanted) const;

    fs::path file;
    files::Descriptor lock;
    std::string badgeKey;
    LogInDelays delays;
    SecretHasher hasher;
    std::mutex writing;  // one change after the other
    mutable std::mutex reading;
    std::shared_ptr<const Members> present;
};

std::optional<Member> Roster::State::shownBy(const Credentials& credentials) const {
    const auto badge = badgeHash(tidied(credentials.badge).value_or(credentials.badge));
    const auto name = nameKey(credentials.name);
    return findIf(*members(), [&](const Member& each) {
        const bool shown = badge.empty() ? each.nameKey == name : each.badgeHash == badge;
        return shown && each.person.active;
    });
}

std::string Roster::State::strangerOf(const Credentials& credentials) const {
    return credentials.badge.empty() ? keyedHash(badgeKey, "name", nameKey(credentials.name))
                                     : keyedHash(badgeKey, "badge", credentials.badge);
}

LogIn Roster::State::attempt(const std::string& who, const std::optional<Member>& known,
                             const std::string& secret, Instant now) {
    if (hasher.isBusy()) return BackingOff{};
    if (const auto remaining = delays.begin(who, !known, now)) return BackingOff{*remaining};
    const bool right = hasher.verify(known ? std::optional(known->secretHash) : std::nullopt,
                                     secret.substr(0, kLongestSecret + 1));
    // Whoever was deactivated meanwhile is out.
    if (right && member(known->person.id) == known) {
        delays.passed(who);
        return known->person;
    }
    delays.failed();
    return known ? Wrong{known->person} : Wrong{};
}

RosterResult<void> Roster::State::setSecret(Member& member, const std::string& secret) {
    if (const auto ok = checkSecret(secret, member.person.name); !ok)
        return refusal(Problem::BadSecret, ok.error().message);
    if (!member.badgeHash.empty() && badgeHash(tidied(secret).value_or("")) == member.badgeHash)
        return refusal(Problem::BadSecret,
                       "what stands on the badge is no secret; choose something that others do not know");
    auto hash = hasher.hash(secret);
    if (!hash) return refusal(Problem::NotKept, hash.error().message);
    member.secretHash = std::move(*hash);
    return {};
}

RosterResult<void> Roster::State::setBadge(Member& member, const std::string& badge) const {
    const auto checked = checkedBadge(badge);
    if (!checked) return tl::unexpected(checked.error());
    member.badgeHash = badgeHash(*checked);
    member.person.badge = !checked->empty();
    return {};
}

RosterResult<Member> Roster::State::newMember(const NewPerson& newcomer) {
    const auto name = checkedName(newcomer.name);
    if (!name) return tl::unexpected(name.error());
    Member member;
    member.person = {tuf::toHex(randomBytes(kIdBytes)), *name, newcomer.role, true, false};
    member.nameKey = nameKey(*name);
    if (auto ok = setBadge(member, newcomer.badge); !ok) return tl::unexpected(ok.error());
    if (auto ok = setSecret(member, newcomer.secret); !ok) return tl::unexpected(ok.error());
    return member;
}

RosterResult<Person> Roster::State::append(Member member) {
    auto list = *members();
    if (list.size() >= kMostPeople)
        return refusal(Problem::Full, "this device knows 1000 people, which is as many as it can");
    if (auto ok = checkFree(list, member); !ok) return tl::unexpected(ok.error());
    list.push_back(member);
    return keep(std::move(list)).map([&] { return member.person; });
}

RosterResult<void> Roster::State::keep(Members members) {
    if (!hasAdministrator(members))
        return refusal(Problem::LastAdministrator,
                       "somebody has to remain administrator; make another person one first");
    if (auto written = files::writePrivateFile(file, bytesOf({badgeKey, members})); !written)
        return refusal(Problem::NotKept, written.error().message);
    auto next = std::make_shared<const Members>(std::move(members));
    const std::lock_guard held(reading);
    present.swap(next);
    return {};
}

RosterResult<void> Roster::State::checkFree(const Members& members, const Member& wanted) const {
    for (const auto& other : members) {
        if (other.person.id == wanted.person.id) continue;
        if (other.nameKey == wanted.nameKey)
            return refusal(
                Problem::NameTaken,
                "somebody is called so already, or was; choose another name, or let them in again");
        if (!wanted.badgeHash.empty() && other.badgeHash == wanted.badgeHash)
            return refusal(Problem::BadgeTaken, "this is somebody else's badge; scan another one");
    }
    return {};
}

Roster::Roster(std::unique_ptr<State> state) : state_(std::move(state)) {}
Roster::Roster(Roster&&) noexcept = default;
Roster& Roster::operator=(Roster&&) noexcept = default;
Roster::~Roster() = default;

Expected<Roster> Roster::open(const fs::path& file, HashCost cost) {
    if (auto made = files::makeFolder(fs::absolute(file).parent_path()); !made)
        return tl::unexpected(made.error());
    auto lock = lockOf(file);
    if (!lock) return tl::unexpected(lock.error());
    auto list = read(file);
    if (!list) return tl::unexpected(list.error());
    return Roster(std::make_unique<State>(file, std::move(*lock), std::move(*list), cost));
}

bool Roster::isEmpty() const {
    return state_->members()->empty();
}

std::vector<Person> Roster::people() const {
    std::vector<Person> people;
    for (const auto& member : *state_->members()) people.push_back(member.person);
    return people;
}

std::optional<Person> Roster::person(const std::string& id) const {
    const auto member = state_->member(id);
    return member ? std::optional(member->person) : std::nullopt;
}

RosterResult<Person> Roster::addFirst(const NewPerson& newcomer) {
    auto first = newcomer;
    first.role = Role::Administrator;
    auto member = state_->newMember(first);
    if (!member) return tl::unexpected(member.error());
    const std::lock_guard held(state_->writing);
    if (!isEmpty())
        return refusal(Problem::NotFirst, "this device has its first administrator already; log in instead");
    return state_->append(std::move(*member));
}

RosterResult<Person> Roster::add(const NewPerson& newcomer) {
    auto member = state_->newMember(newcomer);
    if (!member) return tl::unexpected(member.error());
    const std::lock_guard held(state_->writing);
    return state_->append(std::move(*member));
}

RosterResult<Person> Roster::change(const std::string& id, const Change& change) {
    const std::lock_guard held(state_->writing);
    auto list = *state_->members();
    const auto member =
        std::find_if(list.begin(), list.end(), [&](const Member& each) { return each.person.id == id; });
    if (member == list.end())
        return refusal(Problem::Unknown, "nobody here has this id; load the list of people anew");
    member->person.role = change.role.value_or(member->person.role);
    member->person.active = change.active.value_or(member->person.active);
    if (change.badge) {
        if (auto ok = state_->setBadge(*member, *change.badge); !ok) return tl::unexpected(ok.error());
    }
    if (change.secret) {
        if (auto ok = state_->setSecret(*member, *change.secret); !ok) return tl::unexpected(ok.error());
    }
    if (auto ok = state_->checkFree(list, *member); !ok) return tl::unexpected(ok.error());
    auto person = member->person;
    return state_->keep(std::move(list)).map([&] {
        if (change.secret) state_->delays.passed(id);
        return std::move(person);
    });
}

LogIn Roster::authenticate(const Credentials& credentials, Instant now) {
    const auto shown = state_->shownBy(credentials);
    return state_->attempt(shown ? shown->person.id : state_->strangerOf(credentials), shown,
                           credentials.secret, now);
}

LogIn Roster::authenticate(const std::string& id, const std::string& secret, Instant now) {
    auto member = state_->member(id);
    if (member && !member->person.active) member.reset();
    return state_->attempt(id, member, secret, now);
}

}  // namespace tidewaiter::people
