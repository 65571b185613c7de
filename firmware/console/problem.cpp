#include "firmware/console/problem.h"

#include <array>
#include <nlohmann/json.hpp>

namespace tidewaiter::console {

using station::Why;

namespace {

struct StatusWords {
    int status;
    const char* title;  // RFC 9110, 15
    const char* code;
    const char* detail;
};

constexpr std::array kStatuses = {
    StatusWords{400, "Bad Request", "request.bad", "the request cannot be understood; reload the page"},
    StatusWords{401, "Unauthorized", "session.none", "nobody is logged in; log in first"},
    StatusWords{403, "Forbidden", "role.not-allowed", "this is not for your role; ask a supervisor"},
    StatusWords{404, "Not Found", "request.unknown",
                "there is nothing at this address; go back to the first page"},
    StatusWords{405, "Method Not Allowed", "request.method",
                "this address does not do that; reload the page"},
    StatusWords{408, "Request Timeout", "request.slow",
                "the request took too long; check the network and try again"},
    StatusWords{409, "Conflict", "request.state", "this is not possible now; reload the page"},
    StatusWords{413, "Content Too Large", "request.large", "what was sent is too large; send a smaller file"},
    StatusWords{415, "Unsupported Media Type", "request.type", "this type of content is not taken here"},
    StatusWords{422, "Unprocessable Content", "request.value", "a value cannot be; correct it"},
    StatusWords{429, "Too Many Requests", "session.wait", "too many tries; wait before the next one"},
    StatusWords{431, "Request Header Fields Too Large", "request.head",
                "the request's head is too large; delete this site's cookies"},
    StatusWords{500, "Internal Server Error", "server.failed",
                "that did not work; try again, and tell whoever looks after the device"},
    StatusWords{503, "Service Unavailable", "server.busy",
                "too much is going on at once; try again in a moment"},
};

const StatusWords& wordsOf(int status) {
    for (const auto& words : kStatuses) {
        if (words.status == status) return words;
    }
    return kStatuses.front();
}

int statusOf(Why why) {
    switch (why) {
        case Why::Unknown:
            return 404;
        case Why::State:
            return 409;
        case Why::Value:
            return 422;
        case Why::Busy:
            return 503;
        case Why::Permission:
            return 403;
        case Why::Failed:
            break;
    }
    return 500;
}

}  // namespace

Problem problemOf(const station::Refusal& refusal) {
    return {statusOf(refusal.why), refusal.code, refusal.sentence, {}};
}

Problem problemOfStatus(int status) {
    const auto& words = wordsOf(status);
    return {status, words.code, words.detail, {}};
}

WebResponse responseOf(const Problem& problem) {
    nlohmann::json body = {{"type", "about:blank"},
                           {"title", wordsOf(problem.status).title},
                           {"status", problem.status},
                           {"code", problem.code},
                           {"detail", problem.detail}};
    WebResponse response{problem.status, {{"Content-Type", "application/problem+json"}}};
    if (problem.retryAfterS) {
        body["retry_after_s"] = *problem.retryAfterS;
        response.headers.emplace_back("Retry-After", std::to_string(*problem.retryAfterS));
    }
    response.body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return response;
}

}  // namespace tidewaiter::console
