#include "tests/fuzz/console_entry.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "firmware/console/declaration_json.h"
#include "firmware/console/person_json.h"
#include "firmware/console/router.h"
#include "firmware/console/url_text.h"
#include "tests/fuzz/declaration_bounds.h"

namespace tidewaiter::fuzz {

using namespace console;
using people::Permission;
using people::Role;

namespace {

constexpr people::Instant kNow{std::chrono::hours(24) * 20000};
constexpr std::size_t kMostBytes = 2000;  // of a declaration's text

/// A console with an administrator and an officer who are logged in.
class Console {
  public:
    Console() : roster_(openRoster()), router_(routes(), {roster_, sessions_, [] { return kNow; }, noted()}) {
        const auto first = roster_.addFirst({"Ada", Role::Administrator, "918273", ""});
        const auto second = roster_.add({"Olu", Role::Officer, "918273", ""});
        if (!first || !second) throw std::runtime_error("no people for the fuzzer");
        administrator_ = sessions_.open(first->id, kNow);
        officer_ = sessions_.open(second->id, kNow);
    }
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;
    ~Console() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }

    std::string problemWith(WebRequest request) {
        for (auto& [name, value] : request.headers) {
            replace(value, "@administrator@", administrator_);
            replace(value, "@officer@", officer_);
        }
        reached_.clear();
        wrong_.clear();
        const auto admission = router_.admit(request);
        if (admission.bodyBytes > kJsonBytes) return "more is taken than any route takes";
        const auto answer = router_.answer(request);
        if (!wrong_.empty()) return wrong_;
        if (reached_ == "people" && !mayChange(request)) return "somebody got to what is not theirs";
        if (reached_ == "mine" && !holdsToken(request, officer_) && !holdsToken(request, administrator_))
            return "somebody got through without a session";
        return problemWith(answer);
    }

  private:
    people::Roster openRoster() {
        auto name = (std::filesystem::temp_directory_path() / "tidewaiter-fuzz-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the fuzzer");
        folder_ = name;
        auto roster = people::Roster::open(folder_ / "people.json", {1, std::size_t{8} << 10U});
        if (!roster) throw std::runtime_error(roster.error().message);
        return std::move(*roster);
    }
    static std::function<Expected<void>(const AuditNote&)> noted() {
        return [](const AuditNote&) -> Expected<void> { return {}; };
    }

    std::vector<Route> routes() {
        return {{.method = "POST",
                 .path = "/people",
                 .permission = Permission::People,
                 .body = BodyKind::Json,
                 .bodyBytes = kJsonBytes,
                 .action = "person.added",
                 .handle = [this](Call& call) { return add(call); }},
                {.method = "PATCH",
                 .path = "/people/{id}",
                 .permission = Permission::People,
                 .body = BodyKind::Json,
                 .bodyBytes = kJsonBytes,
                 .action = "person.changed",
                 .handle = [this](Call& call) { return change(call); }},
                {.method = "GET",
                 .path = "/mine/{id}/of/{part}",
                 .handle = [this](Call& call) { return mine(call); }},
                {.method = "POST",
                 .path = "/declarations",
                 .open = true,
                 .body = BodyKind::Json,
                 .bodyBytes = kJsonBytes,
                 .handle = [this](Call& call) { return declare(call); }}};
    }

    Answer add(const Call& call) {
        reached_ = "people";
        const auto newcomer = newPersonIn(call.json);
        if (!newcomer) return tl::unexpected(newcomer.error());
        return jsonResponse({{"name", newcomer->name}});
    }
    Answer change(const Call& call) {
        reached_ = "people";
        const auto change = changeIn(call.json);
        if (!change) return tl::unexpected(change.error());
        return noContent();
    }
    Answer mine(const Call& call) {
        reached_ = "mine";
        if (call.part("id").empty() || call.part("part").empty()) wrong_ = "a part of the path is empty";
        return jsonResponse({{"id", call.part("id")}, {"name", call.signatory().name}});
    }
    Answer declare(const Call& call) {
        const auto declared = declarationIn(call.json);
        if (!declared) return tl::unexpected(declared.error());
        for (const auto* text :
             {&declared->goods, &declared->shipper, &declared->consignee, &declared->item}) {
            if (text->size() > kMostBytes) wrong_ = "a declared text is too long";
        }
        if (auto problem = problemWithDeclaration(*declared); !problem.empty()) wrong_ = problem;
        return jsonResponse(*declared);
    }

