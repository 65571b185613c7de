#include "ocr/text/session.h"

#define ORT_API_MANUAL_INIT
#include <onnxruntime_cxx_api.h>

#include <algorithm>
#include <functional>
#include <numeric>
#include <thread>

namespace tidewaiter::ocr {

namespace {

// The lowest API that has what we use, so that older builds of the library (JetPack's among them) work too.
constexpr std::uint32_t kApiVersion = 20;

/// ONNX Runtime's process-wide environment. Null when the library on this machine is too old.
Ort::Env* environment() {
    static const std::unique_ptr<Ort::Env> env = [] {
        const OrtApi* api = OrtGetApiBase()->GetApi(kApiVersion);
        if (api == nullptr) return std::unique_ptr<Ort::Env>();
        Ort::InitApi(api);
        return std::make_unique<Ort::Env>(ORT_LOGGING_LEVEL_FATAL, "tidewaiter");
    }();
    return env.get();
}

Ort::SessionOptions baseOptions(const SessionOptions& options) {
    Ort::SessionOptions ort;
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    ort.SetIntraOpNumThreads(options.threads > 0 ? options.threads : cores);
    ort.SetInterOpNumThreads(1);
    // Threads that spin while they wait take the cores from what runs beside an inspection: camera, barcodes.
    ort.AddConfigEntry("session.intra_op.allow_spinning", "0");
    ort.SetGraphOptimizationLevel(GraphOptimizationLevel::ORT_ENABLE_ALL);
    // Widths differ from line to line: a memory plan per shape would grow without bound over a day's work.
    ort.DisableMemPattern();
    // Likewise the arena: each worker would keep the largest tensors of its day. Costs 4 % of the time.
    ort.DisableCpuMemArena();
    return ort;
}

void appendProvider(Ort::SessionOptions& ort, Provider provider) {
    if (provider == Provider::Cuda) ort.AppendExecutionProvider_CUDA(OrtCUDAProviderOptions{});
    if (provider == Provider::TensorRt) ort.AppendExecutionProvider_TensorRT(OrtTensorRTProviderOptions{});
}

std::string firstLine(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

std::string providerMissing(Provider provider, const std::string& why) {
    return "the provider '" + std::string(kProviders.nameOf(provider)) + "' is not there: " + firstLine(why) +
           "; install the NVIDIA driver and ONNX Runtime's provider library for it, or use --provider cpu";
}

}  // namespace

struct Session::Impl {
    Ort::Session session{nullptr};
    std::string inputName;
    std::string outputName;
    std::string sentence;
};

Session::Session(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;

namespace {

/// Session options with the provider of the request, or why it is not there. The one place where ONNX
/// Runtime's exceptions about providers become sentences.
Expected<Ort::SessionOptions> optionsFor(Provider provider, const SessionOptions& options) {
    try {
        auto ort = baseOptions(options);
        appendProvider(ort, provider);
        return ort;
    } catch (const Ort::Exception& e) {
        return failure(providerMissing(provider, e.what()));
    }
}

struct Chosen {
    Ort::SessionOptions options;
    std::string sentence;
};

Expected<Chosen> choose(const SessionOptions& options) {
    if (options.provider != Provider::Auto) {
        auto ort = optionsFor(options.provider, options);
        if (!ort) return tl::unexpected(ort.error());
        return Chosen{std::move(*ort),
                      "networks run on '" + std::string(kProviders.nameOf(options.provider)) + "' as asked"};
    }
    if (auto ort = optionsFor(Provider::Cuda, options)) {
        return Chosen{std::move(*ort), "networks run on 'cuda', the fastest provider found"};
    }
    auto ort = optionsFor(Provider::Cpu, options);
    if (!ort) return tl::unexpected(ort.error());
    return Chosen{std::move(*ort), "networks run on 'cpu': no CUDA provider was found on this machine"};
}

}  // namespace

Expected<Session> Session::load(std::string_view onnx, const std::string& name,
                                const SessionOptions& options) {
    Ort::Env* env = environment();
    if (env == nullptr) {
        return failure(
            "the ONNX Runtime library on this machine is too old: 1.20 or newer is needed; run firmware/demo "
            "to set it up");
    }
    auto chosen = choose(options);
    if (!chosen) return tl::unexpected(chosen.error());
    try {
        auto impl = std::make_unique<Impl>();
        impl->session = Ort::Session(*env, onnx.data(), onnx.size(), chosen->options);
        Ort::AllocatorWithDefaultOptions allocator;
        impl->inputName = impl->session.GetInputNameAllocated(0, allocator).get();
        impl->outputName = impl->session.GetOutputNameAllocated(0, allocator).get();
        impl->sentence = std::move(chosen->sentence);
        return Session(std::move(impl));
    } catch (const Ort::Exception& e) {
        return failure("the network '" + name + "' cannot be loaded: " + firstLine(e.what()) +
                       "; run firmware/demo to set the networks up again");
    }
}

Expected<Tensor> Session::run(Tensor input) const {
    try {
        const auto memory = Ort::MemoryInfo::CreateCpu(OrtDeviceAllocator, OrtMemTypeDefault);
        const auto value = Ort::Value::CreateTensor<float>(memory, input.data.data(), input.data.size(),
                                                           input.shape.data(), input.shape.size());
        const char* inputs[] = {impl_->inputName.c_str()};
        const char* outputs[] = {impl_->outputName.c_str()};
        const auto results = impl_->session.Run(Ort::RunOptions{nullptr}, inputs, &value, 1, outputs, 1);
        const auto info = results.front().GetTensorTypeAndShapeInfo();
        const float* data = results.front().GetTensorData<float>();
        return Tensor{info.GetShape(), std::vector<float>(data, data + info.GetElementCount())};
    } catch (const Ort::Exception& e) {
        return failure("a network could not be run: " + firstLine(e.what()));
    }
}

const std::string& Session::providerSentence() const {
    return impl_->sentence;
}

}  // namespace tidewaiter::ocr
