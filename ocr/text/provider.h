// Provider: where the networks run.
// Thread rule: immutable values, safe to use from any thread.
#pragma once

#include "models/name_table.h"

namespace tidewaiter::ocr {

enum class Provider { Auto, Cpu, Cuda, TensorRt };

inline constexpr auto kProviders = makeNameTable<Provider>({{Provider::Auto, "auto"},
                                                            {Provider::Cpu, "cpu"},
                                                            {Provider::Cuda, "cuda"},
                                                            {Provider::TensorRt, "tensorrt"}});

}  // namespace tidewaiter::ocr
