// Tensor: a dense block of floats with its shape, row-major.
// Thread rule: immutable value, safe to copy between threads.
#pragma once

#include <cstdint>
#include <vector>

namespace tidewaiter::ocr {

struct Tensor {
    std::vector<std::int64_t> shape;  ///< outermost first, "NCHW" for pictures
    std::vector<float> data;          ///< as many values as the product of the shape
};

}  // namespace tidewaiter::ocr
