#include "tests/tlog/failing_disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstddef>

namespace tidewaiter::tlog::tests {

namespace {

Trouble kind = Trouble::None;
int callOfTrouble = 0;
int calls = 0;

// Calls that need no space: a full disk lets them pass.
bool failsOnAnyDisk() {
    if (kind == Trouble::PowerCut && ++calls >= callOfTrouble) ::_exit(kPowerCut);
    if (kind == Trouble::Broken && ++calls != callOfTrouble) return false;
    if (kind == Trouble::Gone && ++calls < callOfTrouble) return false;
    if (kind != Trouble::Broken && kind != Trouble::Gone) return false;
    errno = EIO;
    return true;
}

bool failsToOpen() {
    if (kind != Trouble::Gone || calls < callOfTrouble) return false;
    errno = EIO;
    return true;
}

// Whether this call fails. `before` is what still happens when the power is cut.
template <class Before>
bool fails(const Before& before) {
    if (kind == Trouble::None || ++calls < callOfTrouble) return false;
    if (kind == Trouble::PowerCut) {
        before();
        ::_exit(kPowerCut);
    }
    if (kind == Trouble::Broken && calls > callOfTrouble) return false;
    errno = kind == Trouble::Full ? ENOSPC : EIO;
    return true;
}

bool fails() {
    return fails([] {});
}

}  // namespace

void trouble(Trouble wanted, int call) {
    kind = wanted;
    callOfTrouble = call;
    calls = 0;
}

}  // namespace tidewaiter::tlog::tests

using tidewaiter::tlog::tests::fails;
using tidewaiter::tlog::tests::failsOnAnyDisk;
using tidewaiter::tlog::tests::failsToOpen;

extern "C" {

int open(const char* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : 0;
    va_end(more);
    return failsToOpen() ? -1 : static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

ssize_t write(int file, const void* bytes, std::size_t size) {
    if (fails([&] { ::syscall(SYS_write, file, bytes, size / 2); })) return -1;
    return ::syscall(SYS_write, file, bytes, size);
}

int fsync(int file) {
    struct stat status {};
    const bool folder = ::fstat(file, &status) == 0 && S_ISDIR(status.st_mode);
    return (folder ? failsOnAnyDisk() : fails()) ? -1 : static_cast<int>(::syscall(SYS_fsync, file));
}

int rename(const char* from, const char* to) noexcept {
    return fails() ? -1 : static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int mkdir(const char* path, mode_t mode) noexcept {
    return fails() ? -1 : static_cast<int>(::syscall(SYS_mkdirat, AT_FDCWD, path, mode));
}

int unlink(const char* path) noexcept {
    if (failsOnAnyDisk()) return -1;
    return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}

int remove(const char* path) noexcept {
    if (failsOnAnyDisk()) return -1;
    const long removed = ::syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    if (removed == 0 || errno != EISDIR) return static_cast<int>(removed);
    return static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR));
}
}
