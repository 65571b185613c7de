// ZstdStream: text packed by Zstandard on its way into a file and out of it.
// Thread rule: one thread at a time for each object. Inside firmware/watchlist only.
//
// Source: RFC 8878, by libzstd. Frames carry their checksum.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/error.h"

struct ZSTD_CCtx_s;
struct ZSTD_DCtx_s;

namespace tidewaiter::watchlist {

class ZstdWriter {
  public:
    explicit ZstdWriter(const std::filesystem::path& file);

    void write(std::string_view text);
    /// Ends the file and closes it. Fails where anything before could not be written.
    [[nodiscard]] Expected<std::uint64_t> finish();

  private:
    struct Free {
        void operator()(ZSTD_CCtx_s* context) const;
    };
    void pack(bool last);

    std::filesystem::path path_;
    std::ofstream file_;
    std::unique_ptr<ZSTD_CCtx_s, Free> context_;
    std::string waiting_;
    std::vector<char> packed_;
    std::uint64_t bytes_ = 0;
    int error_ = 0;  // errno of the first failure
};

class ZstdReader {
  public:
    explicit ZstdReader(const std::filesystem::path& file);

    /// The next line without its end, nothing behind the last one. Fails on what is no whole file of this
    /// kind, and on a line above 1 MiB. The text stays until the next call.
    [[nodiscard]] Expected<const std::string*> nextLine();
    /// Of the line that nextLine() gave, from 1 on.
    [[nodiscard]] std::int64_t lineNumber() const { return line_; }

  private:
    struct Free {
        void operator()(ZSTD_DCtx_s* context) const;
    };
    [[nodiscard]] Expected<bool> unpackMore();

    std::ifstream file_;
    std::unique_ptr<ZSTD_DCtx_s, Free> context_;
    std::vector<char> packed_;
    std::size_t packedSize_ = 0;
    std::size_t packedAt_ = 0;
    std::string text_;
    std::size_t at_ = 0;
    bool ended_ = false;  // the frame, and nothing of another has begun
    std::string current_;
    std::int64_t line_ = 0;
};

}  // namespace tidewaiter::watchlist
