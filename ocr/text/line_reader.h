// LineReader: lines whose place is known to text, with as many looks as each line needs.
// Thread rule: one reader per thread; read() is not safe to call from two threads at once.
//
// A line that reads with certainty at the first look costs one run of the network. One in doubt is turned by
// half a turn, looked at in other pictures of the view, its ends are grown to where its ink ends, it is read
// as ink alone, a second reader is asked,
// known words settle what is left open, and what markings look like has the last word where the pixels allow
// it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/error.h"
#include "models/marking_grammar.h"
#include "models/print_words.h"
#include "ocr/text/detector.h"
#include "ocr/text/marking_decoder.h"
#include "ocr/text/recognizer.h"
#include "ocr/text/second_reader.h"
#include "vision/quad.h"
#include "vision/same_view.h"

namespace tidewaiter::ocr {

struct LineReaderOptions {
    double sure = 0.9;        ///< a text at least this probable is not looked at again
    int maxJoins = 24;        ///< pairs of lines per frame that are read as one
    double agreed = 0.99;     ///< a text less probable is looked at in the other pictures of the view too
    int maxAgain = 40;        ///< lines per frame that are, surest text first
    int maxCloserLooks = 10;  ///< lines per frame in doubt that are looked at in more ways, surest text first
    int maxSecondOpinions = 14;  ///< lines per frame that the second reader is asked about, longest first
    bool otherScripts = false;   ///< the second reader knows letters that the recognizer does not
    int maxOtherScripts = 40;    ///< lines per frame in doubt that it is then asked about, tallest first
};

struct LineText {
    vision::Quad quad{};  ///< as the line was read at last: turned and grown
    float score = 0;      ///< of the detector
    Decoded decoded;
    std::string reader;  ///< "ppocr"; "ppocr+tesseract" when both say the same; "tesseract" for other scripts
};

class LineReader {
  public:
    LineReader(Recognizer recognizer, std::optional<SecondReader> secondReader, models::PrintWords words,
               models::MarkingGrammar grammar, const LineReaderOptions& options = {});

    /// The texts of `lines` in `picture` (BGR, 8 bit), in their order; after them those of lines that the
    /// detector had cut. `others` are more pictures of the same view.
    [[nodiscard]] Expected<std::vector<LineText>> read(const cv::Mat& picture,
                                                       const std::vector<DetectedLine>& lines,
                                                       const std::vector<vision::SameView>& others = {});

  private:
    struct TurnToTry {
        std::size_t line;
        double gain;  ///< so many times the certain text is asked of the other way up
    };
    Expected<void> firstLook(const cv::Mat& picture, std::vector<LineText>& lines) const;
    [[nodiscard]] static std::vector<TurnToTry> openTurns(const std::vector<LineText>& lines);
    [[nodiscard]] std::vector<TurnToTry> turnsAgainstCompany(const std::vector<LineText>& lines) const;
    Expected<void> turn(const cv::Mat& picture, std::vector<LineText>& lines,
                        const std::vector<TurnToTry>& members) const;
    [[nodiscard]] static std::vector<std::size_t> inDoubt(const std::vector<LineText>& lines, double sure,
                                                          int most);
    Expected<void> joinParts(const cv::Mat& picture, std::vector<LineText>& lines) const;
    Expected<void> lookAgain(const std::vector<vision::SameView>& others, std::vector<LineText>& lines) const;
    Expected<void> lookCloser(const cv::Mat& picture, std::vector<LineText>& lines) const;
    void settleWords(std::vector<LineText>& lines) const;
    void weighMarkings(std::vector<LineText>& lines) const;
    void askSecondReader(const cv::Mat& picture, std::vector<LineText>& lines);
    void readOtherScripts(const cv::Mat& picture, std::vector<LineText>& lines);

    Recognizer recognizer_;
    std::optional<SecondReader> secondReader_;
    models::PrintWords words_;
    MarkingDecoder markings_;
    LineReaderOptions options_;
};

/// How much certain text a decoded line holds: each character counts its confidence above one half. Long
/// certain texts are worth more than short ones, and garbage less than nothing.
[[nodiscard]] double certainty(const Decoded& decoded);

/// Whether a decoded line is text at all: signs alone are not, and a texture is read with little certainty.
[[nodiscard]] bool isText(const Decoded& decoded);

}  // namespace tidewaiter::ocr
