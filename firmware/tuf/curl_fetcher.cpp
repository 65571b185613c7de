#include "firmware/tuf/curl_fetcher.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <thread>

namespace tidewaiter::tuf {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr long kMostRedirects = 5;
constexpr long kOk = 200;
constexpr long kPartialContent = 206;
constexpr long kRangeNotSatisfiable = 416;

bool isMissing(long status) {
    return status == 403 || status == 404 || status == 410;  // object stores say 403 for what is not there
}

bool isPassing(long status) {
    return status == 408 || status == 429 || status >= 500;
}

/// The last part of an address: shows no passwords that stand in front.
std::string nameOf(const std::string& url) {
    return '\'' + url.substr(url.rfind('/') + 1) + '\'';
}

/// "bytes 100-199/200": the first number.
std::optional<std::uint64_t> firstByte(const char* contentRange) {
    const std::string_view text(contentRange);
    constexpr std::string_view kUnit = "bytes ";
    std::uint64_t first = 0;
    if (!text.starts_with(kUnit)) return std::nullopt;
    const auto* begin = text.data() + kUnit.size();
    if (std::from_chars(begin, text.data() + text.size(), first).ec != std::errc()) return std::nullopt;
    return first;
}

/// What arrives of one file, over all attempts.
class Arrival {
  public:
    Arrival(CURL* handle, const FetchRequest& request, const Sink& sink)
        : handle_(handle), request_(request), sink_(sink), delivered_(request.from) {}

    void beginAttempt() {
        started_ = false;
        status_ = 0;
    }
    /// False ends the attempt: see the members below for the reason.
    bool take(std::string_view piece) {
        if (!started_ && !start()) return false;
        const auto known =
            delivered_ > position_ ? delivered_ - position_ : 0;  // delivered by an earlier attempt
        position_ += piece.size();
        if (position_ > request_.maxBytes) {
            tooLong_ = true;
            return false;
        }
        if (known >= piece.size()) return true;
        auto taken = sink_(piece.substr(known));
        if (!taken) sinkError_ = taken.error().message;
        delivered_ = position_;
        return taken.has_value();
    }

    [[nodiscard]] std::uint64_t delivered() const { return delivered_; }
    [[nodiscard]] bool isTooLong() const { return tooLong_; }
    [[nodiscard]] const std::string& sinkError() const { return sinkError_; }

  private:
    /// The first bytes of an attempt: where in the file do they stand?
    bool start() {
        started_ = true;
        curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status_);
        position_ = 0;
        if (status_ == kOk) return true;  // a server without ranges sends all of it again
        if (status_ != kPartialContent) return false;
        curl_header* range = nullptr;
        if (curl_easy_header(handle_, "Content-Range", 0, CURLH_HEADER, -1, &range) != CURLHE_OK)
            return false;
        const auto first = firstByte(range->value);
        if (!first || *first > delivered_) return false;
        position_ = *first;
        return true;
    }

    CURL* handle_;
    const FetchRequest& request_;
    const Sink& sink_;
    std::uint64_t delivered_;     // bytes of the file that the sink or its owner has
    std::uint64_t position_ = 0;  // bytes of the file up to where this attempt is
    long status_ = 0;
    bool started_ = false;
    bool tooLong_ = false;
    std::string sinkError_;
};

std::size_t writeCallback(char* data, std::size_t size, std::size_t count, void* arrival) {
    const std::string_view piece(data, size * count);
    return static_cast<Arrival*>(arrival)->take(piece) ? piece.size() : 0;
}

/// What an attempt came to.
struct Attempt {
    bool done = false;
    bool worthAnother = false;
    FetchError error;
};

Attempt failed(FetchProblem problem, std::string message, bool worthAnother = false) {
    return {false, worthAnother, {problem, std::move(message)}};
}

}  // namespace

class CurlFetcher::Handle {
  public:
    Handle() : curl_(curl_easy_init()) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { curl_easy_cleanup(curl_); }

    [[nodiscard]] CURL* get() const { return curl_; }

