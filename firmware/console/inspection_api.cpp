#include "firmware/console/inspection_api.h"

#include <charconv>

#include "firmware/console/declaration_json.h"
#include "firmware/station/case_json.h"

namespace tidewaiter::console {

using inspection::kVerdicts;
using nlohmann::json;
using people::Permission;
using station::Station;

namespace {

constexpr int kMostPixels = 8192;  // wide: no screen shows more

Answer caseResponse(const Station& station, const station::Outcome<station::Case>& outcome,
                    int status = 200) {
    if (!outcome) return tl::unexpected(problemOf(outcome.error()));
    return jsonResponse(station.json(*outcome), status);
}

Answer nothing(const station::Outcome<void>& outcome) {
    if (!outcome) return tl::unexpected(problemOf(outcome.error()));
    return noContent();
}

Answer photoResponse(const station::Outcome<station::Photo>& photo) {
    if (!photo) return tl::unexpected(problemOf(photo.error()));
    return jsonResponse(station::photoJson(*photo), 201);
}

tl::expected<station::Step, Problem> stepOf(const std::string& name) {
    if (name.empty()) return station::Step::Other;
    const auto step = station::kSteps.parse(name);
    if (!step) return no(422, "photo.step", "a photo shows a label, board, chip or other; choose one");
    return *step;
}

/// Nothing where there is no such parameter.
tl::expected<std::optional<std::size_t>, Problem> numberOf(const WebRequest& request, const std::string& name,
                                                           std::size_t least, std::size_t most) {
    const auto text = request.parameter(name);
    if (text.empty()) return std::nullopt;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most)
        return no(422, "request.value",
                  "'" + name + "' has to be a number from " + std::to_string(least) + " to " +
                      std::to_string(most));
    return number;
}

Answer open(Call& call, Station& station) {
    const auto declaration = declarationIn(call.json.value("declaration", json::object()));
    if (!declaration) return tl::unexpected(declaration.error());
    const auto opened = station.open(*declaration, call.signatory());
    if (opened) call.note.about = opened->id;
    return caseResponse(station, opened, 201);
}

Answer upload(const Call& call, Station& station) {
    const auto step = stepOf(call.request.parameter("step"));
    if (!step) return tl::unexpected(step.error());
    if (!call.request.header("content-type").starts_with("image/"))
        return no(415, "photo.type",
                  "a photo is sent as image/jpeg, image/png or the like; choose a picture");
    return photoResponse(station.upload(call.part("id"), *step, call.request.body));
}

Answer capture(const Call& call, Station& station) {
    const auto name = textOf(call.json, "step");
    const auto device = textOf(call.json, "device");
    if (!name) return tl::unexpected(name.error());
    if (!device) return tl::unexpected(device.error());
    const auto step = stepOf(*name);
    if (!step) return tl::unexpected(step.error());
    return photoResponse(station.capture(call.part("id"), *step, *device));
}

Answer picture(const Call& call, Station& station) {
    const auto width = numberOf(call.request, "width", 1, kMostPixels);
    if (!width) return tl::unexpected(width.error());
    const auto shown = station.picture(call.part("id"), call.part("photo"),
                                       *width ? std::optional(static_cast<int>(**width)) : std::nullopt);
    if (!shown) return tl::unexpected(problemOf(shown.error()));
    return WebResponse{200, {{"Content-Type", shown->type}}, shown->bytes};
}

Answer confirm(Call& call, Station& station) {
    const auto typed = textOf(call.json, "typed");
    if (!typed) return tl::unexpected(typed.error());
    const auto finding = call.json.find("finding");
    if (finding == call.json.end() || !finding->is_number_unsigned())
        return no(422, "request.value", "'finding' has to be the number of a finding");
    call.note.detail = "finding " + finding->dump();
    return caseResponse(station, station.type(call.part("id"), finding->get<std::size_t>(), *typed));
}

tl::expected<station::DecisionOrder, Problem> orderIn(const json& body) {
    station::DecisionOrder order;
    const auto choice = textOf(body, "choice");
    const auto verdict = textOf(body, "verdict");
    const auto reason = textOf(body, "reason");
    const auto note = textOf(body, "note");
    for (const auto* text : {&choice, &verdict, &reason, &note}) {
        if (!*text) return tl::unexpected(text->error());
    }
    const auto chosen = records::kChoices.parse(*choice);
    if (!chosen) return no(422, "decision.choice", "a verdict is confirmed or overruled; choose one");
    order.choice = *chosen;
    order.verdict = kVerdicts.parse(*verdict);
    if (!verdict->empty() && !order.verdict)
        return no(422, "decision.verdict", "a verdict is clear, inspect or hold; choose one");
    order.reason = *reason;
    order.note = *note;
    return order;
}

Answer decide(Call& call, Station& station, const Prove& prove) {
    auto order = orderIn(call.json);
    if (!order) return tl::unexpected(order.error());
    if (const auto given = call.json.value("second", json()); !given.is_null()) {
        if (!given.is_object())
            return no(422, "request.value",
                      "'second' has to be an object with a name or a badge, and a secret");
        const auto second = prove(given, call.request.from);
        if (!second) return tl::unexpected(second.error());
        if (!people::may(second->role, Permission::SecondOfficer))
            return no(403, "decision.second-role",
                      "this person may not be a second officer; ask a supervisor");
        order->second = {second->id, second->name, std::string(people::kRoles.nameOf(second->role))};
    }
    call.note.detail = std::string(records::kChoices.nameOf(order->choice));
    if (order->second) call.note.detail += ", second officer " + order->second->name;
    return caseResponse(station, station.decide(call.part("id"), *order, call.signatory()));
}

Answer report(const Call& call, Station& station) {
    const auto html = station.report(call.part("id"));
    if (!html) return tl::unexpected(problemOf(html.error()));
    return WebResponse{200, {{"Content-Type", "text/html; charset=utf-8"}}, *html};
}

json rowJson(const station::FoundInspection& found) {
    const auto& row = found.row;
    json decision = nullptr;
    if (row.decision)
        decision = {{"choice", records::kChoices.nameOf(row.decision->choice)},
                    {"verdict", kVerdicts.nameOf(row.decision->verdict)},
                    {"by", row.decision->by}};
    return {{"id", row.id},
            {"time", row.time},
            {"item", row.item},
            {"goods", row.goods},
            {"verdict", found.hidden ? json(nullptr) : json(kVerdicts.nameOf(row.verdict))},
            {"rules", found.hidden ? std::vector<std::string>() : row.rules},
            {"decision", decision}};
}

Answer history(const Call& call, Station& station) {
    constexpr std::size_t kDefault = 50;
    constexpr std::size_t kMost = 500;
    const auto limit = numberOf(call.request, "limit", 1, kMost);
    if (!limit) return tl::unexpected(limit.error());
    const auto verdict = call.request.parameter("verdict");
    records::Search search;
    search.text = call.request.parameter("text");
    search.serial = call.request.parameter("serial");
    search.part = call.request.parameter("part");
    search.declaration = call.request.parameter("declaration");
    search.from = call.request.parameter("from");
    search.to = call.request.parameter("to");
    search.before = call.request.parameter("before");
    search.verdict = kVerdicts.parse(verdict);
    if (!verdict.empty() && !search.verdict)
        return no(422, "request.value", "'verdict' has to be clear, inspect or hold");
    const auto wanted = limit->value_or(kDefault);
    search.limit = wanted + 1;  // one more tells whether there is more
    const auto rows = station.search(search);
    if (!rows) return tl::unexpected(problemOf(rows.error()));
    json found = json::array();
    for (std::size_t i = 0; i < rows->size() && i < wanted; ++i) {
        // To be found by its verdict would tell it.
        if (!search.verdict || !(*rows)[i].hidden) found.push_back(rowJson((*rows)[i]));
    }
    return jsonResponse({{"inspections", found}, {"more", rows->size() > wanted}});
}

/// What officers do to one inspection.
std::vector<Route> caseRoutes(Station& station) {
    return {
        {.method = "POST",
         .path = "/inspections",
         .permission = Permission::Inspect,
         .body = BodyKind::Json,
         .bodyBytes = kJsonBytes,
         .action = "inspection.opened",
         .handle = [&station](Call& call) { return open(call, station); }},
        {.method = "GET",
         .path = "/inspections/{id}",
         .permission = Permission::History,
         .handle = [&station](Call& call) { return caseResponse(station, station.find(call.part("id"))); }},
        {.method = "DELETE",
         .path = "/inspections/{id}",
         .permission = Permission::Inspect,
         .action = "inspection.abandoned",
         .handle = [&station](Call& call) { return nothing(station.abandon(call.part("id"))); }},
        {.method = "POST",
         .path = "/inspections/{id}/photos",
         .permission = Permission::Inspect,
         .body = BodyKind::Bytes,
         .bodyBytes = kPhotoBytes,
         .action = "photo.sent",
         .handle = [&station](Call& call) { return upload(call, station); }},
        {.method = "POST",
         .path = "/inspections/{id}/captures",
         .permission = Permission::Inspect,
         .body = BodyKind::Json,
         .bodyBytes = kJsonBytes,
         .action = "photo.captured",
         .handle = [&station](Call& call) { return capture(call, station); }},
        {.method = "GET",
         .path = "/inspections/{id}/photos/{photo}",
         .permission = Permission::History,
         .lane = Lane::Work,
         .handle = [&station](Call& call) { return picture(call, station); }},
        {.method = "DELETE",
         .path = "/inspections/{id}/photos/{photo}",
         .permission = Permission::Inspect,
         .action = "photo.removed",
         .handle =
             [&station](Call& call) {
                 call.note.detail = call.part("photo");
                 return nothing(station.removePhoto(call.part("id"), call.part("photo")));
             }},
        {.method = "POST",
         .path = "/inspections/{id}/finish",
         .permission = Permission::Inspect,
         .action = "inspection.finished",
         .handle = [&station](Call& call) {
             return caseResponse(station, station.finish(call.part("id")), 202);
         }}};
}

}  // namespace

