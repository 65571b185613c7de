#include "tests/console/load.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <mutex>
#include <thread>

#include "tests/console/people_of_every_role.h"
#include "tests/console/raw_connection.h"

namespace tidewaiter::console::tests {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

double milliseconds(Clock::duration time) {
    return std::chrono::duration<double, std::milli>(time).count();
}

std::size_t countOf(const std::string& text, std::string_view word) {
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) ++count;
    return count;
}

class Load {
  public:
    Load(const Served& served, const LoadPlan& plan)
        : served_(served), plan_(plan), cookie_(sessionOf(served, people::Role::Officer)) {
        ApiClient client(served.port());
        client.useCookie(cookie_);
        for (int i = 0; i < 50 && picture_.empty(); ++i) {  // the camera needs a moment to start
            const auto answer = client.get("/devices/bench/picture");
            if (answer.status == 200) picture_ = answer.body;
            if (picture_.empty()) std::this_thread::sleep_for(100ms);
        }
        if (picture_.empty()) fail("the camera gives no picture");
    }

    LoadResult run() {
        end_ = Clock::now() + plan_.time;
        std::vector<std::thread> threads;
        threads.emplace_back([this] { watch(); });
        for (int i = 0; i < plan_.browsers; ++i) threads.emplace_back([this, i] { browse(i); });
        for (int i = 0; i < plan_.uploaders; ++i) threads.emplace_back([this] { inspect(); });
        for (auto& thread : threads) thread.join();
        std::sort(result_.callsMs.begin(), result_.callsMs.end());
        result_.memory = served_.memory();
        return std::move(result_);
    }

  private:
    [[nodiscard]] bool over() const { return Clock::now() >= end_; }

    void fail(const std::string& what) {
        const std::lock_guard lock(mutex_);
        result_.errors.push_back(what);
    }

    void count(int LoadResult::*number) {
        const std::lock_guard lock(mutex_);
        ++(result_.*number);
    }

    RawConnection stream(const std::string& path) const {
        RawConnection connection(served_.port());
        connection.send("GET /api/v1" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie_ +
                        "\r\n\r\n");
        return connection;
    }

    /// All streams of all browsers.
    void watch() {
        std::vector<RawConnection> streams;
        std::vector<pollfd> waits;
        for (int i = 0; i < 2 * plan_.browsers; ++i) {
            streams.push_back(stream(i % 2 == 0 ? "/events" : "/devices/bench/live"));
            waits.push_back({streams.back().number(), POLLIN, 0});
        }
        while (!over()) {
            if (::poll(waits.data(), waits.size(), 100) <= 0) continue;
            for (std::size_t i = 0; i < waits.size(); ++i) {
                if (waits[i].revents != 0 && !take(streams[i])) {
                    waits[i].fd = -1;
                    fail(i % 2 == 0 ? "events broke off" : "the live picture broke off");
                }
            }
        }
    }

    /// What came in one piece; a name that is cut in two is counted nowhere.
    bool take(const RawConnection& stream) {
        const auto bytes = stream.receiveOnce();
        const std::lock_guard lock(mutex_);
        result_.streamedBytes += bytes.size();
        result_.pictures += countOf(bytes, "Content-Type: image/jpeg");
        result_.events += countOf(bytes, "event: ");
        if (bytes.starts_with("HTTP/1.1 ") && statusOf(bytes) != 200)
            result_.errors.push_back(bytes.substr(0, 60));
        return !bytes.empty();
    }

    void browse(int number) {
        constexpr std::array kCalls = {"/status",           "/session", "/devices", "/inspections?limit=20",
                                       "/lists-of-nothing", "/"};
        ApiClient client(served_.port());
        client.leaveUnchecked();
        client.useCookie(cookie_);
        std::this_thread::sleep_for(plan_.between * number / std::max(1, plan_.browsers));
        for (std::size_t i = static_cast<std::size_t>(number); !over(); ++i) {
            const std::string path = kCalls[i % kCalls.size()];
            const auto begin = Clock::now();
            const auto answer = path == "/" ? client.page(path) : client.get(path);
            const auto took = Clock::now() - begin;
            if (answer.status != (path == "/lists-of-nothing" ? 404 : 200))
                fail("GET " + path + " -> " + std::to_string(answer.status));
            {
                const std::lock_guard lock(mutex_);
                result_.callsMs.push_back(milliseconds(took));
            }
            std::this_thread::sleep_until(std::min(end_, begin + plan_.between));
        }
    }

    void inspect() {
        ApiClient client(served_.port());
        client.leaveUnchecked();
        client.useCookie(cookie_);
        while (!over()) {
            const auto opened =
                client.post("/inspections", {{"declaration", {{"goods", "green tea"}, {"hs", "0902"}}}});
            if (opened.status != 201) {
                fail("POST /inspections -> " + std::to_string(opened.status) + ' ' + opened.body);
                std::this_thread::sleep_for(100ms);
                continue;
            }
            inspect(client, "/inspections/" + opened.json().value("id", ""));
        }
    }

    void inspect(ApiClient& client, const std::string& path) {
        const auto photo = client.call("POST", path + "/photos?step=label", picture_, "image/jpeg");
        if (photo.status != 201) return fail("photo -> " + std::to_string(photo.status) + ' ' + photo.body);
        count(&LoadResult::uploads);
        while (!over()) {
            const auto finished = client.call("POST", path + "/finish");
            if (finished.status == 202) break;
            if (finished.code() != "queue.full")
                return fail("finish -> " + std::to_string(finished.status) + ' ' + finished.body);
            count(&LoadResult::full);
            std::this_thread::sleep_for(500ms);
        }
        while (!over()) {
            const auto state = client.get(path).json().value("state", "");
            if (state == "judged" || state == "decided") return count(&LoadResult::inspections);
            if (state != "waiting" && state != "reading") return fail("inspection -> " + state);
            std::this_thread::sleep_for(200ms);
        }
    }

    const Served& served_;
    const LoadPlan plan_;
    const std::string cookie_;
    std::string picture_;
    Clock::time_point end_;
    std::mutex mutex_;
    LoadResult result_;
};

}  // namespace

double LoadResult::percentileMs(double share) const {
    if (callsMs.empty()) return 0;
    const auto at = static_cast<std::size_t>(std::ceil(share * static_cast<double>(callsMs.size())));
    return callsMs[std::clamp<std::size_t>(at, 1, callsMs.size()) - 1];
}

LoadResult load(const Served& served, const LoadPlan& plan) {
    return Load(served, plan).run();
}

std::string describe(const LoadResult& result) {
    std::array<char, 600> text{};
    std::snprintf(text.data(), text.size(),
                  "calls %zu: p50 %.1f ms, p99 %.1f ms, longest %.1f ms\n"
                  "streams: %zu pictures, %zu events, %.1f MiB\n"
                  "inspections: %d judged of %d uploads, %d times the queue was full\n"
                  "memory %zu MiB, errors %zu\n",
                  result.callsMs.size(), result.percentileMs(0.5), result.percentileMs(0.99),
                  result.percentileMs(1), result.pictures, result.events,
                  static_cast<double>(result.streamedBytes) / (1U << 20U), result.inspections, result.uploads,
                  result.full, result.memory >> 20U, result.errors.size());
    std::string all = text.data();
    for (std::size_t i = 0; i < result.errors.size() && i < 10; ++i) all += "  " + result.errors[i] + '\n';
    return all;
}

}  // namespace tidewaiter::console::tests
