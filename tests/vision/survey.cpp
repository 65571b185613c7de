// Survey: what vision says about each picture, one line of tab-separated values each, for calibrating and for
// reports. Usage: vision_survey < LIST, where LIST holds one file name a line.
#include <iostream>
#include <string>

#include "vision/board_finder.h"
#include "vision/image_loader.h"

int main() {
    namespace vision = tidewaiter::vision;
    vision::initImageLoader();
    for (std::string file; std::getline(std::cin, file);) {
        const auto frame = vision::loadImage(file);
        if (!frame) {
            std::cout << "error\t" << frame.error().message << '\n';
            continue;
        }
        const auto& q = frame->quality;
        const auto regions = vision::findBoards(*frame);
        std::cout << file << '\t' << frame->width << '\t' << frame->height << '\t' << q.sharpness << '\t'
                  << q.exposure << '\t' << q.contrast << '\t' << q.glare << '\t' << q.readable << '\t' << q.hint
                  << '\t' << (regions.empty() ? 0.0 : regions.front().score) << '\n';
    }
}