std::vector<Route> inspectionRoutes(Station& station, Prove prove) {
    auto routes = caseRoutes(station);
    routes.push_back({.method = "POST",
                      .path = "/inspections/{id}/confirmations",
                      .permission = Permission::Decide,
                      .body = BodyKind::Json,
                      .bodyBytes = kJsonBytes,
                      .action = "number.typed",
                      .handle = [&station](Call& call) { return confirm(call, station); }});
    routes.push_back({.method = "POST",
                      .path = "/inspections/{id}/decision",
                      .permission = Permission::Decide,
                      .body = BodyKind::Json,
                      .bodyBytes = kJsonBytes,
                      .action = "decision.made",
                      .handle = [&station, prove = std::move(prove)](Call& call) {
                          return decide(call, station, prove);
                      }});
    routes.push_back({.method = "GET",
                      .path = "/inspections/{id}/report",
                      .permission = Permission::History,
                      .lane = Lane::Work,
                      .handle = [&station](Call& call) { return report(call, station); }});
    routes.push_back({.method = "GET",
                      .path = "/inspections",
                      .permission = Permission::History,
                      .handle = [&station](Call& call) { return history(call, station); }});
    routes.push_back({.method = "POST",
                      .path = "/trigger",
                      .permission = Permission::Inspect,
                      .body = BodyKind::Json,
                      .bodyBytes = kJsonBytes,
                      .action = "trigger.pulled",
                      .handle = [&station](Call& call) {
                          const auto outcome = station.trigger(call.signatory());
                          if (outcome) call.note.about = outcome->id;
                          return caseResponse(station, outcome);
                      }});
    return routes;
}

}  // namespace tidewaiter::console
