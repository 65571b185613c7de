// An appliance that works for long: inspections one after the other, half of them decided, while somebody
// watches. Prints resident memory, which is to stay what it is. Reading is a stand-in: what is measured is
// the station, its evidence and its index.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>

#include "tests/station/bench.h"

namespace {

double residentMiB() {
    std::ifstream file("/proc/self/statm");
    double size = 0;
    double resident = 0;
    file >> size >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

double seconds() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Inspections one after the other, with the memory they leave.");
    int count = 10000;
    int every = 1000;
    double mostGrowth = 0;
    app.add_option("--inspections", count, "how many")->check(CLI::PositiveNumber);
    app.add_option("--every", every, "print after so many")->check(CLI::PositiveNumber);
    app.add_option("--max-growth", mostGrowth,
                   "exit with 3 when memory grows by more MiB after the first tenth");
    CLI11_PARSE(app, argc, argv);

    tidewaiter::station::tests::Bench bench;
    auto& station = bench.start();
    bench.show("NVIDIA H100 900-21010-0000-000");
    const double start = seconds();
    double settled = 0;
    std::printf("inspections  resident MiB  seconds\n");
    for (int i = 1; i <= count; ++i) {
        const auto id = bench.judged({"green tea", "0902", "item " + std::to_string(i)});
        if (i % 2 == 0 && !station.decide(id, {}, {"1", "Olu", "officer"})) {
            std::fprintf(stderr, "inspection %s could not be decided\n", id.c_str());
            return 1;
        }
        if (i == std::max(1, count / 10)) settled = residentMiB();
        if (i % every == 0) std::printf("%11d  %12.1f  %7.1f\n", i, residentMiB(), seconds() - start);
        std::fflush(stdout);
    }
    const double growth = residentMiB() - settled;
    std::printf("grown by %.1f MiB since inspection %d\n", growth, std::max(1, count / 10));
    return mostGrowth > 0 && growth > mostGrowth ? 3 : 0;
}
