#include "firmware/console/web_server.h"

#include <algorithm>
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl.hpp>
#include <thread>

#include "firmware/console/url_text.h"

namespace tidewaiter::console {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::awaitable;
using asio::ip::tcp;
using Parser = http::request_parser<http::string_body>;
using ErrorCode = boost::system::error_code;

constexpr int kBadRequest = 400;
constexpr int kTooSlow = 408;
constexpr int kBodyTooLarge = 413;
constexpr int kHeadTooLarge = 431;
constexpr int kInternal = 500;
constexpr int kUnavailable = 503;

/// Counts as long as it lives.
class Share {
  public:
    explicit Share(std::atomic<std::size_t>& count) : count_(&count) { ++*count_; }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;
    ~Share() { --*count_; }

  private:
    std::atomic<std::size_t>* count_;
};

/// Threads that make answers, and how many answers they have before them.
struct AnswerLane {
    explicit AnswerLane(const LaneLimits& wanted) : limits(wanted), threads(wanted.threads) {}

    const LaneLimits limits;
    std::atomic<std::size_t> answers = 0;
    asio::thread_pool threads;
};

/// Without its body. Nothing where the target is none.
std::optional<WebRequest> headOf(const Parser::value_type& message, const std::string& from) {
    auto target = parseTarget({message.target().data(), message.target().size()});
    if (!target) return std::nullopt;
    WebRequest request{std::string(message.method_string()),
                       std::move(target->path),
                       std::move(target->query),
                       {},
                       {},
                       from};
    for (const auto& field : message) {
        std::string name(field.name_string());
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        request.headers[name] = std::string(field.value());
    }
    return request;
}

int statusOf(const ErrorCode& error) {
    if (error == beast::error::timeout) return kTooSlow;
    if (error == http::error::body_limit) return kBodyTooLarge;
    if (error == http::error::header_limit) return kHeadTooLarge;
    return kBadRequest;
}

/// The other side has gone, or never spoke: nobody is there to answer.
bool isGone(const ErrorCode& error) {
    return error == http::error::end_of_stream || error == asio::error::eof ||
           error == asio::error::connection_reset || error == asio::error::operation_aborted ||
           error == asio::ssl::error::stream_truncated || error == asio::error::broken_pipe;
}

}  // namespace

class WebServer::Loop {
  public:
    Loop(const WebLimits& limits, WebMeans means)
        : limits_(limits),
          means_(std::move(means)),
          quick_(limits.quick),
          work_(limits.work),
          logIn_(limits.logIn) {}

    ~Loop() {
        io_.stop();
        if (thread_.joinable()) thread_.join();
        // What is being made ends; it holds connections of io_.
        for (auto* lane : {&quick_, &work_, &logIn_}) lane->threads.join();
    }

    Expected<void> listen(const WebSetup& setup) {
        ErrorCode error;
        const auto address = asio::ip::make_address(setup.address, error);
        if (error)
            return failure("'" + setup.address +
                           "' is no address to listen on; write a number, as in 127.0.0.1 or ::");
        const tcp::endpoint endpoint(address, setup.port);
        acceptor_.open(endpoint.protocol(), error);
        if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
        if (!error) acceptor_.bind(endpoint, error);
        if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return failure("cannot listen on " + setup.address + ", port " + std::to_string(setup.port) +
                           ": " + error.message() + "; stop what uses it or choose another one");
        return {};
    }