    static void replace(std::string& text, const std::string& what, const std::string& by) {
        const auto at = text.find(what);
        if (at != std::string::npos) text.replace(at, what.size(), by);
    }
    static bool holdsToken(const WebRequest& request, const std::string& token) {
        return request.header("cookie").find("tidewaiter_session=" + token) != std::string::npos;
    }
    bool mayChange(const WebRequest& request) const {
        const auto site = request.header("sec-fetch-site");
        const auto origin = request.header("origin");
        const bool elsewhere = (!site.empty() && site != "same-origin" && site != "none") ||
                               (!origin.empty() && !origin.ends_with("://" + request.header("host")));
        return holdsToken(request, administrator_) && !elsewhere;
    }

    static std::string problemWith(const WebResponse& answer) {
        if (answer.status < 200 || answer.status > 599) return "the status is none";
        if (answer.status < 400) return {};
        const auto problem = nlohmann::json::parse(answer.body, nullptr, false);
        if (!problem.is_object() || problem.value("status", 0) != answer.status)
            return "a refusal is no problem: " + answer.body;
        return problem.value("detail", "").empty() || problem.value("code", "").empty()
                   ? "a refusal says nothing: " + answer.body
                   : "";
    }

    std::filesystem::path folder_;
    people::Roster roster_;
    people::Sessions sessions_;
    Router router_;
    std::string administrator_;
    std::string officer_;
    std::string reached_;  ///< of the guarded handlers the one that ran
    std::string wrong_;
};

/// What stands before `end`, which is taken away with it.
std::string_view cut(std::string_view& text, std::string_view end) {
    const auto at = std::min(text.find(end), text.size());
    const auto part = text.substr(0, at);
    text.remove_prefix(std::min(text.size(), at + end.size()));
    return part;
}

std::string escaped(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
    return text;
}

std::string problemWithTarget(const Target& target) {
    if (!target.path.starts_with('/')) return "a path does not begin at the root";
    auto all = target.path;
    for (const auto& [key, value] : target.query) all += key + value;
    if (all.find('\0') != std::string::npos) return "there is a zero byte in a target";
    for (const bool plus : {false, true}) {
        if (unescaped(escaped(all), plus) != all) return "an escaped text is not read as it was";
    }
    return {};
}

}  // namespace

std::string problemWithRequest(std::string_view input) {
    static Console console;
    WebRequest request;
    request.method = cut(input, " ");
    const auto target = parseTarget(cut(input, "\n"));
    if (!target) return {};
    if (auto problem = problemWithTarget(*target); !problem.empty()) return problem;
    request.path = target->path;
    request.query = target->query;
    for (auto line = cut(input, "\n"); !line.empty(); line = cut(input, "\n")) {
        const std::string name(cut(line, ": "));
        request.headers[name] = line;
    }
    request.body = input;
    return Router::isApi(request.path) ? console.problemWith(std::move(request)) : std::string();
}

const std::vector<std::string>& requestSeeds() {
    static const std::vector<std::string> seeds = {
        "POST /api/v1/people\ncontent-type: application/json\ncookie: tidewaiter_session=@administrator@\n\n"
        R"({"name": "Zoë", "role": "supervisor", "secret": "081547", "badge": "B-7"})",
        "POST /api/v1/people\ncontent-type: application/json\ncookie: a=b; "
        "tidewaiter_session=@officer@\n\n{}",
        "POST /api/v1/people\nsec-fetch-site: cross-site\norigin: https://evil.example\nhost: x\n"
        "content-type: application/json\ncookie: tidewaiter_session=@administrator@\n\n{\"name\": \"Eve\"}",
        "PATCH /api/v1/people/01ARZ3NDEKTSV4RRFFQ69G5FAV\ncontent-type: application/json\n"
        "cookie: tidewaiter_session=@administrator@\n\n"
        R"({"active": false, "role": "auditor", "secret": "553311", "badge": ""})",
        "GET /api/v1/mine/%2e%2e%2f/of/p%201?from=2026-11-23&text=a+b%20c&verdict=hold\n"
        "cookie: tidewaiter_session=@officer@\n\n",
        "HEAD /api/v1/mine/a/of/b\ncookie: tidewaiter_session=; tidewaiter_session=@administrator@\n\n",
        "POST /api/v1/declarations\ncontent-type: application/json; charset=utf-8\n\n"
        R"({"item": "MSKU-1", "goods": "茶", "hs": "0902.10", "origin": "CN", "shipper": "A", "consignee": "B",)"
        R"( "gross_weight_kg": 12.5, "packages": 3, "pieces": "40", "value": 1e3, "currency": "EUR"})",
        "GET /index.html?x=%41\n\n",
    };
    return seeds;
}

}  // namespace tidewaiter::fuzz
