#include "ocr/text/second_reader.h"

#include <tesseract/baseapi.h>

#include <algorithm>
#include <cctype>
#include <opencv2/imgproc.hpp>
#include <sstream>
#include <vector>

/// OpenMP API 5.0, 3.2.15. Declared here because its header comes with one compiler only.
extern "C" void omp_set_max_active_levels(int levels);  // NOLINT(readability-identifier-naming)

namespace tidewaiter::ocr {

namespace {

constexpr int kBorderPx = 10;  // Tesseract wants some paper around a line

/// Dark print on white paper.
cv::Mat asPaper(const cv::Mat& inkMap) {
    cv::Mat paper;
    inkMap.convertTo(paper, CV_8U, -180, 235);
    cv::copyMakeBorder(paper, paper, kBorderPx, kBorderPx, kBorderPx, kBorderPx, cv::BORDER_CONSTANT,
                       cv::Scalar(235));
    return paper;
}

std::string withoutLineEnds(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    const auto last = text.find_last_not_of(' ');
    text.erase(last == std::string::npos ? 0 : last + 1);
    return text;
}

/// The first of `languages` that the engine did not load: without one of several it goes on quietly.
std::string missingOf(const tesseract::TessBaseAPI& api, const std::string& languages) {
    std::vector<std::string> loaded;
    api.GetLoadedLanguagesAsVector(&loaded);
    std::istringstream wanted(languages);
    for (std::string language; std::getline(wanted, language, '+');) {
        if (std::find(loaded.begin(), loaded.end(), language) == loaded.end()) return language;
    }
    return {};
}

/// The Debian package of a language pack: tesseract-ocr-chi-sim for chi_sim.
std::string packageOf(std::string language) {
    std::replace(language.begin(), language.end(), '_', '-');
    std::transform(language.begin(), language.end(), language.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return "tesseract-ocr-" + language;
}

tl::unexpected<Error> noLanguagePack(const std::string& language) {
    return failure("Tesseract has no language pack '" + language + "'; install the Debian package " +
                   packageOf(language) + " or name another language");
}

}  // namespace

struct SecondReader::Impl {
    tesseract::TessBaseAPI api;
};

SecondReader::SecondReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SecondReader::SecondReader(SecondReader&&) noexcept = default;
SecondReader& SecondReader::operator=(SecondReader&&) noexcept = default;
SecondReader::~SecondReader() = default;

Expected<SecondReader> SecondReader::load(const std::string& languages) {
    auto impl = std::make_unique<Impl>();
    // Messages of the engine belong to its developers, not on an officer's screen.
    impl->api.SetVariable("debug_file", "/dev/null");
    if (impl->api.Init(nullptr, languages.c_str(), tesseract::OEM_LSTM_ONLY) != 0)
        return noLanguagePack(languages.substr(0, languages.find('+')));
    if (const auto missing = missingOf(impl->api, languages); !missing.empty())
        return noLanguagePack(missing);
    impl->api.SetVariable("debug_file", "/dev/null");
    impl->api.SetPageSegMode(tesseract::PSM_SINGLE_LINE);
    return SecondReader(std::move(impl));
}

SecondOpinion SecondReader::read(const cv::Mat& inkMap) {
    // Tesseract divides each small matrix among four threads, and waits for them longer than it calculates.
    omp_set_max_active_levels(0);
    const cv::Mat paper = asPaper(inkMap);
    impl_->api.SetImage(paper.data, paper.cols, paper.rows, 1, static_cast<int>(paper.step));
    impl_->api.SetSourceResolution(150);
    const std::unique_ptr<char[]> text(impl_->api.GetUTF8Text());
    SecondOpinion opinion;
    if (text) opinion.text = withoutLineEnds(text.get());
    opinion.confidence = opinion.text.empty() ? 0 : std::clamp(impl_->api.MeanTextConf() / 100.0, 0.0, 1.0);
    impl_->api.Clear();
    return opinion;
}

}  // namespace tidewaiter::ocr
