#include "firmware/publisher/trial.h"

#include "firmware/tuf/folder_fetcher.h"
#include "firmware/tuf/updater.h"
#include "firmware/tuf/url.h"

namespace tidewaiter::publisher {

namespace fs = std::filesystem;
using tuf::FetchError;
using tuf::FetchProblem;

namespace {

constexpr std::string_view kScheme = "staged:/";

/// The repository with the staged files in it.
class StagedFetcher : public tuf::Fetcher {
  public:
    StagedFetcher(const Places& places, const Stage& stage, std::set<std::string> hidden)
        : repository_(tuf::folderUrl(places.folder.string())),
          staged_(tuf::folderUrl(stage.folder().string())),
          hidden_(std::move(hidden)) {}

    void showStaged() { stagedIsThere_ = true; }

    [[nodiscard]] tl::expected<void, FetchError> fetch(const tuf::FetchRequest& request,
                                                       const tuf::Sink& sink) override {
        auto inner = request;
        const auto path = request.url.substr(kScheme.size());
        if (stagedIsThere_ && !hidden_.contains(path)) {
            inner.url = tuf::joinedUrl(staged_, path);
            auto fetched = files_.fetch(inner, sink);
            if (fetched || fetched.error().problem != FetchProblem::NotFound) return fetched;
        }
        inner.url = tuf::joinedUrl(repository_, path);
        return files_.fetch(inner, sink);
    }

  private:
    tuf::FolderFetcher files_;
    std::string repository_;
    std::string staged_;
    std::set<std::string> hidden_;
    bool stagedIsThere_ = false;
};

tl::unexpected<Error> refused(const Error& error) {
    return failure("what was made would be refused by devices, so nothing was published: " + error.message);
}

Expected<tuf::Updater> freshDevice(const Places& places, const fs::path& folder, StagedFetcher& fetcher,
                                   tuf::Time now) {
    const auto anchor = requiredFile(places.anchor());
    if (!anchor) return tl::unexpected(anchor.error());
    std::error_code ignored;  // the next line fails then
    fs::remove_all(folder, ignored);
    if (auto ok = tuf::Updater::initialize(folder / "metadata", *anchor); !ok)
        return tl::unexpected(ok.error());
    const std::string base = std::string(kScheme) + "repository/";
    return tuf::Updater::open({folder / "metadata", base + "metadata", base + "targets", {}, {}}, fetcher,
                              [now] { return now; });
}

}  // namespace

Expected<void> tryOut(const Places& places, const Stage& stage, const TrialOrder& order) {
    StagedFetcher fetcher(places, stage, order.hidden);
    const auto folder = stage.scratch("trial");
    auto device = freshDevice(places, folder, fetcher, order.now);
    // What is published may have expired, or wait for the new root: then the device has seen nothing of it.
    if (device && !device->refresh()) device = freshDevice(places, folder, fetcher, order.now);
    if (!device) return tl::unexpected(device.error());
    fetcher.showStaged();
    if (auto ok = device->refresh(); !ok) return refused(ok.error());
    if (auto made = files::makeFolder(folder / "targets"); !made) return made;
    for (const auto& path : order.targets) {
        const auto target = device->findTarget(path);
        if (!target) return refused(target.error());
        const auto file = device->download(*target, folder / "targets");
        if (!file) return refused(file.error());
        std::error_code ignored;  // the whole folder goes soon
        fs::remove(*file, ignored);
    }
    return {};
}

}  // namespace tidewaiter::publisher
