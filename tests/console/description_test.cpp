// "HTTP API described by an OpenAPI 3.1 file that the tests check against the running server" (issue 6, point
// 2): that what checks it sees what is wrong.
#include "tests/console/description.h"

#include <gtest/gtest.h>

namespace tidewaiter::console::tests {
namespace {

using nlohmann::json;

const json kFile = json::parse(R"({
    "paths": {
        "/things/{id}": {
            "get": {
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                    "default": {"$ref": "#/components/responses/Problem"}
                }
            },
            "put": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}},
                "responses": {"204": {"description": "Done."}, "default": {"$ref": "#/components/responses/Problem"}}
            }
        },
        "/picture": {"get": {"responses": {"200": {"content": {"image/*": {}}}}}},
        "/events": {"get": {"responses": {"200": {"content": {"text/event-stream": {"schema": {
            "type": "array", "items": {"type": "object", "required": ["event", "data"], "properties": {
                "event": {"const": "thing"}, "data": {"$ref": "#/components/schemas/Thing"}}}}}}}}}}
    },
    "components": {
        "responses": {"Problem": {"content": {"application/problem+json": {"schema": {
            "$ref": "#/components/schemas/Problem"}}}}},
        "schemas": {
            "Problem": {"type": "object", "properties": {"code": {"type": "string"}}, "required": ["code"]},
            "Thing": {"type": "object", "required": ["name", "size"], "properties": {
                "name": {"type": "string"},
                "size": {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]},
                "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}}}
        }
    }
})");

constexpr const char* kJson = "application/json";
constexpr const char* kProblem = "application/problem+json";
constexpr const char* kThing = R"({"name": "a", "size": 1})";

ApiAnswer answer(int status, const std::string& type, const std::string& body) {
    return {status, type, body, {}};
}

TEST(Description, TakesWhatIsAsDescribed) {
    Description description(kFile);
    const ApiCall get{"GET", "/things/7?x=1", "", ""};
    EXPECT_EQ(description.faultOf(get, answer(200, kJson, kThing)), "");
    EXPECT_EQ(
        description.faultOf(
            get, answer(200, kJson, R"({"name": "a", "size": null, "parts": [{"name": "b", "size": 2}]})")),
        "");
    EXPECT_EQ(description.faultOf(get, answer(404, kProblem, R"({"code": "thing.unknown"})")), "");
    EXPECT_EQ(description.faultOf({"PUT", "/things/7", kThing, kJson}, answer(204, "", "")), "");
    EXPECT_EQ(description.faultOf({"GET", "/picture", "", ""}, answer(200, "image/jpeg", "x")), "");
    EXPECT_EQ(description.faultOf({"GET", "/events", "", ""},
                                  answer(200, "text/event-stream; charset=utf-8",
                                         "retry: 1\nid: 1\nevent: thing\ndata: {\"name\": \"a\", \"size\": "
                                         "1}\n\n: still here\n\nevent: cut")),
              "");
    EXPECT_EQ(description.faultOf({"GET", "/elsewhere", "", ""}, answer(404, kProblem, R"({"code": "x"})")),
              "");
}

TEST(Description, FindsWhatIsNot) {
    const std::vector<std::pair<const char*, ApiAnswer>> bad = {
        {"a key is missing", answer(200, kJson, R"({"name": "a"})")},
        {"a key is not described", answer(200, kJson, R"({"name": "a", "size": 1, "secret": 2})")},
        {"a type differs", answer(200, kJson, R"({"name": 7, "size": 1})")},
        {"a number is too small", answer(200, kJson, R"({"name": "a", "size": 0})")},
        {"deep inside",
         answer(200, kJson, R"({"name": "a", "size": 1, "parts": [{"name": "b", "size": "1"}]})")},
        {"null", answer(200, kJson, "null")},
        {"no JSON", answer(200, kJson, "{")},
        {"nothing", answer(200, kJson, "")},
        {"another media type", answer(200, "text/html", kThing)},
        {"a problem that is none", answer(404, kProblem, "{}")},
        {"a problem by another type", answer(404, kJson, R"({"code": "x"})")},
        {"a status that is not described", answer(201, kJson, kThing)},
    };
    for (const auto& [what, answer] : bad) {
        Description description(kFile);
        EXPECT_NE(description.faultOf({"GET", "/things/7", "", ""}, answer), "") << what;
        EXPECT_TRUE(description.met().empty()) << what;
    }
    Description description(kFile);
    EXPECT_NE(description.faultOf({"PUT", "/things/7", kThing, kJson}, answer(204, "", "more")), "");
    EXPECT_NE(description.faultOf({"PUT", "/things/7", R"({"name": "a"})", kJson}, answer(204, "", "")), "")
        << "something was taken that nobody described";
    EXPECT_EQ(
        description.faultOf({"PUT", "/things/7", "{}", kJson}, answer(422, kProblem, R"({"code": "x"})")),
        "");
    EXPECT_NE(description.faultOf({"GET", "/events", "", ""},
                                  answer(200, "text/event-stream", "event: thing\ndata: {}\n\n")),
              "");
    EXPECT_NE(description.faultOf(
                  {"GET", "/events", "", ""},
                  answer(200, "text/event-stream", "event: other\ndata: " + std::string(kThing) + "\n\n")),
              "");
    EXPECT_NE(description.faultOf({"GET", "/elsewhere", "", ""}, answer(200, kJson, "{}")), "");
    EXPECT_NE(description.faultOf({"POST", "/picture", "", ""}, answer(200, "image/png", "x")), "");
}

TEST(Description, CountsWhatCame) {
    Description description(kFile);
    EXPECT_EQ(description.described(), (std::set<std::string>{"GET /things/{id} 200", "PUT /things/{id} 204",
                                                              "GET /picture 200", "GET /events 200"}));
    EXPECT_EQ(description.faultOf({"GET", "/things/7", "", ""}, answer(200, kJson, kThing)), "");
    EXPECT_EQ(description.met(), std::set<std::string>{"GET /things/{id} 200"});
}

TEST(Description, RefusesWhatIsNone) {
    EXPECT_THROW(Description(json::object()), std::runtime_error);
    EXPECT_THROW(Description(json(nullptr)), std::runtime_error);
}

}  // namespace
}  // namespace tidewaiter::console::tests
