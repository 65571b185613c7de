#include <csignal>
#include <cstdio>
#include <exception>

#include "firmware/command/command.h"
#include "vision/image_loader.h"

int main(int argc, char** argv) {
    try {
        std::signal(SIGPIPE, SIG_IGN);  // a reader or helper that went away is seen where it is written to
        tidewaiter::vision::initImageLoader();
        return tidewaiter::command::run({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "tidewaiter: unexpected error (%s); please report it\n", error.what());
        return 1;
    }
}
