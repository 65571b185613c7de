#include "firmware/command/serve_command.h"

#include <pthread.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <thread>

#include "devices/camera.h"
#include "firmware/command/configuration.h"
#include "firmware/command/memory_of_serials.h"
#include "firmware/command/serve_knowledge.h"
#include "firmware/command/terminal.h"
#include "firmware/command/text_file.h"
#include "firmware/command/user_files.h"
#include "firmware/console/certificate.h"
#include "firmware/console/console.h"
#include "firmware/files/durable_file.h"
#include "firmware/records/clock_state.h"
#include "firmware/text/ulid.h"
#include "models/judging_data.h"
#include "vision/image_loader.h"

namespace tidewaiter::command {

namespace fs = std::filesystem;

namespace {

std::uint64_t milliseconds() {
    using namespace std::chrono;
    return static_cast<std::uint64_t>(
        duration_cast<std::chrono::milliseconds>(system_clock::now().time_since_epoch()).count());
}

double stopwatchMs() {
    using namespace std::chrono;
    return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

std::string rfc3339Now() {
    return text::rfc3339(milliseconds());
}

people::Instant instantNow() {
    return people::Instant(std::chrono::milliseconds(milliseconds()));
}

bool isLoopback(const std::string& address) {
    return address == "::1" || address.starts_with("127.");
}

std::string hostName() {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? std::string(name.data()) : std::string();
}

/// Signals that end the program are waited for; no thread is interrupted by them.
sigset_t blockEndSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

/// "bench=pattern:label".
Expected<station::CameraSetup> cameraOf(const std::string& text) {
    const auto equals = text.find('=');
    const auto name = text.substr(0, equals);
    const bool plain =
        !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
    if (equals == std::string::npos || !plain)
        return failure(
            "'" + text +
            "' names no camera; write a name of small letters and digits, '=' and an address, as in "
            "bench=pattern:label");
    const auto address = text.substr(equals + 1);
    if (const auto fits = devices::checkCameraAddress(address); !fits) return tl::unexpected(fits.error());
    return station::CameraSetup{name, address};
}

/// One run of the command: all parts of the appliance, in the order in which they need each other.
class Run {
  public:
    Run(const ServeArguments& arguments, Configuration configuration, const std::string& version)
        : arguments_(arguments),
          configuration_(std::move(configuration)),
          installation_(findInstallation(arguments.data, configuration_.data, version)),
          state_(consoleFolder(arguments.state, configuration_.serve.state)) {}

    Expected<void> start() {
        for (const auto& step :
             {&Run::openPeople, &Run::openMemory, &Run::startStation, &Run::startConsole}) {
            if (auto done = (this->*step)(); !done) return done;
        }
        return {};
    }

    void sayWhereItIs() const {
        std::string text = "Console: " + std::string(tls() ? "https" : "http") + "://" + hostInUrl() + ":" +
                           std::to_string(console_->port()) + "/\n";
        if (tls()) text += "Certificate (SHA-256): " + fingerprint_ + "\n";
        if (roster_->isEmpty())
            text += "First start: open the console and make the administrator with the code " +
                    firstStart_->code() + "\n";
        static_cast<void>(writeResult(text));  // a closed standard output stops no appliance
    }

  private:
    [[nodiscard]] std::string address() const {
        return arguments_.address.value_or(configuration_.serve.address);
    }
    [[nodiscard]] bool tls() const { return !arguments_.plain; }
    [[nodiscard]] std::string hostInUrl() const {
        return address().find(':') != std::string::npos ? "[" + address() + "]" : address();
    }

    Expected<void> openPeople() {
        if (arguments_.plain && !isLoopback(address()))
            return failure(
                "without TLS the console serves browsers on this machine alone; leave out --plain, or "
                "listen on 127.0.0.1");
        if (auto made = files::makeFolder(state_); !made) return made;
        auto roster = people::Roster::open(state_ / "people.json");
        if (!roster) return tl::unexpected(roster.error());
        roster_.emplace(std::move(*roster));
        auto first = people::FirstStart::open(state_ / "first-start.code");
        if (!first) return tl::unexpected(first.error());
        firstStart_.emplace(std::move(*first));
        if (!roster_->isEmpty()) firstStart_->finish();
        return {};
    }

    Expected<void> openMemory() {
        const auto file = seenFile(arguments_.seen, configuration_.seen);
        KnowledgeSources sources{installation_,
                                 listFolder(arguments_.lists, configuration_.lists),
                                 arguments_.policy,
                                 configuration_.repository,
                                 {}};
        sources.text.provider = arguments_.provider.value_or(configuration_.provider);
        sources.text.threads = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
        sources.text.languages = configuration_.languages;
        if (!file.path.empty()) {
            auto seen = watchlist::SeenSerials::open(file.path);
            if (!seen && file.asked) return tl::unexpected(seen.error());
            if (!seen) sayProblem("serial numbers are not remembered: " + seen.error().message);
            if (seen) seen_ = std::make_shared<const watchlist::SeenSerials>(std::move(*seen));
        }
        sources.seen = seen_;
        knowledge_ = std::make_unique<ServeKnowledge>(std::move(sources));
        return {};
    }

    Expected<std::vector<station::CameraSetup>> cameras() const {
        std::vector<station::CameraSetup> cameras;
        for (const auto& text : arguments_.cameras) {
            auto camera = cameraOf(text);
            if (!camera) return tl::unexpected(camera.error());
            cameras.push_back(std::move(*camera));
        }
        if (!cameras.empty()) return cameras;
        for (const auto& [name, place] : configuration_.serve.cameras) cameras.push_back({name, place});
        return cameras;
    }

    Expected<void> startStation() {
        auto devices = cameras();
        if (!devices) return tl::unexpected(devices.error());
        station::StationSetup setup;
        setup.evidence = evidenceFolder(arguments_.evidence, configuration_.evidence);
        setup.key = configuration_.signing;
        setup.cameras = std::move(*devices);
        setup.picturesPerPhoto = configuration_.serve.picturesPerPhoto;
        setup.openCamera = devices::openCamera;
        setup.load = [this] { return knowledge_->load(); };
        setup.clock = stopwatchMs;
        setup.now = rfc3339Now;
        setup.newId = [] { return text::newUlid(milliseconds()); };
        setup.remember = [this](const inspection::Inspection& item) {
            return seen_ ? rememberSerials(item, *seen_) : Expected<void>();
        };
        setup.problem = [](const std::string& sentence) { sayProblem(sentence); };
        auto station = station::Station::start(std::move(setup));
        if (!station) return tl::unexpected(station.error());
        station_ = std::move(*station);
        auto audit = records::AuditLog::open(station_->records().files(), configuration_.signing);
        if (!audit) return tl::unexpected(audit.error());
        audit_.emplace(std::move(*audit));
        declarations_ =
            std::make_unique<station::DeclarationBook>(state_ / "declarations", configuration_.columns);
        lists_ = std::make_unique<station::ListKeeper>(station::SyncTask{
            [this] { return knowledge_->synchronize(); }, rfc3339Now, [this] { tellLists(); }});
        startKeeper();
        return {};
    }

    void startKeeper() {
        station::KeeperMeans means;
        means.policy = [this] { return knowledge_->policyInUse(); };
        means.now = milliseconds;
        means.clock = records::clockState;
        means.storage = [this] { return station_->storage(); };
        means.tell = [this](const std::string& event, const nlohmann::json& data) {
            station_->events().tell(event, data);
        };
        means.note = [this](const station::RetentionResult& result) { noteRetention(result); };
        keeper_ = std::make_unique<station::EvidenceKeeper>(std::move(means), station_->records());
    }

    /// What nobody asked for is done by the device itself.
    void noteRetention(const station::RetentionResult& result) const {
        if (!result.ok) sayProblem(result.sentence);
        const auto noted =
            audit_->append({result.time, "this device", "", "",
                            result.ok ? "retention.done" : "retention.failed", "", result.sentence});
        if (!noted) sayProblem(noted.error().message);
    }

    /// Synchronizing has begun or ended: in the end inspections are made with what has come.
    void tellLists() const {
        const auto last = lists_->last();
        station_->events().tell(
            "lists", {{"syncing", lists_->isBusy()}, {"sentence", last ? last->sentence : std::string()}});
        if (!lists_->isBusy()) station_->worker().reload();
    }

    Expected<void> readCertificate(console::WebSetup& web) {
        const auto now = std::chrono::floor<std::chrono::seconds>(instantNow());
        const auto& serve = configuration_.serve;
        const auto certificate =
            serve.certificate
                ? console::broughtCertificate(*serve.certificate, *serve.key, now)
                : console::ownCertificate(state_ / "console.pem",
                                          {hostName(), "localhost", "127.0.0.1", "::1", address()}, now);
        if (!certificate) return tl::unexpected(certificate.error());
        const auto chain = readTextFile(certificate->file, "certificate");
        if (!chain) return tl::unexpected(chain.error());
        const auto key = readTextFile(certificate->key, "key of the certificate");
        if (!key) return tl::unexpected(key.error());
        web.certificate = *chain;
        web.key = *key;
        fingerprint_ = certificate->fingerprint;
        return {};
    }

    Expected<void> startConsole() {
        const auto store = models::Store::open(installation_.data);
        if (!store) return tl::unexpected(store.error());
        auto samples = station::TrainingBook::load(*store);
        if (!samples) return tl::unexpected(samples.error());
        training_.emplace(std::move(*samples));
        console::ConsoleSetup setup;
        setup.web.address = address();
        setup.web.port = arguments_.port.value_or(configuration_.serve.port);
        if (tls()) {
            if (auto read = readCertificate(setup.web); !read) return read;
        }
        setup.page = installation_.data / "console";
        setup.fingerprint = fingerprint_;
        setup.language = configuration_.serve.language;
        setup.facts = {installation_.version, models::judgingData(*store)};
        setup.listsInUse = [this] { return knowledge_->inUse(); };
        setup.now = instantNow;
        setup.showCode = [](const std::string& code) {
            static_cast<void>(writeResult("The code for making the administrator is now " + code + "\n"));
        };
        auto console =
            console::Console::start(setup, {*station_, *roster_, sessions_, *firstStart_, *declarations_,
                                            *lists_, *keeper_, *audit_, *training_});
        if (!console) return tl::unexpected(console.error());
        console_ = std::move(*console);
        return {};
    }

    const ServeArguments& arguments_;
    const Configuration configuration_;
    const Installation installation_;
    const fs::path state_;
    std::optional<people::Roster> roster_;
    std::optional<people::FirstStart> firstStart_;
    people::Sessions sessions_;
    std::shared_ptr<const watchlist::SeenSerials> seen_;
    std::unique_ptr<ServeKnowledge> knowledge_;
    std::unique_ptr<station::Station> station_;
    std::optional<records::AuditLog> audit_;
    std::unique_ptr<station::DeclarationBook> declarations_;
    std::unique_ptr<station::ListKeeper> lists_;
    std::unique_ptr<station::EvidenceKeeper> keeper_;
    std::optional<station::TrainingBook> training_;
    std::string fingerprint_;
    std::unique_ptr<console::Console> console_;  // last: it uses all of the above
};

}  // namespace

int runServe(const ServeArguments& arguments, const std::string& version) {
    auto configuration = loadConfiguration(arguments.config);
    if (!configuration) {
        sayProblem(configuration.error().message);
        return kExitFailed;
    }
    const auto signals = blockEndSignals();
    Run run(arguments, std::move(*configuration), version);
    if (const auto started = run.start(); !started) {
        sayProblem(started.error().message);
        return kExitFailed;
    }
    run.sayWhereItIs();
    int signal = 0;
    sigwait(&signals, &signal);
    return kExitClear;
}

}  // namespace tidewaiter::command
