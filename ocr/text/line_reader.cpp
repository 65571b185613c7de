#include "ocr/text/line_reader.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <numeric>
#include <string_view>

#include "ocr/text/ink.h"
#include "ocr/text/line_company.h"
#include "ocr/text/line_parts.h"
#include "ocr/text/look_fusion.h"
#include "ocr/text/other_scripts.h"
#include "ocr/text/rectify.h"
#include "ocr/text/word_doubt.h"

namespace tidewaiter::ocr {

namespace {

constexpr double kOffPx = 4;        // the detector's boxes are off by so much at their ends ...
constexpr double kMostAlong = 0.3;  // ... and lines are framed with that around them, in line heights
constexpr double kAcrossShare = 0.6;
constexpr double kWider = 0.15;  // a second frame for lines in doubt

constexpr double kTurnSure = 0.8;  // a text at least this probable, and long enough, has the right way up
constexpr std::string_view kTurnAlike = "0689HINOSXZ1-. ";  // another letter or digit the other way up
constexpr double kTurnCertainty = 2;                        // so does a text with this much certainty
constexpr double kCompanyGain = 0.5;               // less where the lines around it are the other way up ...
constexpr double kCompanySure = 2;                 // ... with so many more certain characters
constexpr double kTurnGain = 1.15;                 // the other way up must be better by this
constexpr double kWorthCloserLook = 0.5;           // certainty; below there is hardly text
constexpr std::size_t kWorthCloserLookLength = 5;  // characters; "R66" says nothing about the goods
constexpr double kKeptConfidence = 0.5;            // of a line, when it is read together with more
constexpr double kMinCertainty = 0.2;              // below, what the network said of a texture is not text
constexpr double kLoneConfidence = 0.95;           // of a single character: knots in wood are read as such
constexpr double kJoined = 0.5;  // certainty, one sure character: a cut between characters harms neither part
constexpr double kLegible = 0.5;  // of the surest look's confidence; a look with less has no say
constexpr double kGrown = 0.15;   // line heights; smaller growth changes nothing

/// Boxes are some pixels off, which of small print is half a character.
cv::Mat framed(const cv::Mat& picture, const vision::Quad& quad, double more = 0) {
    const double height = std::max(1.0, cv::norm(quad[3] - quad[0]));
    const double along = std::min(kMostAlong, kOffPx / height) + more;
    const double across = kAcrossShare * along;
    return rectified(picture, widened(quad, along, along, across), Recognizer::kHeightPx);
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
struct LineView {
    std::size_t line;
    vision::Quad quad;
    bool grown;  ///< shows more of the line than was found
    cv::Mat picture;
};

/// Views of a line in doubt: with more around it, as ink alone, and with each end grown to where the ink
/// ends.
void addViews(const cv::Mat& picture, const LineText& line, std::size_t index, std::vector<LineView>& views) {
    const auto add = [&](const vision::Quad& quad, bool grown, cv::Mat view) {
        if (!view.empty()) views.push_back({index, quad, grown, std::move(view)});
    };
    add(line.quad, false, framed(picture, line.quad, kWider));
    const auto addInk = [&](const vision::Quad& quad, bool grown) {
        const cv::Mat map = framedInk(picture, quad);
        if (!map.empty()) add(quad, grown, inkPicture(map));
    };
    addInk(line.quad, false);
    const auto ends = grownToInk(picture, line.quad);
    const vision::Quad left{ends[0], line.quad[1], line.quad[2], ends[3]};
    const vision::Quad right{line.quad[0], ends[1], ends[2], line.quad[3]};
    if (grownBy(line.quad, ends, 0) > kGrown) addInk(left, true);
    if (grownBy(line.quad, ends, 1) > kGrown) addInk(right, true);
}

/// Whether a look at more of the line found more text without making all of it a guess.
bool extends(const Decoded& more, const Decoded& line) {
    return more.confidence >= kKeptConfidence * line.confidence;
}

/// A look that found more certain text replaces the line's.
void adopt(LineText& line, const vision::Quad& quad, Decoded decoded, double gain) {
    if (certainty(decoded) <= gain * certainty(line.decoded)) return;
    line.quad = quad;
    line.decoded = std::move(decoded);
}

/// The looks that are not much worse than the best of them. Precondition: at least one.
std::vector<Decoded> legibleOf(std::vector<Decoded> looks) {
    double best = 0;
    for (const auto& look : looks) best = std::max(best, look.confidence);
    std::erase_if(looks, [&](const Decoded& look) { return look.confidence < kLegible * best; });
    return looks;
}

/// Whether it is a letter or a digit of any script.
bool isWritten(const Character& character) {
    const auto first = static_cast<unsigned char>(character.text.empty() ? ' ' : character.text[0]);
    return first >= 0x80 || std::isalnum(first) != 0;
}

bool looksLikeNumber(const std::string& text) {
    const auto digits =
        std::count_if(text.begin(), text.end(), [](unsigned char c) { return c >= '0' && c <= '9'; });
    return text.size() >= 8 && digits >= 4;
}

}  // namespace

double certainty(const Decoded& decoded) {
    return std::accumulate(
        decoded.characters.begin(), decoded.characters.end(), 0.0,
        [](double sum, const Character& c) { return sum + (c.text == " " ? 0 : c.confidence - 0.5); });
}

bool isText(const Decoded& decoded) {
    const auto& characters = decoded.characters;
    const auto first = std::find_if(characters.begin(), characters.end(), isWritten);
    if (first == characters.end()) return false;
    const bool alone = std::none_of(first + 1, characters.end(), isWritten);
    return alone ? first->confidence >= kLoneConfidence : certainty(decoded) >= kMinCertainty;
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

/// Reads `members` of the lines the other way up, and keeps what holds more certain text by `gain`.
Expected<void> LineReader::turn(const cv::Mat& picture, std::vector<LineText>& lines,
                                const std::vector<TurnToTry>& members) const {
    std::vector<cv::Mat> pictures;
    for (const auto& member : members)
        pictures.push_back(framed(picture, turnedHalf(lines[member.line].quad)));
    auto texts = recognizer_.read(pictures);
    if (!texts) return tl::unexpected(texts.error());
    for (std::size_t i = 0; i < members.size(); ++i) {
        auto& line = lines[members[i].line];
        adopt(line, turnedHalf(line.quad), std::move((*texts)[i]), members[i].gain);
    }
    return {};
}

/// Lines whose first look does not say for sure which way up they are.
std::vector<LineReader::TurnToTry> LineReader::openTurns(const std::vector<LineText>& lines) {
    std::vector<TurnToTry> members;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (needsTurn(lines[i])) members.push_back({i, isUpright(lines[i].quad) ? 1 : kTurnGain});
    return members;
}

/// Lines in doubt around which the others are the other way up: less evidence will do.
std::vector<LineReader::TurnToTry> LineReader::turnsAgainstCompany(const std::vector<LineText>& lines) const {
    std::vector<TurnedLine> company;
    for (const auto& line : lines) company.push_back({line.quad, certainty(line.decoded)});
    std::vector<TurnToTry> members;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].decoded.confidence >= options_.sure) continue;
        if (againstTurnOf(i, company) >= kCompanySure + company[i].certainty)
            members.push_back({i, kCompanyGain});
    }
    return members;
}

