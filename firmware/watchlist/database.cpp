#include "firmware/watchlist/database.h"

#include <sqlite3.h>

#include "firmware/text/visible_text.h"

namespace tidewaiter::watchlist {

using text::visibleText;

namespace {

std::string adviceFor(int code) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return "the disk is full; free some space there and repeat";
        case SQLITE_IOERR:
            return "the disk is full or broken; free some space there or take another one, and repeat";
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
            return "it is no watchlist or it is damaged; import or synchronize the list again";
        case SQLITE_CANTOPEN:
            return "it is not there or may not be opened; import the list first";
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another program uses it; wait until that has finished and repeat";
        case SQLITE_READONLY:
        case SQLITE_PERM:
            return "it may not be written; check the rights of file and folder";
        default:
            return {};
    }
}

}  // namespace

void Statement::Closer::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement& Statement::bind(int at, std::int64_t value) {
    sqlite3_bind_int64(statement_.get(), at + 1, value);
    return *this;
}

Statement& Statement::bind(int at, std::string_view text) {
    const auto* bytes = text.data() == nullptr ? "" : text.data();  // a null pointer would be NULL
    sqlite3_bind_text(statement_.get(), at + 1, bytes, static_cast<int>(text.size()), SQLITE_STATIC);
    return *this;
}

Statement& Statement::bindBytes(int at, std::string_view bytes) {
    sqlite3_bind_blob(statement_.get(), at + 1, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
    return *this;
}

Statement::Step Statement::step() {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_ROW) return Step::Row;
    return code == SQLITE_DONE ? Step::Done : Step::Failed;
}

void Statement::reset() {
    sqlite3_reset(statement_.get());
}

bool Statement::run() {
    const auto outcome = step();
    reset();
    return outcome == Step::Done;
}

std::int64_t Statement::number(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes == nullptr ? std::string_view() : std::string_view(bytes, size);
}

void Database::Closer::operator()(sqlite3* database) const {
    sqlite3_close_v2(database);
}

Expected<Database> Database::open(const std::filesystem::path& file, bool write) {
    Database database;
    database.file_ = file;
    const int flags =
        SQLITE_OPEN_NOMUTEX | (write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
    database.database_.reset(opened);
    if (code != SQLITE_OK) return tl::unexpected(database.error());
    return database;
}

Expected<void> Database::run(const std::string& sql) {
    if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return tl::unexpected(error());
    return {};
}

Expected<Statement> Database::prepare(const std::string& sql) {
    Statement statement;
    sqlite3_stmt* prepared = nullptr;
    const int code =
        sqlite3_prepare_v3(database_.get(), sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    statement.statement_.reset(prepared);
    if (code != SQLITE_OK) return tl::unexpected(error());
    return statement;
}

std::int64_t Database::changedRows() const {
    return sqlite3_changes64(database_.get());
}

bool Database::isConstraint() const {
    return (sqlite3_errcode(database_.get()) & 0xff) == SQLITE_CONSTRAINT;
}

Error Database::error() const {
    const auto advice = adviceFor(sqlite3_extended_errcode(database_.get()));
    return {"the watchlist '" + visibleText(file_.string()) + "' cannot be used: " +
            (advice.empty()
                 ? std::string(sqlite3_errmsg(database_.get())) + "; import or synchronize the list again"
                 : advice)};
}

}  // namespace tidewaiter::watchlist
