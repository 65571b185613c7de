#include "tests/tuf/client.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace tidewaiter::tests {

namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

tl::expected<void, tuf::FetchError> SimulatedFetcher::fetch(const tuf::FetchRequest& request,
                                                            const tuf::Sink& sink) {
    using tuf::FetchError;
    using tuf::FetchProblem;
    const auto path = request.url.substr(std::string("sim:/").size());
    if (unreachable.contains(path)) return tl::unexpected(FetchError{FetchProblem::Failed, "unreachable"});
    auto content = repository_.file(path);
    if (endless.contains(path)) content = std::string(request.maxBytes + 1, ' ');
    if (!content) return tl::unexpected(FetchError{FetchProblem::NotFound, "not found: " + path});
    lastFrom = request.from;
    auto rest = std::string_view(*content).substr(std::min<std::size_t>(request.from, content->size()));
    if (content->size() > request.maxBytes)
        return tl::unexpected(FetchError{FetchProblem::TooLong, "too long"});
    const bool broken = breakOff && *breakOff < rest.size();
    if (broken) rest = rest.substr(0, *breakOff);
    breakOff.reset();
    delivered += rest.size();
    if (auto ok = sink(rest); !ok)
        return tl::unexpected(FetchError{FetchProblem::Failed, ok.error().message});
    if (broken) return tl::unexpected(FetchError{FetchProblem::Failed, "broke off"});
    return {};
}

void ClientTest::SetUp() {
    std::string pattern = (fs::temp_directory_path() / "tidewaiter-tuf-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    metadata_ = folder_ / "metadata";
    targets_ = folder_ / "targets";
}

void ClientTest::TearDown() {
    fs::remove_all(folder_);
}

void ClientTest::initialize() {
    const auto ok = tuf::Updater::initialize(metadata_, repository_.published("root").front());
    ASSERT_TRUE(ok) << ok.error().message;
}

void ClientTest::begin() {
    initialize();
    expectRefresh();
}

Expected<tuf::Updater> ClientTest::open() {
    return tuf::Updater::open({metadata_, "sim:/metadata/", "sim:/targets", limits_, {}}, fetcher_,
                              [this] { return now_; });
}

Expected<void> ClientTest::refresh() {
    auto updater = open();
    if (!updater) return tl::unexpected(updater.error());
    return updater->refresh();
}

void ClientTest::expectRefresh() {
    const auto ok = refresh();
    EXPECT_TRUE(ok) << ok.error().message;
}

void ClientTest::expectRefusal(const std::string& part) {
    const auto ok = refresh();
    ASSERT_FALSE(ok) << "the refresh succeeded";
    EXPECT_NE(ok.error().message.find(part), std::string::npos) << ok.error().message;
}

Expected<std::string> ClientTest::download(const std::string& path) {
    auto updater = open();
    if (!updater) return tl::unexpected(updater.error());
    if (auto ok = updater->refresh(); !ok) return tl::unexpected(ok.error());
    const auto target = updater->findTarget(path);
    if (!target) return tl::unexpected(target.error());
    const auto file = updater->download(*target, targets_);
    if (!file) return tl::unexpected(file.error());
    return contentOf(*file);
}

Versions ClientTest::trusted() const {
    Versions versions;
    for (const auto& entry : fs::directory_iterator(metadata_)) {
        if (entry.path().extension() != ".json") continue;
        const auto parsed = nlohmann::json::parse(contentOf(entry.path()), nullptr, false);
        versions[entry.path().stem().string()] =
            parsed.is_object() ? parsed["signed"].value("version", -1) : -1;
    }
    return versions;
}

std::int64_t ClientTest::version(const std::string& role) const {
    const auto versions = trusted();
    const auto found = versions.find(role);
    return found == versions.end() ? 0 : found->second;
}

std::string ClientTest::storedBytes(const std::string& name) const {
    return contentOf(metadata_ / (name + ".json"));
}

std::vector<std::string> ClientTest::downloads() const {
    std::vector<std::string> names;
    if (!fs::exists(targets_)) return names;
    for (const auto& entry : fs::directory_iterator(targets_))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace tidewaiter::tests
