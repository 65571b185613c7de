// Route: one operation of the API: its address, who may call it, what it takes and does.
// Thread rule: immutable values; handlers are safe to call from any thread.
#pragma once

#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "firmware/console/problem.h"
#include "firmware/people/person.h"
#include "firmware/records/decision.h"

namespace tidewaiter::console {

/// What the audit log is told: what was done, about what.
struct AuditNote {
    std::string action;
    std::string about;   ///< id of what it was done to, may be empty
    std::string detail;  ///< may be empty
    std::string from;    ///< address
    std::string who;     ///< name; empty for somebody who is not known
    std::string role;
};

/// One call of a route: who calls, with what.
struct Call {
    const WebRequest& request;
    std::map<std::string, std::string> parts{};  ///< of the path, by their names in braces
    std::optional<people::Person> person{};      ///< who is logged in; always there but on open routes
    std::string token{};                         ///< of their session
    nlohmann::json json{};                       ///< the body of routes that take JSON, an object
    AuditNote note{};                            ///< for what changes anything; the handler may add to it

    /// Precondition: the route has a part of that name.
    [[nodiscard]] const std::string& part(const std::string& name) const { return parts.at(name); }
    /// Precondition: the route is not open.
    [[nodiscard]] records::Signatory signatory() const {
        return {person->id, person->name, std::string(people::kRoles.nameOf(person->role))};
    }
};

enum class BodyKind { None, Json, Bytes };

struct Route {
    std::string method;
    std::string path;  ///< below /api/v1, with parts in braces: "/inspections/{id}"
    /// Who may: nobody has to be logged in (open), anybody who is (none), or who has the permission.
    bool open = false;
    std::optional<people::Permission> permission{};
    BodyKind body = BodyKind::None;
    std::size_t bodyBytes = 0;
    /// What it is called in the audit log, "inspection.opened"; empty for what changes nothing.
    std::string action{};
    /// Asked by the page itself, so that it keeps no session alive that nobody uses.
    bool background = false;
    /// Where it is answered; nothing: what changes anything in Work, since it waits for the disk, else in
    /// Quick.
    std::optional<Lane> lane{};
    std::function<Answer(Call&)> handle;
};

inline constexpr std::size_t kJsonBytes = 64 << 10;
inline constexpr std::size_t kPhotoBytes = 32 << 20;
inline constexpr std::size_t kManifestBytes = 16 << 20;

[[nodiscard]] inline WebResponse jsonResponse(const nlohmann::json& json, int status = 200) {
    return {status,
            {{"Content-Type", "application/json"}},
            json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)};
}

[[nodiscard]] inline WebResponse noContent() {
    return {204, {}, {}};
}

/// A text of the body's JSON; empty where it is not there. Anything but a text is told.
[[nodiscard]] tl::expected<std::string, Problem> textOf(const nlohmann::json& json, const std::string& key);

}  // namespace tidewaiter::console
