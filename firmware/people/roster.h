// Roster: the people who may work with this device, in one file that its service alone may read (FORMAT.md).
// Thread rule: safe to call from any thread. One Roster for a file: a second program that opens it is
// refused.
//
// A change counts once it is on the disk. Asking never waits for a disk. Somebody who guesses learns neither
// who is known here nor anything from how long an answer takes, and waits longer after each wrong try.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "firmware/people/instant.h"
#include "firmware/people/person.h"
#include "firmware/people/secret_hash.h"

namespace tidewaiter::people {

/// Why the roster stays as it was.
enum class RosterProblem {
    BadName,            ///< empty, too long, or with characters that cannot be seen
    BadSecret,          ///< too short or trivial
    BadBadge,           ///< too long, or with characters that cannot be seen
    NameTaken,          ///< by somebody, active or not
    BadgeTaken,         ///< likewise
    Unknown,            ///< there is nobody with this id
    LastAdministrator,  ///< nobody could add people any more
    NotFirst,           ///< there are people already
    Full,               ///< of people
    NotKept,            ///< disk or memory are not there
};

struct RosterError {
    RosterProblem problem = RosterProblem::NotKept;
    std::string message;  ///< one sentence that says what to do
};

template <class T>
using RosterResult = tl::expected<T, RosterError>;

/// What somebody shows to log in: a name or a badge, and the secret. The caller's copies are its own to
/// wipe.
struct Credentials {
    std::string name;   ///< counts where there is no badge
    std::string badge;  ///< what its barcode says
    std::string secret;
};

/// Nobody is called so, or that is not the secret, or the person is not active.
struct Wrong {
    /// Whose secret it is not: for the audit log alone, nobody who guesses may be told.
    std::optional<Person> known{};
};
/// Too many wrong tries, or too many people at once: not even looked at.
struct BackingOff {
    std::chrono::seconds remaining{1};
};
using LogIn = std::variant<Person, Wrong, BackingOff>;

class Roster {
  public:
    static constexpr std::size_t kMostPeople = 1000;

    /// Opens the list of people; where there is no file it has nobody. Fails where others may read it, where
    /// it belongs to another user, where it is damaged, and where another program has it open.
    [[nodiscard]] static Expected<Roster> open(const std::filesystem::path& file, HashCost cost = {});
    Roster(Roster&&) noexcept;
    Roster& operator=(Roster&&) noexcept;
    ~Roster();

    /// Nobody yet: the device waits for its first administrator.
    [[nodiscard]] bool isEmpty() const;
    /// All, also those who are not active, in the order in which they came.
    [[nodiscard]] std::vector<Person> people() const;
    [[nodiscard]] std::optional<Person> person(const std::string& id) const;

    /// Takes in the first administrator, whatever role is given. Fails where there is anybody.
    [[nodiscard]] RosterResult<Person> addFirst(const NewPerson& newcomer);
    /// Precondition: not isEmpty().
    [[nodiscard]] RosterResult<Person> add(const NewPerson& newcomer);
    /// What changes somebody's secret, role or activity ends with closing their sessions (sessions.h). A new
    /// secret takes back any delay.
    [[nodiscard]] RosterResult<Person> change(const std::string& id, const Change& change);

    [[nodiscard]] LogIn authenticate(const Credentials& credentials, Instant now);
    /// The same for somebody who is known, before they change their own secret, say.
    [[nodiscard]] LogIn authenticate(const std::string& id, const std::string& secret, Instant now);

  private:
    struct State;
    explicit Roster(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

}  // namespace tidewaiter::people
