// libFuzzer's entry: see README.md beside this file.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/manifest_entry.h"

// The name is libFuzzer's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {  // NOLINT
    const std::string_view input(reinterpret_cast<const char*>(data), size);         // NOLINT
    const auto problem = tidewaiter::fuzz::problemWithManifest(input);
    if (!problem.empty()) {
        static_cast<void>(std::fprintf(stderr, "%s\n", problem.c_str()));
        std::abort();
    }
    return 0;
}
