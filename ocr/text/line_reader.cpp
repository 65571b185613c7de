#include "ocr/text/line_reader.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <string_view>

#include "ocr/text/ink.h"
#include "ocr/text/rectify.h"
#include "ocr/text/word_doubt.h"

namespace tidewaiter::ocr {

namespace {

// How a line is framed for the recogniser, in line heights: what it reads best, measured on real boards and
// labels.
constexpr double kFrameAlong = 0.3;
constexpr double kFrameAcross = 0.2;

constexpr double kTurnSure = 0.8;  // a text at least this probable, and long enough, has the right way up
constexpr std::string_view kTurnAlike = "0689HINOSXZ1-. ";  // another letter or digit the other way up
constexpr double kTurnCertainty = 2;                        // so does a text with this much certainty
constexpr double kTurnGain = 1.15;                          // the other way up must be better by this
constexpr double kWorthCloserLook = 0.5;                    // certainty; below there is hardly text
constexpr std::size_t kWorthCloserLookLength = 5;           // characters; "R66" says nothing about the goods
constexpr double kGrown = 0.15;                             // line heights; smaller growth changes nothing
constexpr double kSecondOpinionOdds = 5;                    // what the second reader's word is worth
constexpr double kMaxConfidence = 0.999;

cv::Mat framed(const cv::Mat& picture, const vision::Quad& quad) {
    return rectified(picture, widened(quad, kFrameAlong, kFrameAlong, kFrameAcross), Recognizer::kHeightPx);
}

cv::Mat framedInk(const cv::Mat& picture, const vision::Quad& quad) {
    const cv::Mat line = framed(picture, quad);
    if (line.empty()) return {};
    return inkMap(line, measureInk(line, {0, 0, line.cols, line.rows}));
}

bool isUpright(const vision::Quad& quad) {
    const cv::Point2f along = quad[1] - quad[0];
    return std::abs(along.y) > std::abs(along.x);
}

/// Whether every character might be another one the other way up: "89" and "68".
bool readsBothWays(const std::string& text) {
    return text.find_first_not_of(kTurnAlike) == std::string::npos;
}

/// Whether a line is long and certain enough that the other way up cannot be better.
bool surelyThisWayUp(const Decoded& decoded) {
    return decoded.confidence >= kTurnSure || certainty(decoded) >= kTurnCertainty;
}

bool needsTurn(const LineText& line) {
    return isUpright(line.quad) || !surelyThisWayUp(line.decoded) || readsBothWays(line.decoded.text);
}

double grownBy(const vision::Quad& quad, const vision::Quad& grown, std::size_t corner) {
    const double height = std::max(1.0, cv::norm(quad[3] - quad[0]));
    return cv::norm(grown[corner] - quad[corner]) / height;
}

/// One more way to look at a line.
struct Look {
    std::size_t line;
    vision::Quad quad;
    cv::Mat picture;
};

/// Looks at a line in doubt: as ink alone, and with each end grown to where the ink ends.
void addLooks(const cv::Mat& picture, const LineText& line, std::size_t index, std::vector<Look>& looks) {
    const auto grown = grownToInk(picture, line.quad);
    std::vector<vision::Quad> quads{line.quad};
    const bool left = grownBy(line.quad, grown, 0) > kGrown;
    const bool right = grownBy(line.quad, grown, 1) > kGrown;
    if (left) quads.push_back({grown[0], line.quad[1], line.quad[2], grown[3]});
    if (right) quads.push_back({line.quad[0], grown[1], grown[2], line.quad[3]});
    for (const auto& quad : quads) {
        const cv::Mat map = framedInk(picture, quad);
        if (!map.empty()) looks.push_back({index, quad, inkPicture(map)});
    }
}

/// A look that found more certain text replaces the line's.
void adopt(LineText& line, const vision::Quad& quad, Decoded decoded, double gain) {
    if (certainty(decoded) <= gain * certainty(line.decoded)) return;
    line.quad = quad;
    line.decoded = std::move(decoded);
}

bool looksLikeNumber(const std::string& text) {
    const auto digits =
        std::count_if(text.begin(), text.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
    return text.size() >= 8 && digits >= 4;
}

/// The opinion as it stands and without the signs that Tesseract likes to add at the ends of a line.
std::vector<std::string> spellings(const std::string& text) {
    constexpr const char* kSigns = ".,:;'`|_-~*^\" ";
    const auto first = text.find_first_not_of(kSigns);
    if (first == std::string::npos) return {};
    const auto bare = text.substr(first, text.find_last_not_of(kSigns) - first + 1);
    return bare == text ? std::vector{text} : std::vector{text, bare};
}

}  // namespace

double certainty(const Decoded& decoded) {
    return std::accumulate(
        decoded.characters.begin(), decoded.characters.end(), 0.0,
        [](double sum, const Character& c) { return sum + (c.text == " " ? 0 : c.confidence - 0.5); });
}

Decoded fused(const Decoded& first, const SecondOpinion& second, const Alphabet& alphabet) {
    std::map<std::string, double> weights{{first.text, first.confidence}};
    for (const auto& alternative : first.alternatives) weights[alternative.text] = alternative.confidence;
    for (const auto& text : spellings(second.text)) {
        const auto known = weights.find(text);
        const double p =
            known != weights.end() ? known->second : probabilityOf(text, first.lattice, alphabet);
        if (p > 0) weights[text] = p * (1 + (kSecondOpinionOdds - 1) * second.confidence);
    }
    double allowed = 0;  // what the network gives all of these together
    for (const auto& [text, weight] : weights) allowed += std::min(1.0, weight);
    const double rest = std::max(
        0.0, 1 - first.confidence -
                 std::accumulate(first.alternatives.begin(), first.alternatives.end(), 0.0,
                                 [](double sum, const Alternative& a) { return sum + a.confidence; }));
    double total = rest;
    for (const auto& [text, weight] : weights) total += weight;
    Decoded result;
    result.lattice = first.lattice;
    for (const auto& [text, weight] : weights) {
        const double p = std::min(kMaxConfidence, weight / total);
        if (p > result.confidence) {
            if (!result.text.empty()) result.alternatives.push_back({result.text, result.confidence});
            result.text = text;
            result.confidence = p;
        } else {
            result.alternatives.push_back({text, p});
        }
    }
    std::stable_sort(result.alternatives.begin(), result.alternatives.end(),
                     [](const Alternative& a, const Alternative& b) { return a.confidence > b.confidence; });
    result.characters =
        result.text == first.text ? first.characters : charactersOf(result.text, result.lattice, alphabet);
    return result;
}

LineReader::LineReader(Recognizer recognizer, std::optional<SecondReader> secondReader,
                       models::PrintWords words, models::MarkingGrammar grammar,
                       const LineReaderOptions& options)
    : recognizer_(std::move(recognizer)),
      secondReader_(std::move(secondReader)),
      words_(std::move(words)),
      markings_(std::move(grammar), recognizer_.alphabet()),
      options_(options) {}

Expected<void> LineReader::firstLook(const cv::Mat& picture, std::vector<LineText>& lines) const {
    std::vector<cv::Mat> pictures;
    for (const auto& line : lines) pictures.push_back(framed(picture, line.quad));
    auto texts = recognizer_.read(pictures);
    if (!texts) return tl::unexpected(texts.error());
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].decoded = std::move((*texts)[i]);
    return {};
}

Expected<void> LineReader::turn(const cv::Mat& picture, std::vector<LineText>& lines) const {
    std::vector<std::size_t> members;
    std::vector<cv::Mat> pictures;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!needsTurn(lines[i])) continue;
        members.push_back(i);
        pictures.push_back(framed(picture, turnedHalf(lines[i].quad)));
    }
    auto texts = recognizer_.read(pictures);
    if (!texts) return tl::unexpected(texts.error());
    for (std::size_t i = 0; i < members.size(); ++i) {
        auto& line = lines[members[i]];
        adopt(line, turnedHalf(line.quad), std::move((*texts)[i]), isUpright(line.quad) ? 1 : kTurnGain);
    }
    return {};
}

