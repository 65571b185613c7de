// Preloaded into a program (LD_PRELOAD), makes what it changes below one folder fail as on a broken or full
// disk. The environment says how: see faulty_disk.h.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

/// What a change asks of a disk: a full one still renames, removes and flushes.
enum class Asks { Space, Nothing };

template <class Function>
Function next(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

std::string valueOf(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

class Disk {
  public:
    static Disk& get() {
        static Disk disk;
        return disk;
    }

    [[nodiscard]] bool holds(std::string_view path) const {
        return !folder_.empty() && path.starts_with(folder_) &&
               (path.size() == folder_.size() || path[folder_.size()] == '/');
    }
    [[nodiscard]] bool holds(int file) const {
        std::array<char, PATH_MAX> path{};
        const auto link = "/proc/self/fd/" + std::to_string(file);
        const ssize_t size = ::readlink(link.c_str(), path.data(), path.size());
        return size > 0 && holds(std::string_view(path.data(), static_cast<std::size_t>(size)));
    }
    [[nodiscard]] bool holds(int folder, const char* path) const {
        return path[0] == '/' || folder == AT_FDCWD ? holds(std::string_view(path)) : holds(folder);
    }

    /// Counts a change. What it fails with; 0 where it goes through.
    int change(Asks asks) {
        const long number = ++count_;
        if (number < at_ || at_ == 0) return 0;
        if (kind_ == "once") return number == at_ ? EIO : 0;
        if (kind_ == "broken") return EIO;
        return kind_ == "full" && asks == Asks::Space ? ENOSPC : 0;
    }
    /// Of a write that is just being counted: whether only a part of it goes through.
    [[nodiscard]] bool cutsShort() const { return kind_ == "short" && count_ == at_; }

    ~Disk() {
        if (counter_.empty() || count_ == 0) return;
        if (std::FILE* file = std::fopen(counter_.c_str(), "w")) {
            std::fprintf(file, "%ld\n", count_.load());
            std::fclose(file);
        }
    }

  private:
    Disk() = default;

    const std::string folder_ = valueOf("TIDEWAITER_FAULT_FOLDER");
    const std::string kind_ = valueOf("TIDEWAITER_FAULT_KIND");
    const std::string counter_ = valueOf("TIDEWAITER_FAULT_COUNTER");
    const long at_ = std::atol(valueOf("TIDEWAITER_FAULT_AT").c_str());
    std::atomic<long> count_ = 0;
};

bool fails(Asks asks) {
    const int error = Disk::get().change(asks);
    if (error != 0) errno = error;
    return error != 0;
}

template <class Write>
ssize_t written(int file, std::size_t size, Write write) {
    if (!Disk::get().holds(file)) return write(size);
    if (fails(Asks::Space)) return -1;
    return write(Disk::get().cutsShort() && size > 1 ? size / 2 : size);
}

/// Opening a file to read it changes nothing.
bool failsToOpen(int folder, const char* path, int flags) {
    return (flags & O_CREAT) != 0 && Disk::get().holds(folder, path) && fails(Asks::Space);
}

}  // namespace

extern "C" {

ssize_t write(int file, const void* bytes, size_t size) {
    static const auto real = next<decltype(&::write)>("write");
    return written(file, size, [&](std::size_t part) { return real(file, bytes, part); });
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t at) {
    static const auto real = next<decltype(&::pwrite64)>("pwrite64");
    return written(file, size, [&](std::size_t part) { return real(file, bytes, part, at); });
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t at) {
    return pwrite64(file, bytes, size, at);
}

int fsync(int file) {
    static const auto real = next<decltype(&::fsync)>("fsync");
    return Disk::get().holds(file) && fails(Asks::Nothing) ? -1 : real(file);
}

int fdatasync(int file) {
    static const auto real = next<decltype(&::fdatasync)>("fdatasync");
    return Disk::get().holds(file) && fails(Asks::Nothing) ? -1 : real(file);
}

int ftruncate64(int file, off64_t size) noexcept {
    static const auto real = next<decltype(&::ftruncate64)>("ftruncate64");
    return Disk::get().holds(file) && fails(Asks::Space) ? -1 : real(file, size);
}

int ftruncate(int file, off_t size) noexcept {
    return ftruncate64(file, size);
}

int rename(const char* from, const char* to) noexcept {
    static const auto real = next<decltype(&::rename)>("rename");
    return Disk::get().holds(AT_FDCWD, to) && fails(Asks::Nothing) ? -1 : real(from, to);
}

int unlink(const char* path) noexcept {
    static const auto real = next<decltype(&::unlink)>("unlink");
    return Disk::get().holds(AT_FDCWD, path) && fails(Asks::Nothing) ? -1 : real(path);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
    static const auto real = next<decltype(&::unlinkat)>("unlinkat");
    return Disk::get().holds(folder, path) && fails(Asks::Nothing) ? -1 : real(folder, path, flags);
}

int remove(const char* path) noexcept {
    static const auto real = next<decltype(&::remove)>("remove");
    return Disk::get().holds(AT_FDCWD, path) && fails(Asks::Nothing) ? -1 : real(path);
}

int mkdir(const char* path, mode_t mode) noexcept {
    static const auto real = next<decltype(&::mkdir)>("mkdir");
    return Disk::get().holds(AT_FDCWD, path) && fails(Asks::Space) ? -1 : real(path, mode);
}

int open64(const char* path, int flags, ...) {
    static const auto real = next<int (*)(const char*, int, mode_t)>("open64");
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return failsToOpen(AT_FDCWD, path, flags) ? -1 : real(path, flags, mode);
}

int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return open64(path, flags, mode);
}

int openat64(int folder, const char* path, int flags, ...) {
    static const auto real = next<int (*)(int, const char*, int, mode_t)>("openat64");
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return failsToOpen(folder, path, flags) ? -1 : real(folder, path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return openat64(folder, path, flags, mode);
}

}  // extern "C"
