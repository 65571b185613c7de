// FailingDisk: calls of this process that change its disk, counted, and cut off at a chosen one.
// Thread rule: for processes of one thread.
//
// The calls of the C library are replaced, so that the program under test is the one that ships.
#pragma once

namespace tidewaiter::tlog::tests {

enum class Trouble {
    None,
    PowerCut,  ///< the process ends before the call; of bytes to write half come
    Full,      ///< this call and all after it that need space fail, until the trouble is over
    Broken,    ///< this call alone fails
    Gone,      ///< this call and all after it fail, and no file can be opened
};

/// Begins to count anew; the call of this number, from 1 on, has trouble.
void trouble(Trouble kind, int call);
inline void noTrouble() {
    trouble(Trouble::None, 0);
}
/// What a process ends with whose power was cut.
inline constexpr int kPowerCut = 77;

}  // namespace tidewaiter::tlog::tests
