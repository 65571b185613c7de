#include "firmware/publisher/stage.h"

#include <cerrno>
#include <system_error>
#include <utility>

namespace tidewaiter::publisher {

namespace fs = std::filesystem;

Expected<Stage> Stage::begin(const Places& places) {
    std::error_code error;
    fs::remove_all(places.work(), error);
    if (error) return tl::unexpected(files::writeError(places.work(), error.value()));
    Stage stage(places);
    auto made = files::makeFolder(stage.folder());
    if (made) made = files::makeFolder(stage.scratch(""));
    if (!made) return tl::unexpected(made.error());
    return stage;
}

Stage::Stage(Stage&& other) noexcept
    : places_(std::exchange(other.places_, {})), paths_(std::move(other.paths_)) {}

Stage::~Stage() {
    std::error_code ignored;  // the next one wipes it
    if (!places_.folder.empty()) fs::remove_all(places_.work(), ignored);
}

fs::path Stage::folder() const {
    return places_.work() / "staged";
}

fs::path Stage::scratch(const std::string& name) const {
    return places_.work() / "scratch" / name;
}

Expected<void> Stage::write(const fs::path& path, std::string_view bytes) {
    const auto file = folder() / path;
    if (auto made = files::makeFolder(file.parent_path()); !made) return made;
    paths_.push_back(path);
    return replaceFile(file, bytes);
}

Expected<void> Stage::place(const fs::path& scratch, const fs::path& path) {
    const auto file = folder() / path;
    if (auto made = files::makeFolder(file.parent_path()); !made) return made;
    std::error_code error;
    fs::rename(scratch, file, error);
    if (error) return tl::unexpected(files::writeError(file, error.value()));
    paths_.push_back(path);
    return {};
}

Expected<void> Stage::release(const Steps& steps) {
    for (const auto& path : paths_) {
        const auto target = places_.folder / path;
        steps("publish " + path.generic_string());
        if (auto made = files::makeFolder(target.parent_path()); !made) return made;
        if (auto published = files::publishFile(folder() / path, target); !published) return published;
    }
    paths_.clear();
    return {};
}

}  // namespace tidewaiter::publisher