    void configure(const TransferSettings& settings, const FetchRequest& request, Arrival& arrival,
                   milliseconds left) {
        curl_easy_reset(curl_);  // keeps connections
        set(CURLOPT_ERRORBUFFER, message_.data());
        set(CURLOPT_URL, request.url.c_str());
        set(CURLOPT_PATH_AS_IS, 1L);  // names of roles may look like "..%2F"
        set(CURLOPT_PROTOCOLS_STR, "http,https");
        set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
        set(CURLOPT_FOLLOWLOCATION, 1L);
        set(CURLOPT_MAXREDIRS, kMostRedirects);
        set(CURLOPT_USERAGENT, "tidewaiter");
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(settings.connectTimeout.count()));
        set(CURLOPT_LOW_SPEED_LIMIT, settings.slowest);
        set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings.slowFor.count()));
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
        set(CURLOPT_WRITEFUNCTION, writeCallback);
        set(CURLOPT_WRITEDATA, static_cast<void*>(&arrival));
        if (!settings.proxy.empty()) set(CURLOPT_PROXY, settings.proxy.c_str());
        if (arrival.delivered() > 0)
            set(CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(arrival.delivered()));
    }

    Attempt perform(const FetchRequest& request, const Arrival& arrival) {
        message_[0] = '\0';
        const CURLcode code = curl_easy_perform(curl_);
        long status = 0;
        curl_easy_getinfo(curl_, CURLINFO_RESPONSE_CODE, &status);
        const auto name = nameOf(request.url);
        if (arrival.isTooLong()) {
            return failed(FetchProblem::TooLong,
                          name + " is longer than the " + std::to_string(request.maxBytes) +
                              " bytes that it may have; this source is not to be trusted");
        }
        if (!arrival.sinkError().empty()) return failed(FetchProblem::Failed, arrival.sinkError());
        if (isMissing(status))
            return failed(FetchProblem::NotFound, "the server has no " + name + "; check the address");
        if (status == kRangeNotSatisfiable) return {true, false, {}};  // all of it is here; its hash decides
        if (status >= 400) {
            return failed(
                FetchProblem::Failed,
                "the server answers " + std::to_string(status) + " for " + name + "; try again later",
                isPassing(status));
        }
        if (code == CURLE_OK) return {true, false, {}};
        const std::string reason = message_[0] != '\0' ? message_.data() : curl_easy_strerror(code);
        return failed(
            FetchProblem::Failed,
            "cannot fetch " + name + ": " + reason + "; check the network, the address and the proxy",
            code != CURLE_URL_MALFORMAT && code != CURLE_UNSUPPORTED_PROTOCOL &&
                code != CURLE_PEER_FAILED_VERIFICATION);
    }

  private:
    template <class T>
    void set(CURLoption option, T value) {
        curl_easy_setopt(curl_, option, value);  // NOLINT(cppcoreguidelines-pro-type-vararg)
    }

    CURL* curl_;
    std::array<char, CURL_ERROR_SIZE> message_{};
};

CurlFetcher::CurlFetcher(TransferSettings settings) : settings_(std::move(settings)) {
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(ready);
    handle_ = std::make_unique<Handle>();
}

CurlFetcher::~CurlFetcher() = default;

tl::expected<void, FetchError> CurlFetcher::fetch(const FetchRequest& request, const Sink& sink) {
    if (handle_->get() == nullptr)
        return tl::unexpected(FetchError{FetchProblem::Failed, "libcurl cannot start; free some memory"});
    Arrival arrival(handle_->get(), request, sink);
    const auto slowest = static_cast<std::uint64_t>(std::max(settings_.slowest, 1L));
    const auto deadline =
        steady_clock::now() + settings_.longest + std::chrono::seconds(request.maxBytes / slowest);
    auto pause = settings_.firstPause;
    for (int attempt = 1;; ++attempt) {
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
        arrival.beginAttempt();
        handle_->configure(settings_, request, arrival, std::max(left, milliseconds(1)));
        auto outcome = handle_->perform(request, arrival);
        if (outcome.done) return {};
        const bool inTime = steady_clock::now() + pause < deadline;
        if (!outcome.worthAnother || attempt >= settings_.attempts || !inTime)
            return tl::unexpected(std::move(outcome.error));
        std::this_thread::sleep_for(pause);
        pause *= 2;
    }
}

}  // namespace tidewaiter::tuf
