#include "firmware/watchlist/seen_serials.h"

#include <mutex>
#include <sstream>

#include "firmware/files/durable_file.h"
#include "firmware/watchlist/database.h"

namespace tidewaiter::watchlist {

namespace {

using Step = Statement::Step;

std::vector<std::string> wordsOf(std::string_view text) {
    std::istringstream in{std::string(text)};
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

}  // namespace

struct SeenSerials::Open {
    Open(Database opened, Statement prepared) : database(std::move(opened)), find(std::move(prepared)) {}

    Expected<void> write(const Sighting& sighting, const std::vector<std::string>& serials);

    Database database;
    Statement find;
    std::mutex turns;  // a connection serves one thread at a time
};

SeenSerials::SeenSerials(std::unique_ptr<Open> open) : open_(std::move(open)) {}
SeenSerials::SeenSerials(SeenSerials&&) noexcept = default;
SeenSerials& SeenSerials::operator=(SeenSerials&&) noexcept = default;
SeenSerials::~SeenSerials() = default;

Expected<SeenSerials> SeenSerials::open(const std::filesystem::path& file) {
    if (auto made = files::makeFolder(std::filesystem::absolute(file).parent_path()); !made)
        return tl::unexpected(made.error());
    auto database = Database::open(file, true);
    if (!database) return tl::unexpected(database.error());
    auto made = database->run(
        "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL;"
        "CREATE TABLE IF NOT EXISTS inspections(id TEXT PRIMARY KEY, time TEXT, item TEXT, goods TEXT, "
        "photos TEXT)"
        " WITHOUT ROWID;"
        "CREATE TABLE IF NOT EXISTS seen(serial TEXT, inspection TEXT, PRIMARY KEY(serial, inspection)) "
        "WITHOUT ROWID;");
    if (!made) return tl::unexpected(made.error());
    auto find = database->prepare(
        "SELECT id, time, item, goods, photos FROM seen JOIN inspections ON inspection = id WHERE serial=?"
        " ORDER BY time, id");
    if (!find) return tl::unexpected(find.error());
    return SeenSerials(std::make_unique<Open>(std::move(*database), std::move(*find)));
}

std::vector<Sighting> SeenSerials::sightingsOf(std::string_view serial) const {
    const std::lock_guard turn(open_->turns);
    auto& find = open_->find;
    std::vector<Sighting> sightings;
    find.bind(0, serial);
    while (find.step() == Step::Row)
        sightings.push_back({std::string(find.text(0)), std::string(find.text(1)), std::string(find.text(2)),
                             std::string(find.text(3)), wordsOf(find.text(4))});
    find.reset();
    return sightings;
}

Expected<void> SeenSerials::Open::write(const Sighting& sighting, const std::vector<std::string>& serials) {
    auto inspection = database.prepare("INSERT OR REPLACE INTO inspections VALUES(?,?,?,?,?)");
    auto seen = database.prepare("INSERT OR IGNORE INTO seen VALUES(?,?)");
    if (!inspection || !seen) return tl::unexpected(database.error());
    const auto photos = joined(sighting.photos);
    int column = 0;
    for (const auto* part : {&sighting.inspection, &sighting.time, &sighting.item, &sighting.goods, &photos})
        inspection->bind(column++, std::string_view(*part));
    if (!inspection->run()) return tl::unexpected(database.error());
    for (const auto& serial : serials) {
        seen->bind(0, std::string_view(serial)).bind(1, std::string_view(sighting.inspection));
        if (!seen->run()) return tl::unexpected(database.error());
    }
    return {};
}

Expected<void> SeenSerials::remember(const Sighting& sighting,
                                     const std::vector<std::string>& serials) const {
    if (serials.empty()) return {};
    const std::lock_guard turn(open_->turns);
    if (auto begun = open_->database.run("BEGIN IMMEDIATE"); !begun) return begun;
    if (auto written = open_->write(sighting, serials); !written) {
        static_cast<void>(open_->database.run("ROLLBACK"));  // the failure to tell is the first
        return written;
    }
    return open_->database.run("COMMIT");
}

}  // namespace tidewaiter::watchlist