/// Reads boxes that may be parts of one line as one, and keeps what holds as much certain text as both.
Expected<void> LineReader::joinParts(const cv::Mat& picture, std::vector<LineText>& lines) const {
    std::vector<vision::Quad> boxes;
    for (const auto& line : lines) boxes.push_back(line.quad);
    auto pairs = partsOfLines(boxes);
    const auto sure = [&](std::size_t i) { return lines[i].decoded.confidence >= options_.sure; };
    std::erase_if(pairs, [&](const LineParts& pair) { return sure(pair.left) && sure(pair.right); });
    pairs.resize(std::min(pairs.size(), static_cast<std::size_t>(options_.maxJoins)));
    std::vector<cv::Mat> pictures;
    for (const auto& pair : pairs) pictures.push_back(framed(picture, pair.both));
    auto texts = recognizer_.read(pictures);
    if (!texts) return tl::unexpected(texts.error());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const LineText& left = lines[pairs[i].left];
        const LineText& right = lines[pairs[i].right];
        const double apart = certainty(left.decoded) + certainty(right.decoded);
        if (certainty((*texts)[i]) + kJoined <= apart) continue;
        lines.push_back(
            {pairs[i].both, std::min(left.score, right.score), std::move((*texts)[i]), left.reader});
    }
    return {};
}

/// The lines that more looks may settle: less probable than `sure`, but text; those with the most of it
/// first.
std::vector<std::size_t> LineReader::inDoubt(const std::vector<LineText>& lines, double sure, int most) {
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& decoded = lines[i].decoded;
        const bool doubtful = decoded.confidence < sure &&
                              decoded.characters.size() >= kWorthCloserLookLength &&
                              certainty(decoded) >= kWorthCloserLook;
        if (doubtful) chosen.push_back(i);
    }
    std::stable_sort(chosen.begin(), chosen.end(), [&lines](std::size_t a, std::size_t b) {
        return certainty(lines[a].decoded) > certainty(lines[b].decoded);
    });
    chosen.resize(std::min(chosen.size(), static_cast<std::size_t>(most)));
    return chosen;
}

