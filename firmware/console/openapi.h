// The description of the API, openapi.json (OpenAPI 3.1), put into the program by the build.
// Thread rule: immutable, safe to read from any thread.
#pragma once

#include <string>

namespace tidewaiter::console {

extern const std::string kOpenApi;

}  // namespace tidewaiter::console
