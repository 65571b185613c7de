// Stage: files that are made and not visible yet, and the order in which they become so.
// Thread rule: one thread at a time; the authority's lock keeps other processes out.
//
//     Stage::begin(places)   wipes what an interrupted publisher left
//     write(), place()       under work/, by the path that they will have
//     release()              each durable before the next: whoever reads meanwhile sees the old or the new
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/publisher/authority.h"

namespace tidewaiter::publisher {

/// Told what is done next; to show it, or to stop there in a test.
using Steps = std::function<void(const std::string& step)>;

class Stage {
  public:
    [[nodiscard]] static Expected<Stage> begin(const Places& places);
    Stage(Stage&& other) noexcept;
    Stage& operator=(Stage&&) = delete;
    /// Wipes what was not released.
    ~Stage();

    /// Puts `bytes` at `path`, relative to the authority's folder; released after all before it.
    [[nodiscard]] Expected<void> write(const std::filesystem::path& path, std::string_view bytes);
    /// A place to make a file in, which place() then takes.
    [[nodiscard]] std::filesystem::path scratch(const std::string& name) const;
    [[nodiscard]] Expected<void> place(const std::filesystem::path& scratch,
                                       const std::filesystem::path& path);

    /// The folder that holds the staged files under their paths.
    [[nodiscard]] std::filesystem::path folder() const;
    /// Makes all visible, in the order in which they came.
    [[nodiscard]] Expected<void> release(const Steps& steps);

  private:
    explicit Stage(Places places) : places_(std::move(places)) {}

    Places places_;
    std::vector<std::filesystem::path> paths_;
};

}  // namespace tidewaiter::publisher
