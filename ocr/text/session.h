// Session: one network in ONNX Runtime, on the provider that was asked for.
// Thread rule: immutable after load(); run() may be called from several threads at once.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "models/error.h"
#include "ocr/text/provider.h"
#include "ocr/text/tensor.h"

namespace tidewaiter::ocr {

struct SessionOptions {
    Provider provider = Provider::Cpu;  ///< one that is not there is an error; Auto takes the best there is
    int threads = 0;                    ///< for one run, 0 takes one per core
};

class Session {
  public:
    /// Loads the network in `onnx` (the verified bytes of the file called `name`). Fails with a sentence that
    /// names the network and what is missing: a driver, a provider library, or an intact file.
    [[nodiscard]] static Expected<Session> load(std::string_view onnx, const std::string& name,
                                                const SessionOptions& options);
    Session(Session&&) noexcept;
    Session& operator=(Session&&) noexcept;
    ~Session();

    /// Runs the network on its one input. Fails only when the shape does not fit or memory runs out.
    [[nodiscard]] Expected<Tensor> run(Tensor input) const;

    /// Which provider runs it and why, one sentence.
    [[nodiscard]] const std::string& providerSentence() const;

  private:
    struct Impl;
    explicit Session(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace tidewaiter::ocr
