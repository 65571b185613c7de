// Terminal: the three ways in which the program speaks: results on standard output, progress and problems on
// standard error. Thread rule: one thread at a time.
#pragma once

#include <string>

#include "models/error.h"

namespace tidewaiter::command {

/// Results. A reader that went away (a closed pipe) is no problem of ours: the program ends quietly.
struct WriteOutcome {
    bool readerGone = false;
};

/// Writes `text` to standard output at once. Fails when it cannot be stored (a full disk).
[[nodiscard]] Expected<WriteOutcome> writeResult(const std::string& text);

/// One line on standard error that is rewritten; nothing at all when standard error is no terminal.
class Progress {
  public:
    Progress();
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Replaces the line.
    void show(const std::string& text);
    /// Takes the line away, so that others can write.
    void clear();

  private:
    bool terminal_;
    bool shown_ = false;
};

/// A sentence on standard error, harmless for a terminal.
void sayProblem(const std::string& sentence);

}  // namespace tidewaiter::command
