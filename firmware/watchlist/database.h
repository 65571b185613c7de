// Database: an SQLite file and its statements, with errors as sentences.
// Thread rule: one thread at a time for a Database and all its Statements.
//
// Watchlists, and what finds records among the evidence, are such files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "models/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace tidewaiter::watchlist {

/// A prepared statement. Columns and parameters count from 0. Texts and blobs that are bound are borrowed
/// until the statement has run; those that it gives stay until the next step.
class Statement {
  public:
    enum class Step { Row, Done, Failed };

    Statement& bind(int at, std::int64_t value);
    Statement& bind(int at, std::string_view text);
    Statement& bindBytes(int at, std::string_view bytes);

    [[nodiscard]] Step step();
    void reset();
    /// Runs a statement that gives no rows, and makes it ready for the next run.
    [[nodiscard]] bool run();

    [[nodiscard]] std::int64_t number(int column) const;
    [[nodiscard]] std::string_view text(int column) const;

  private:
    friend class Database;
    struct Closer {
        void operator()(sqlite3_stmt* statement) const;
    };
    std::unique_ptr<sqlite3_stmt, Closer> statement_;
};

class Database {
  public:
    /// Opens the file for reading, or, where `write` is set, for both, and makes it where there is none.
    [[nodiscard]] static Expected<Database> open(const std::filesystem::path& file, bool write);

    /// Runs one or more statements that give no rows.
    [[nodiscard]] Expected<void> run(const std::string& sql);
    /// Fails where `sql` does not fit the file: another program's, or damaged.
    [[nodiscard]] Expected<Statement> prepare(const std::string& sql);
    /// How many rows the last statement that ran has changed.
    [[nodiscard]] std::int64_t changedRows() const;
    /// Whether the last statement failed because what it writes stands there already.
    [[nodiscard]] bool isConstraint() const;
    /// What went wrong last, as a sentence that names the file.
    [[nodiscard]] Error error() const;

  private:
    struct Closer {
        void operator()(sqlite3* database) const;
    };
    std::unique_ptr<sqlite3, Closer> database_;
    std::filesystem::path file_;
};

}  // namespace tidewaiter::watchlist