    Expected<void> useTls(const std::string& certificate, const std::string& key) {
        tls_.emplace(asio::ssl::context::tls_server);
        tls_->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                          asio::ssl::context::no_tlsv1_1);
        ErrorCode error;
        tls_->use_certificate_chain(asio::buffer(certificate), error);
        if (!error) tls_->use_private_key(asio::buffer(key), asio::ssl::context::pem, error);
        if (error)
            return failure("the certificate and its key cannot be used for TLS: " + error.message() +
                           "; bring in others or remove them, and new ones are made");
        return {};
    }

    void run() {
        asio::co_spawn(io_, accept(), asio::detached);
        thread_ = std::thread([this] { io_.run(); });
    }

    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  private:
    awaitable<void> accept() {
        for (;;) {
            ErrorCode error;
            tcp::socket socket =
                co_await acceptor_.async_accept(asio::redirect_error(asio::use_awaitable, error));
            if (error == asio::error::operation_aborted) co_return;
            if (error || connections_ >= limits_.connections) {
                // Without a descriptor to spare, accepting at once again would only burn the processor.
                if (error) co_await pause(std::chrono::milliseconds(100));
                continue;
            }
            socket.set_option(tcp::no_delay(true), error);
            asio::co_spawn(io_, connection(std::move(socket)), asio::detached);
        }
    }

    awaitable<void> pause(std::chrono::milliseconds time) {
        asio::steady_timer timer(io_, time);
        ErrorCode ignored;  // ends early when the server does
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }

    awaitable<void> connection(tcp::socket socket) {
        const Share share(connections_);
        ErrorCode error;
        const auto endpoint = socket.remote_endpoint(error);
        if (error) co_return;
        const auto from = endpoint.address().to_string();
        if (!tls_) {
            beast::tcp_stream plain(std::move(socket));
            co_await converse(plain, from);
            plain.socket().shutdown(tcp::socket::shutdown_both, error);
            co_return;
        }
        beast::ssl_stream<beast::tcp_stream> stream(std::move(socket), *tls_);
        beast::get_lowest_layer(stream).expires_after(limits_.head);
        co_await stream.async_handshake(asio::ssl::stream_base::server,
                                        asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        co_await converse(stream, from);
        beast::get_lowest_layer(stream).expires_after(limits_.head);
        co_await stream.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
    }

    /// One request after the other, until either side has enough.
    template <class Stream>
    awaitable<void> converse(Stream& stream, const std::string& from) {
        beast::flat_buffer buffer;
        bool goesOn = true;
        bool first = true;
        while (goesOn) {
            // Waiting for the first byte of the next request is no slowness.
            beast::get_lowest_layer(stream).expires_after(first ? limits_.head : limits_.idle);
            first = false;
            Parser parser;
            parser.header_limit(static_cast<std::uint32_t>(limits_.headBytes));
            parser.body_limit(boost::none);
            ErrorCode error;
            co_await http::async_read_header(stream, buffer, parser,
                                             asio::redirect_error(asio::use_awaitable, error));
            if (error) {
                if (!isGone(error)) co_await send(stream, means_.failure(statusOf(error)), false, false);
                co_return;
            }
            goesOn = co_await exchange(stream, buffer, parser, from);
        }
    }

    /// The rest of a request whose head is there, and its response. Whether the connection can be used again.
    template <class Stream>
    awaitable<bool> exchange(Stream& stream, beast::flat_buffer& buffer, Parser& parser,
                             const std::string& from) {
        const bool headOnly = parser.get().method() == http::verb::head;
        auto request = headOf(parser.get(), from);
        if (!request) {
            co_await send(stream, means_.failure(kBadRequest), headOnly, false);
            co_return false;
        }
        const auto admission = means_.admit(*request);
        const auto announced = parser.content_length();
        if (admission.refusal || (announced && *announced > admission.bodyBytes)) {
            // What is not wanted is not read; a connection with unread bytes cannot be used again.
            const bool usable = !announced && !parser.chunked() && parser.keep_alive();
            // GCC 12 destroys what a condition inside co_await makes twice, so it is made outside.
            const WebResponse refusal =
                admission.refusal ? *admission.refusal : means_.failure(kBodyTooLarge);
            co_await send(stream, refusal, headOnly, usable);
            co_return usable;
        }
        parser.body_limit(admission.bodyBytes);
        beast::get_lowest_layer(stream).expires_after(limits_.body);
        ErrorCode error;
        co_await http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, error));
        if (error) {
            if (!isGone(error)) co_await send(stream, means_.failure(statusOf(error)), headOnly, false);
            co_return false;
        }
        const bool keep = parser.keep_alive();
        request->body = std::move(parser.get().body());
        WebResponse response = co_await answer(*request, laneOf(admission.lane));
        if (response.stream) {
            co_await sendStream(stream, response, headOnly);
            co_return false;
        }
        const bool sent = co_await send(stream, response, headOnly, keep);
        co_return sent&& keep;
    }

    AnswerLane& laneOf(Lane lane) {
        if (lane == Lane::Quick) return quick_;
        return lane == Lane::Work ? work_ : logIn_;
    }

    /// Made on one of the threads that may wait.
    awaitable<WebResponse> answer(const WebRequest& request, AnswerLane& lane) {
        if (lane.answers >= lane.limits.answers) co_return means_.failure(kUnavailable);
        const Share share(lane.answers);
        co_await asio::post(asio::bind_executor(lane.threads, asio::use_awaitable));
        WebResponse response = guarded(request);
        co_await asio::post(asio::bind_executor(io_, asio::use_awaitable));
        co_return response;
    }

    /// The boundary: whatever goes wrong in an answer, the server goes on.
    WebResponse guarded(const WebRequest& request) const {
        try {
            return means_.answer(request);
        } catch (const std::exception&) {
            return means_.failure(kInternal);
        }
    }

    static void fill(http::fields& fields, const WebResponse& response) {
        for (const auto& [name, value] : response.headers) fields.insert(name, value);
    }

    template <class Stream>
    awaitable<bool> send(Stream& stream, const WebResponse& response, bool headOnly, bool keep) {
        http::response<http::string_body> message(static_cast<http::status>(response.status), 11);
        fill(message, response);
        message.keep_alive(keep);
        message.body() = response.body;
        message.prepare_payload();
        if (headOnly) message.body().clear();
        beast::get_lowest_layer(stream).expires_after(limits_.write);
        ErrorCode error;
        http::response_serializer<http::string_body> serializer(message);
        if (headOnly) {
            co_await http::async_write_header(stream, serializer,
                                              asio::redirect_error(asio::use_awaitable, error));
        } else {
            co_await http::async_write(stream, serializer, asio::redirect_error(asio::use_awaitable, error));
        }
        co_return !error;
    }

    template <class Stream>
    awaitable<void> sendStream(Stream& stream, const WebResponse& response, bool headOnly) {
        if (streams_ >= limits_.streams) {
            co_await send(stream, means_.full(), headOnly, false);
            co_return;
        }
        const Share share(streams_);
        http::response<http::empty_body> head(static_cast<http::status>(response.status), 11);
        fill(head, response);
        head.keep_alive(false);
        http::response_serializer<http::empty_body> serializer(head);
        beast::get_lowest_layer(stream).expires_after(limits_.write);
        ErrorCode error;
        co_await http::async_write_header(stream, serializer,
                                          asio::redirect_error(asio::use_awaitable, error));
        while (!error && !headOnly) {
            const auto piece = response.stream->poll();
            if (!piece) co_return;
            if (!piece->empty()) {
                beast::get_lowest_layer(stream).expires_after(limits_.write);
                co_await asio::async_write(stream, asio::buffer(*piece),
                                           asio::redirect_error(asio::use_awaitable, error));
            }
            if (!error) co_await pause(response.stream->interval);
        }
    }

    const WebLimits limits_;
    const WebMeans means_;
    std::optional<asio::ssl::context> tls_;
    AnswerLane quick_;
    AnswerLane work_;
    AnswerLane logIn_;
    std::atomic<std::size_t> connections_ = 0;
    std::atomic<std::size_t> streams_ = 0;
    asio::io_context io_;  // after the counters: its end ends the connections, which count
    tcp::acceptor acceptor_{io_};
    std::thread thread_;
};

Expected<std::unique_ptr<WebServer>> WebServer::start(const WebSetup& setup, WebMeans means) {
    auto loop = std::make_unique<Loop>(setup.limits, std::move(means));
    if (!setup.certificate.empty()) {
        if (auto usable = loop->useTls(setup.certificate, setup.key); !usable)
            return tl::unexpected(usable.error());
    }
    if (auto listening = loop->listen(setup); !listening) return tl::unexpected(listening.error());
    loop->run();
    return std::unique_ptr<WebServer>(new WebServer(std::move(loop)));
}

WebServer::WebServer(std::unique_ptr<Loop> loop) : loop_(std::move(loop)) {}
WebServer::~WebServer() = default;

std::uint16_t WebServer::port() const {
    return loop_->port();
}

}  // namespace tidewaiter::console