Expected<void> LineReader::lookCloser(const cv::Mat& picture, std::vector<LineText>& lines) const {
    std::vector<Look> looks;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& decoded = lines[i].decoded;
        const bool doubtful = decoded.confidence < options_.sure &&
                              decoded.characters.size() >= kWorthCloserLookLength &&
                              certainty(decoded) >= kWorthCloserLook;
        if (doubtful) addLooks(picture, lines[i], i, looks);
    }
    std::vector<cv::Mat> pictures;
    for (const auto& look : looks) pictures.push_back(look.picture);
    auto texts = recognizer_.read(pictures);
    if (!texts) return tl::unexpected(texts.error());
    for (std::size_t i = 0; i < looks.size(); ++i)
        adopt(lines[looks[i].line], looks[i].quad, std::move((*texts)[i]), 1);
    return {};
}

void LineReader::askSecondReader(const cv::Mat& picture, std::vector<LineText>& lines) {
    std::vector<LineText*> asked;
    for (auto& line : lines) {
        const bool doubtful =
            line.decoded.confidence < options_.sure && certainty(line.decoded) >= 2 * kWorthCloserLook;
        if (doubtful || looksLikeNumber(line.decoded.text)) asked.push_back(&line);
    }
    std::stable_sort(asked.begin(), asked.end(), [](const auto* a, const auto* b) {
        return certainty(a->decoded) > certainty(b->decoded);
    });
    asked.resize(std::min(asked.size(), static_cast<std::size_t>(options_.maxSecondOpinions)));
    for (auto* line : asked) {
        const auto opinion = secondReader_->read(framedInk(picture, line->quad));
        if (opinion.text.empty()) continue;
        line->decoded = fused(line->decoded, opinion, recognizer_.alphabet());
        const auto said = spellings(opinion.text);
        if (std::find(said.begin(), said.end(), line->decoded.text) != said.end())
            line->reader += "+tesseract";
    }
}

void LineReader::settleWords(std::vector<LineText>& lines) const {
    for (auto& line : lines) {
        if (line.decoded.confidence < options_.sure)
            line.decoded = settled(std::move(line.decoded), words_, recognizer_.alphabet());
    }
}

void LineReader::weighMarkings(std::vector<LineText>& lines) const {
    for (auto& line : lines) line.decoded = markings_.read(std::move(line.decoded));
}

Expected<std::vector<LineText>> LineReader::read(const cv::Mat& picture,
                                                 const std::vector<DetectedLine>& lines) {
    std::vector<LineText> texts;
    for (const auto& line : lines) texts.push_back({line.quad, line.score, {}, "ppocr"});
    if (auto done = firstLook(picture, texts); !done) return tl::unexpected(done.error());
    if (auto done = turn(picture, texts); !done) return tl::unexpected(done.error());
    if (auto done = lookCloser(picture, texts); !done) return tl::unexpected(done.error());
    if (secondReader_) askSecondReader(picture, texts);
    settleWords(texts);
    weighMarkings(texts);
    return texts;
}

}  // namespace tidewaiter::ocr
