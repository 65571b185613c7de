#include "ocr/text/text_reader.h"

#include <algorithm>

#include "ocr/text/line_reader.h"
#include "ocr/text/line_search.h"
#include "ocr/text/other_scripts.h"
#include "ocr/text/overlap.h"
#include "vision/label_view.h"
#include "vision/same_view.h"

namespace tidewaiter::ocr {

namespace {

constexpr double kNoisy = 20;     // of 255; above, print is found in the mean of several pictures only
constexpr double kCovered = 0.5;  // share of a line that a more certain one may cover
constexpr int kMostBent = 8;      // labels that are unrolled
constexpr std::size_t kMaxAlternatives = 5;
constexpr double kMinAlternative = 0.005;

Expected<Session> loadNetwork(const models::Store& store, const std::string& name,
                              const SessionOptions& options) {
    const auto bytes = store.read(name);
    if (!bytes) return tl::unexpected(bytes.error());
    return Session::load(*bytes, name, options);
}

/// Drops lines that are covered by more certain ones, and what is not text; the rest in reading order.
std::vector<LineText> eachOnce(std::vector<LineText> lines) {
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) {
        return certainty(a.decoded) > certainty(b.decoded);
    });
    std::vector<LineText> kept;
    for (auto& line : lines) {
        if (!isText(line.decoded)) continue;
        const double area = areaOf(line.quad);
        const bool covered = std::any_of(kept.begin(), kept.end(), [&](const LineText& other) {
            return sharedArea(line.quad, other.quad) > kCovered * std::min(area, areaOf(other.quad));
        });
        if (!covered) kept.push_back(std::move(line));
    }
    std::stable_sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) {
        return std::pair(a.quad[0].y, a.quad[0].x) < std::pair(b.quad[0].y, b.quad[0].x);
    });
    return kept;
}

/// Without the spaces that a frame's margins are sometimes read as.
void trim(Decoded& decoded) {
    auto& characters = decoded.characters;
    while (!characters.empty() && characters.back().text == " ") characters.pop_back();
    while (!characters.empty() && characters.front().text == " ") characters.erase(characters.begin());
    decoded.text.clear();
    for (const auto& character : characters) decoded.text += character.text;
}

std::vector<Alternative> worthKeeping(std::vector<Alternative> alternatives) {
    std::erase_if(alternatives, [](const Alternative& a) { return a.confidence < kMinAlternative; });
    if (alternatives.size() > kMaxAlternatives) alternatives.resize(kMaxAlternatives);
    return alternatives;
}

Reading readingOf(LineText line, std::size_t region) {
    trim(line.decoded);
    Reading reading;
    reading.region = std::to_string(region);
    reading.kind = ReadingKind::Text;
    reading.text = std::move(line.decoded.text);
    reading.confidence = line.decoded.confidence;
    reading.reader = std::move(line.reader);
    reading.quad = line.quad;
    reading.alternatives = worthKeeping(std::move(line.decoded.alternatives));
    reading.characters = std::move(line.decoded.characters);
    return reading;
}

/// Outlines of the labels, surest first.
std::vector<vision::Quad> labelsAmong(std::vector<vision::Region> regions) {
    std::erase_if(regions, [](const auto& region) { return region.kind != vision::RegionKind::Label; });
    std::stable_sort(regions.begin(), regions.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    std::vector<vision::Quad> quads;
    for (const auto& region : regions) quads.push_back(region.quad);
    return quads;
}

}  // namespace

struct TextReader::Impl {
    Detector detector;
    LineReader lines;
    std::string providerSentence;

    Expected<std::vector<LineText>> linesIn(const vision::Frame& frame,
                                            const std::vector<vision::Region>& regions,
                                            const std::vector<vision::SameView>& others) {
        const auto found = findLines(frame, regions, detector);
        if (!found) return tl::unexpected(found.error());
        return lines.read(frame.pixels, *found, others);
    }

    /// Lines of an unrolled label, in pixels of the frame.
    Expected<std::vector<LineText>> linesOn(const vision::FlatLabel& label) {
        vision::Frame view;
        view.pixels = label.bgr;
        auto found = linesIn(view, {}, {});
        if (!found) return found;
        for (auto& line : *found) line.quad = label.toFrame(line.quad);
        return found;
    }
};

TextReader::TextReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TextReader::TextReader(TextReader&&) noexcept = default;
TextReader& TextReader::operator=(TextReader&&) noexcept = default;
TextReader::~TextReader() = default;

Expected<TextReader> TextReader::load(const models::Store& store, const TextOptions& options) {
    const SessionOptions sessionOptions{options.provider, options.threads};
    auto detector = loadNetwork(store, "ppocr/det.onnx", sessionOptions);
    if (!detector) return tl::unexpected(detector.error());
    auto recognizer = loadNetwork(store, "ppocr/rec.onnx", sessionOptions);
    if (!recognizer) return tl::unexpected(recognizer.error());
    const auto keys = store.read("ppocr/keys.txt");
    if (!keys) return tl::unexpected(keys.error());
    auto words = models::PrintWords::load(store);
    if (!words) return tl::unexpected(words.error());
    auto grammar = models::MarkingGrammar::load(store);
    if (!grammar) return tl::unexpected(grammar.error());
    std::optional<SecondReader> secondReader;
    if (options.secondReader) {
        auto loaded = SecondReader::load(options.languages);
        if (!loaded) return tl::unexpected(loaded.error());
        secondReader = std::move(*loaded);
    }
    LineReaderOptions lineOptions;
    lineOptions.otherScripts = asksForOtherScripts(options.languages);
    std::string sentence = detector->providerSentence();
    return TextReader(std::make_unique<Impl>(
        Impl{Detector(std::move(*detector)),
             LineReader(Recognizer(std::move(*recognizer), *keys), std::move(secondReader), std::move(*words),
                        std::move(*grammar), lineOptions),
             std::move(sentence)}));
}

Expected<TextResult> TextReader::read(const vision::Frame& frame,
                                      const std::vector<vision::Region>& regions) {
    const auto others = vision::sameViews(frame);
    auto picture = frame;
    if (vision::noiseOf(frame.pixels, others) > kNoisy) picture.pixels = vision::merged(frame.pixels, others);
    auto lines = impl_->linesIn(picture, regions, others);
    if (!lines) return tl::unexpected(lines.error());
    for (const auto& label : vision::bentLabels(picture.pixels, labelsAmong(regions), kMostBent)) {
        auto unrolled = impl_->linesOn(label);
        if (!unrolled) return tl::unexpected(unrolled.error());
        std::move(unrolled->begin(), unrolled->end(), std::back_inserter(*lines));
    }
    TextResult result;
    for (auto& line : eachOnce(std::move(*lines))) {
        vision::Region region;
        region.frame = frame.id;
        region.kind = vision::RegionKind::Text;
        region.quad = line.quad;
        region.score = line.score;
        result.readings.push_back(readingOf(std::move(line), result.regions.size()));
        result.regions.push_back(std::move(region));
    }
    return result;
}

const std::string& TextReader::providerSentence() const {
    return impl_->providerSentence;
}

}  // namespace tidewaiter::ocr
