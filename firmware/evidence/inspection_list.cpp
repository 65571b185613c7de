#include "firmware/evidence/inspection_list.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <thread>
#include <vector>

#include "firmware/evidence/csv.h"
#include "firmware/text/visible_text.h"

namespace tidewaiter::evidence {

using files::Descriptor;
using files::PartialFile;
using files::writeError;
using files::writeThrough;
using text::visibleText;

namespace {

constexpr std::chrono::seconds kLongestWait{10};
constexpr std::chrono::milliseconds kBetweenTries{20};
constexpr mode_t kReadableByAll = 0666;  // less the umask

std::string quoted(const std::filesystem::path& path) {
    return '\'' + visibleText(path.string()) + '\'';
}

// 0, or the errno that kept the lock away; EWOULDBLOCK when others held it all the time.
int lock(const Descriptor& file) {
    const auto end = std::chrono::steady_clock::now() + kLongestWait;
    while (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) continue;
        if (errno != EWOULDBLOCK || std::chrono::steady_clock::now() >= end) return errno;
        std::this_thread::sleep_for(kBetweenTries);
    }
    return 0;
}

// False when another writer removed the list between our opening and locking it.
bool isStillAt(const Descriptor& file, const std::filesystem::path& path) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(file.number(), &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

bool isRegular(const Descriptor& file) {
    struct stat opened {};
    return ::fstat(file.number(), &opened) == 0 && S_ISREG(opened.st_mode);
}

off_t sizeOf(const Descriptor& file) {
    return ::lseek(file.number(), 0, SEEK_END);
}

std::string readAt(const Descriptor& file, off_t from, off_t to) {
    std::string bytes(static_cast<std::size_t>(to - from), '\0');
    const ssize_t got = ::pread(file.number(), bytes.data(), bytes.size(), from);
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(0, got)));
    return bytes;
}

// Where the last line begins that has no line end; `size` when there is none.
off_t startOfTornLine(const Descriptor& file, off_t size) {
    constexpr off_t kChunk = 65'536;
    for (off_t end = size; end > 0; end -= std::min(end, kChunk)) {
        const off_t begin = end - std::min(end, kChunk);
        const auto newline = readAt(file, begin, end).rfind('\n');
        if (newline != std::string::npos) return begin + static_cast<off_t>(newline) + 1;
    }
    return 0;
}

// The whole header, or as much of it as got to the disk before the power went.
bool beginsLikeOurs(std::string_view start) {
    return start == listHeader().substr(0, start.size());
}

// Only the line end is missing.
bool isWholeRow(const std::string& line) {
    const auto cells = csvCells(line);
    return cells && ListRow{*cells}.isWhole();
}

}  // namespace

InspectionList::InspectionList(std::filesystem::path path, Descriptor file)
    : path_(std::move(path)), file_(std::move(file)), size_(sizeOf(file_)) {}

InspectionList::InspectionList(InspectionList&& other) noexcept = default;

InspectionList::~InspectionList() {
    if (!file_.isOpen() || kept_) return;
    if (size_ == 0) {
        ::unlink(path_.c_str());
    } else {
        static_cast<void>(!::ftruncate(file_.number(), size_));  // shrinking needs no space
    }
}

Expected<InspectionList> InspectionList::open(const std::filesystem::path& folder) {
    const auto path = folder / kListFile;
    for (;;) {
        // O_NONBLOCK: a pipe of that name must not hold us up.
        Descriptor file(
            ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK, kReadableByAll));
        if (!file.isOpen()) return tl::unexpected(writeError(path, errno));
        if (!isRegular(file)) return failure(quoted(path) + " is not a file; move it away, then run again");
        const int error = lock(file);
        if (error == EWOULDBLOCK) {
            return failure(quoted(path) + " is being written by another program; close it, then run again");
        }
        if (error != 0) return tl::unexpected(writeError(path, error));
        if (!isStillAt(file, path)) continue;
        InspectionList list(path, std::move(file));
        auto repaired = list.repair();
        if (!repaired) return tl::unexpected(repaired.error());
        return list;
    }
}

Expected<void> InspectionList::repair() {
    const off_t torn = startOfTornLine(file_, size_);
    if (!beginsLikeOurs(readAt(file_, 0, std::min<off_t>(size_, static_cast<off_t>(listHeader().size()))))) {
        kept_ = true;  // somebody else's file stays as it is
        return failure(quoted(path_) +
                       " has other columns than this program writes; rename it, then run again");
    }
    if (torn == size_) return {};
    std::string line = readAt(file_, torn, size_);
    if (line.back() == '\r') line.pop_back();
    const bool complete = isWholeRow(line);
    size_ = torn + (complete ? static_cast<off_t>(line.size()) : 0);
    if (::ftruncate(file_.number(), size_) != 0) return tl::unexpected(writeError(path_, errno));
    if (!complete) return {};
    if (const int error = writeThrough(file_, "\r\n")) return tl::unexpected(writeError(path_, error));
    size_ += 2;
    return {};
}

Expected<void> InspectionList::append(const ListRow& row) {
    const std::string lines = (size_ == 0 ? listHeader() : std::string()) + csvRow(row.cells);
    if (const int error = writeThrough(file_, lines)) return tl::unexpected(writeError(path_, error));
    return {};
}

Expected<std::vector<ListRow>> InspectionList::rows() const {
    const auto text = readAt(file_, 0, size_);
    if (static_cast<off_t>(text.size()) != size_)
        return failure("cannot read " + quoted(path_) + ": the disk gave an error; check it");
    std::vector<ListRow> rows;
    std::string_view rest = text;
    rest.remove_prefix(std::min(listHeader().size(), rest.size()));
    while (!rest.empty()) {
        const auto line = rest.substr(0, rest.find('\n') + 1);
        // A row that was made elsewhere may have a quote too many: its text stays, in one cell.
        auto cells = csvCells(line);
        rows.push_back({cells ? std::move(*cells) : std::vector<std::string>{std::string(line)}});
        rest.remove_prefix(line.size());
    }
    return rows;
}

Expected<void> InspectionList::replace(const std::vector<ListRow>& rows) && {
    std::string text = listHeader();
    for (const auto& row : rows) text += csvRow(row.cells);
    auto whole = PartialFile::write(path_, text);
    if (!whole) return tl::unexpected(whole.error());
    if (auto published = whole->publish(); !published) return published;
    kept_ = true;  // the file that this object knows has lost its name
    return {};
}

}  // namespace tidewaiter::evidence
