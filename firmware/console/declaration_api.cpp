#include "firmware/console/declaration_api.h"

namespace tidewaiter::console {

using nlohmann::json;
using people::Permission;

namespace {

Answer find(const Call& call, const station::DeclarationBook& book) {
    constexpr std::size_t kMost = 20;
    const auto found = book.find(call.request.parameter("q"), kMost);
    return jsonResponse({{"declarations", found.declarations}, {"total", found.total}});
}

Answer replace(Call& call, station::DeclarationBook& book) {
    const auto brought = book.replace(call.request.body);
    if (!brought) return no(422, "declarations.bad", brought.error().message);
    call.note.detail = std::to_string(brought->count) + " declarations";
    return jsonResponse({{"count", brought->count}, {"problems", brought->problems}});
}

}  // namespace

std::vector<Route> declarationRoutes(station::DeclarationBook& book) {
    return {{.method = "GET",
             .path = "/declarations",
             .permission = Permission::Inspect,
             .handle = [&book](Call& call) { return find(call, book); }},
            {.method = "PUT",
             .path = "/declarations",
             .permission = Permission::Declarations,
             .body = BodyKind::Bytes,
             .bodyBytes = kManifestBytes,
             .action = "declarations.replaced",
             .handle = [&book](Call& call) { return replace(call, book); }}};
}

}  // namespace tidewaiter::console
