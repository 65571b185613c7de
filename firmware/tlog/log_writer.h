// LogWriter: appends entries to a log of static files (FORMAT.md).
// Thread rule: one thread at a time. One writer for a folder: a second one is refused.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "firmware/files/durable_file.h"
#include "firmware/tlog/checkpoint.h"
#include "firmware/tlog/cosignature.h"
#include "firmware/tlog/log_files.h"
#include "firmware/tlog/log_reader.h"

namespace tidewaiter::tlog {

class LogWriter {
  public:
    /// Opens the log in `folder`, whose origin is the signer's name, and makes it where there is none. What
    /// an interrupted append left counts for nothing and is written over. Fails where the checkpoint is not
    /// by this signer, or does not fit the files.
    [[nodiscard]] static Expected<LogWriter> open(const std::filesystem::path& folder, NoteSigner signer);

    [[nodiscard]] const Checkpoint& checkpoint() const { return checkpoint_; }
    /// For what is in the log already.
    [[nodiscard]] Expected<LogReader> reader() const;

    /// Appends entries under one new checkpoint; all of it is on the disk when this returns, or the log is as
    /// it was. Gives the index of the first. Precondition: entries have at most 65,535 bytes.
    [[nodiscard]] Expected<std::uint64_t> append(const std::vector<std::string_view>& entries);

    /// Adds a witness's line to the checkpoint on the disk. Fails, and changes nothing, where it does not
    /// verify.
    [[nodiscard]] Expected<void> addCosignature(std::string_view line, const WitnessKey& witness);

  private:
    LogWriter(std::filesystem::path folder, files::Descriptor lock, NoteSigner signer)
        : folder_(std::move(folder)), lock_(std::move(lock)), signer_(std::move(signer)) {}

    [[nodiscard]] Expected<void> found();
    [[nodiscard]] Expected<void> load();
    /// Signs `checkpoint` and makes it the log's.
    [[nodiscard]] Expected<void> publish(Checkpoint checkpoint);

    std::filesystem::path folder_;
    files::Descriptor lock_;
    NoteSigner signer_;
    Checkpoint checkpoint_;
    Edge edge_;
    bool unsure_ =
        false;  ///< the disk failed so that nobody knows which checkpoint is there: to be read again
};

}  // namespace tidewaiter::tlog
