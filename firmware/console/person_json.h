// People as JSON, both ways.
// Thread rule: pure functions, safe to call from any thread.
#pragma once

#include <nlohmann/json.hpp>

#include "firmware/console/problem.h"
#include "firmware/people/person.h"
#include "firmware/people/roster.h"

namespace tidewaiter::console {

[[nodiscard]] nlohmann::json personJson(const people::Person& person);
/// "name", "secret", "badge", and "role" (officer where it is not there).
[[nodiscard]] tl::expected<people::NewPerson, Problem> newPersonIn(const nlohmann::json& json);
/// "role", "active", "secret", "badge", each where it is to change.
[[nodiscard]] tl::expected<people::Change, Problem> changeIn(const nlohmann::json& json);
[[nodiscard]] Problem problemOf(const people::RosterError& error);

}  // namespace tidewaiter::console
