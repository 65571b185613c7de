// measure_confusions: what the reader takes the characters of serial numbers for, and how sure it is then.
//   measure_confusions [--first SEED] [--pages N] > tests/bench/confusions.tsv
// Pages of serial numbers in several typefaces are made small, soft, noisy and pale; each place of a number
// that was found becomes a row: truth, what was read, its probability, the truth's probability. All misread
// places are printed, of those read rightly one in a hundred; comments count both.
#include <cairo.h>

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <string>
#include <vector>

#include "firmware/watchlist/doubtful_text.h"
#include "models/store.h"
#include "models/tokens.h"
#include "ocr/text/text_reader.h"
#include "tests/scene/random.h"
#include "tests/scene/typesetter.h"
#include "tests/vision/picture_frame.h"

namespace {

using namespace tidewaiter;
using scene::Random;

constexpr int kLines = 16;
const cv::Size kPage(900, 900);
constexpr std::string_view kCharacters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

struct Arguments {
    std::uint64_t first = 9701;
    int pages = 40;
};

struct Page {
    cv::Mat pixels;
    std::vector<std::string> lines;  // from above to below
};

/// Half of them digits, as most makers' are.
std::string serial(Random& random) {
    const std::uint32_t kinds = random.chance(0.5) ? 10 : 36;
    const int length = random.between(8, 14);
    std::string text;
    for (int i = 0; i < length; ++i) text += kCharacters[random.below(kinds)];
    return text;
}

void degrade(cv::Mat& pixels, Random& random) {
    const double blur = random.real(0, 1.6);
    if (blur > 0.3) cv::GaussianBlur(pixels, pixels, {}, blur);
    const double contrast = random.real(0.15, 1.0);
    pixels.convertTo(pixels, -1, contrast, random.real(0, 255 * (1 - contrast)));
    const double noise = random.real(0, 12);
    for (auto& pixel : cv::Mat_<cv::Vec3b>(pixels)) {
        const auto grain = static_cast<double>(random.bell()) * noise;
        for (int c = 0; c < 3; ++c) pixel[c] = cv::saturate_cast<uchar>(pixel[c] + grain);
    }
    std::vector<uchar> jpeg;
    cv::imencode(".jpg", pixels, jpeg, {cv::IMWRITE_JPEG_QUALITY, random.between(50, 95)});
    pixels = cv::imdecode(jpeg, cv::IMREAD_COLOR);
}

Page pageOf(std::uint64_t seed, const scene::Typesetter& typesetter) {
    Random random(seed);
    Page page{cv::Mat(kPage, CV_8UC4, cv::Scalar::all(255)), {}};
    auto* surface = cairo_image_surface_create_for_data(page.pixels.data, CAIRO_FORMAT_RGB24, kPage.width,
                                                        kPage.height, static_cast<int>(page.pixels.step));
    auto* cairo = cairo_create(surface);
    for (int i = 0; i < kLines; ++i) {
        using enum scene::Family;
        const scene::Face face{random.pick<scene::Family>({Sans, Narrow, Mono, Wide, Dots, Strokes}),
                               random.chance(0.3)};
        page.lines.push_back(serial(random));
        const double size = random.real(10, 30);
        cairo_save(cairo);
        const double left = random.real(40, 300);
        cairo_translate(cairo, left, (i + 0.7) * kPage.height / kLines);
        typesetter.trace(cairo, page.lines.back(), face, size);
        cairo_set_source_rgb(cairo, 0, 0, 0);
        cairo_fill(cairo);
        cairo_restore(cairo);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    cv::cvtColor(page.pixels, page.pixels, cv::COLOR_BGRA2BGR);
    degrade(page.pixels, random);
    return page;
}

struct Row {
    char truth;
    char read;
    double sure;
    double ofTruth;
};

class Counts {
  public:
    void add(const std::string& truth, const ocr::Reading& reading) {
        const auto key = models::joinedKey(reading.text);
        if (key.size() != truth.size()) {
            ++otherLength_;
            return;
        }
        const auto text = watchlist::textOf(reading, key);
        if (text.size() != truth.size()) return;
        ++found_;
        for (std::size_t i = 0; i < truth.size(); ++i) {
            double ofTruth = 0;
            for (const auto& [c, probability] : text[i].choices) ofTruth += c == truth[i] ? probability : 0;
            take({truth[i], text[i].best(), text[i].choices.front().second, ofTruth});
        }
    }

    void print(int lines) const {
        std::printf("# %d serial numbers drawn, %d read at their length, %d at another\n", lines, found_,
                    otherLength_);
        std::printf("# %d places read, %d wrongly; of the others one in %d stands here\n", places_, wrong_,
                    kShare);
        std::printf("# truth\tread\tprobability\tof the truth\n");
        for (const auto& row : rows_)
            std::printf("%c\t%c\t%.4f\t%.4f\n", row.truth, row.read, row.sure, row.ofTruth);
    }

  private:
    static constexpr int kShare = 100;

    void take(const Row& row) {
        const bool wrong = row.truth != row.read;
        wrong_ += wrong ? 1 : 0;
        if (wrong || places_ % kShare == 0) rows_.push_back(row);
        ++places_;
    }

    std::vector<Row> rows_;
    int found_ = 0;
    int otherLength_ = 0;
    int places_ = 0;
    int wrong_ = 0;
};

/// The longest reading whose middle lies in the line's part of the page.
const ocr::Reading* readingOf(int line, const std::vector<ocr::Reading>& readings) {
    const ocr::Reading* best = nullptr;
    for (const auto& reading : readings) {
        double middle = 0;
        for (const auto& corner : reading.quad) middle += corner.y / 4;
        const bool here = static_cast<int>(middle * kLines / kPage.height) == line;
        if (here && (best == nullptr || reading.text.size() > best->text.size())) best = &reading;
    }
    return best;
}

Expected<void> measure(const Arguments& arguments) {
    const auto store = models::Store::open(TIDEWAITER_STAGED_DATA);
    if (!store) return tl::unexpected(store.error());
    auto reader = ocr::TextReader::load(*store, {});
    if (!reader) return tl::unexpected(reader.error());
    const auto typesetter = scene::Typesetter::create();
    if (!typesetter) return tl::unexpected(typesetter.error());
    Counts counts;
    for (int i = 0; i < arguments.pages; ++i) {
        const auto page = pageOf(arguments.first + static_cast<std::uint64_t>(i), *typesetter);
        const auto result = reader->read(test::frameOf(page.pixels), {});
        if (!result) return tl::unexpected(result.error());
        for (int line = 0; line < kLines; ++line) {
            const auto* reading = readingOf(line, result->readings);
            if (reading != nullptr) counts.add(page.lines[static_cast<std::size_t>(line)], *reading);
        }
    }
    counts.print(arguments.pages * kLines);
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    Arguments arguments;
    CLI::App app("Measures what the reader takes the characters of serial numbers for.",
                 "measure_confusions");
    app.add_option("--first", arguments.first, "first seed");
    app.add_option("--pages", arguments.pages, "pages of 16 numbers")->check(CLI::Range(1, 100'000));
    CLI11_PARSE(app, argc, argv);
    const auto measured = measure(arguments);
    if (measured) return 0;
    std::fprintf(stderr, "%s\n", measured.error().message.c_str());
    return 1;
}
