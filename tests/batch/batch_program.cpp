// Runs a batch over photos made by makeJobs(): batch_program PHOTOS COUNT REPORT LOG. Appends a line to LOG
// for every item whose report has been written, so that whoever kills it can see how far it came.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <string>

#include "tests/batch/stand_in.h"

int main(int argc, char** argv) {
    using namespace tidewaiter;
    if (argc != 5) return 2;
    const std::string folder = argv[1];
    const int log = ::open(argv[4], O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    batch::Order order;
    for (int i = 0; i < std::stoi(argv[2]); ++i) {
        order.jobs.push_back({{"green tea", "0902", "item " + std::to_string(i)},
                              {folder + "/" + std::to_string(i) + ".png"}});
    }
    order.report = argv[3];
    order.ledger = true;
    order.workers = 2;
    const batch::Means means{
        .loadInspector = batch::tests::standIn,
        .stamp = batch::tests::nextStamp,
        .clock = [] { return 0.0; },
        .describe =
            [log](const inspection::Inspection& item, const std::string&) {
                const auto line = item.declaration.item + "\n";
                return std::to_string(::write(log, line.data(), line.size()));
            },
        .publish = [](std::size_t, const batch::Outcome& outcome) { return outcome.problems.empty(); },
        .progress = [](std::size_t) {}};
    const auto outcome = batch::run(order, means);
    if (!outcome) std::fprintf(stderr, "%s\n", outcome.error().message.c_str());
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    std::printf("%ld\n", used.ru_maxrss);  // KiB
    return outcome ? 0 : 1;
}
