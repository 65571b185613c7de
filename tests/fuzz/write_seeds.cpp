// write_seeds DIR: the seeds as files, as libFuzzer wants them.
#include <filesystem>
#include <fstream>
#include <iostream>

#include "tests/fuzz/fields_entry.h"

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "usage: write_seeds DIR\n";
        return 2;
    }
    const std::filesystem::path directory(argv[1]);
    std::filesystem::create_directories(directory);
    int number = 0;
    for (const auto& seed : tidewaiter::fuzz::seeds()) {
        std::ofstream file(directory / ("seed" + std::to_string(++number)), std::ios::binary);
        file << seed;
    }
    return 0;
}