/// Reads lines in doubt in the other pictures of the view too. A picture in which a line is much worse to
/// read than in the best one has no say: shaken print is read as something, too.
Expected<void> LineReader::lookAgain(const std::vector<vision::SameView>& others,
                                     std::vector<LineText>& lines) const {
    if (others.empty()) return {};
    std::vector<std::size_t> shown;  // line of each picture
    std::vector<cv::Mat> pictures;
    for (const std::size_t i : inDoubt(lines, options_.agreed, options_.maxAgain)) {
        for (const auto& other : others) {
            const auto quad = vision::quadIn(other, lines[i].quad);
            cv::Mat picture = quad ? framed(other.pixels, *quad) : cv::Mat();
            if (picture.empty()) continue;
            shown.push_back(i);
            pictures.push_back(std::move(picture));
        }
    }
    auto texts = recognizer_.read(pictures);
    if (!texts) return tl::unexpected(texts.error());
    std::map<std::size_t, std::vector<Decoded>> looks;
    for (std::size_t k = 0; k < shown.size(); ++k) looks[shown[k]].push_back(std::move((*texts)[k]));
    for (auto& [i, some] : looks) {
        some.push_back(std::move(lines[i].decoded));
        lines[i].decoded = fusedLooks(legibleOf(std::move(some)), recognizer_.alphabet());
    }
    return {};
}

Expected<void> LineReader::lookCloser(const cv::Mat& picture, std::vector<LineText>& lines) const {
    std::vector<LineView> views;
    for (const std::size_t i : inDoubt(lines, options_.sure, options_.maxCloserLooks))
        addViews(picture, lines[i], i, views);
    std::vector<cv::Mat> pictures;
    for (const auto& view : views) pictures.push_back(view.picture);
    auto texts = recognizer_.read(pictures);
    if (!texts) return tl::unexpected(texts.error());
    for (std::size_t i = 0; i < views.size();) {
        auto& line = lines[views[i].line];
        std::vector<Decoded> alike{line.decoded};
        for (; i < views.size() && !views[i].grown && &lines[views[i].line] == &line; ++i)
            alike.push_back(std::move((*texts)[i]));
        line.decoded = fusedLooks(alike, recognizer_.alphabet());
        for (; i < views.size() && views[i].grown && &lines[views[i].line] == &line; ++i)
            if (extends((*texts)[i], line.decoded)) adopt(line, views[i].quad, std::move((*texts)[i]), 1);
    }
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

void LineReader::readOtherScripts(const cv::Mat& picture, std::vector<LineText>& lines) {
    std::vector<LineText*> asked;
    for (auto& line : lines) {
        if (line.decoded.confidence < options_.sure) asked.push_back(&line);
    }
    const auto height = [](const LineText* line) { return cv::norm(line->quad[3] - line->quad[0]); };
    std::stable_sort(asked.begin(), asked.end(),
                     [&](const auto* a, const auto* b) { return height(a) > height(b); });
    asked.resize(std::min(asked.size(), static_cast<std::size_t>(options_.maxOtherScripts)));
    for (auto* line : asked) {
        auto read =
            inAnotherScript(secondReader_->read(framedInk(picture, line->quad)), recognizer_.alphabet());
        if (!read) continue;
        line->decoded = std::move(*read);
        line->reader = "tesseract";
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
                                                 const std::vector<DetectedLine>& lines,
                                                 const std::vector<vision::SameView>& others) {
    std::vector<LineText> texts;
    for (const auto& line : lines) texts.push_back({line.quad, line.score, {}, "ppocr"});
    if (auto done = firstLook(picture, texts); !done) return tl::unexpected(done.error());
    if (auto done = turn(picture, texts, openTurns(texts)); !done) return tl::unexpected(done.error());
    if (auto done = turn(picture, texts, turnsAgainstCompany(texts)); !done)
        return tl::unexpected(done.error());
    if (auto done = joinParts(picture, texts); !done) return tl::unexpected(done.error());
    if (auto done = lookAgain(others, texts); !done) return tl::unexpected(done.error());
    if (auto done = lookCloser(picture, texts); !done) return tl::unexpected(done.error());
    if (secondReader_) askSecondReader(picture, texts);
    weighMarkings(texts);
    settleWords(texts);
    if (secondReader_ && options_.otherScripts) readOtherScripts(picture, texts);
    return texts;
}

}  // namespace tidewaiter::ocr
