#include "tests/tuf/web_server.h"

#include <httplib.h>

#include <atomic>
#include <mutex>
#include <thread>

namespace tidewaiter::tests {

class WebServer::Running {
  public:
    explicit Running(std::function<std::optional<std::string>(const std::string&)> files)
        : files_(std::move(files)) {
        server_.Get(".*", [this](const httplib::Request& request, httplib::Response& response) {
            answer(request, response);
        });
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;
    ~Running() {
        stopping_ = true;
        server_.stop();
        thread_.join();
    }

    [[nodiscard]] int port() const { return port_; }
    void setTrouble(const Trouble& trouble) {
        const std::lock_guard lock(mutex_);
        trouble_ = trouble;
    }
    [[nodiscard]] std::vector<std::string> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

  private:
    using Content = std::shared_ptr<const std::string>;

    Trouble nextTrouble() {
        if (trouble_.answers == 0) return {};
        if (trouble_.answers > 0) --trouble_.answers;
        return trouble_;
    }

    void answer(const httplib::Request& request, httplib::Response& response) {
        const std::lock_guard lock(mutex_);
        const auto range = request.get_header_value("Range");
        requests_.push_back(request.target + (range.empty() ? "" : ' ' + range));
        const auto trouble = nextTrouble();
        response.status = trouble.status;
        const auto found = trouble.endless ? std::string(65536, 'x') : files_(request.target.substr(1));
        if (!found) {
            response.status = 404;
            return;
        }
        const auto content = std::make_shared<const std::string>(*found);
        if (trouble.withoutRanges || trouble.endless || trouble.status != 200) {
            response.set_chunked_content_provider(
                "text/plain", [this, content, trouble](std::size_t at, auto& sink) {
                    if (trouble.endless && !stopping_) return sink.write(content->data(), content->size());
                    if (at >= content->size()) {
                        sink.done();
                        return true;
                    }
                    return send(*content, at, content->size() - at, trouble, sink);
                });
            return;
        }
        response.status = -1;  // 200, or 206 where a part was asked for
        response.set_content_provider(
            content->size(), "text/plain",
            [this, content, trouble](std::size_t at, std::size_t length, auto& sink) {
                return send(*content, at, length, trouble, sink);
            });
    }

    /// Sends up to `length` bytes from `at` on, as far as the trouble lets it.
    bool send(const std::string& content, std::size_t at, std::size_t length, const Trouble& trouble,
              httplib::DataSink& sink) {
        if (trouble.breakAfter) {
            if (at >= *trouble.breakAfter) return false;
            length = std::min(length, *trouble.breakAfter - at);
        }
        if (trouble.stallAfter) {
            if (at >= *trouble.stallAfter) {
                while (!stopping_) std::this_thread::sleep_for(std::chrono::milliseconds(20));
                return false;
            }
            length = std::min(length, *trouble.stallAfter - at);
        }
        if (trouble.bytesASecond) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            length = std::min(length, std::max<std::size_t>(*trouble.bytesASecond / 10, 1));
        }
        return !stopping_ && sink.write(content.data() + at, length);
    }

    std::function<std::optional<std::string>(const std::string&)> files_;
    httplib::Server server_;
    int port_ = 0;
    std::thread thread_;
    std::atomic<bool> stopping_ = false;
    mutable std::mutex mutex_;
    Trouble trouble_;
    std::vector<std::string> requests_;
};

WebServer::WebServer(std::function<std::optional<std::string>(const std::string&)> files)
    : running_(std::make_unique<Running>(std::move(files))) {}

WebServer::~WebServer() = default;

std::string WebServer::url() const {
    return "http://127.0.0.1:" + std::to_string(running_->port()) + '/';
}

void WebServer::setTrouble(const Trouble& trouble) {
    running_->setTrouble(trouble);
}

std::vector<std::string> WebServer::requests() const {
    return running_->requests();
}

}  // namespace tidewaiter::tests
