#include "tests/scene/typesetter.h"

#include <pango/pangocairo.h>

#include <algorithm>
#include <cassert>
#include <string_view>

#include "tests/scene/grid_font.h"

namespace tidewaiter::scene {

namespace {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
struct FreeDescription {
    void operator()(PangoFontDescription* d) const { pango_font_description_free(d); }
};
using Layout = std::unique_ptr<PangoLayout, Unref>;

/// Pango is asked for this em size and Cairo scales: Pango rounds to 1/1024 of a unit.
constexpr double kDesignSize = 64;

bool isGrid(Face face, const std::string& text) {
    return (face.family == Family::Dots || face.family == Family::Strokes) && gridFontHas(text);
}

/// The required font that sets `family`.
const RequiredFont& fontOf(Family family) {
    const bool grid = family == Family::Dots || family == Family::Strokes;
    return requiredFonts()[static_cast<std::size_t>(grid ? Family::Mono : family)];
}

bool isInstalled(PangoFontMap* map, std::string_view name) {
    PangoFontFamily** families = nullptr;
    int count = 0;
    pango_font_map_list_families(map, &families, &count);
    const bool found = std::any_of(families, families + count, [name](PangoFontFamily* family) {
        return pango_font_family_get_name(family) == name;
    });
    g_free(families);
    return found;
}

}  // namespace

const std::vector<RequiredFont>& requiredFonts() {
    static const std::vector<RequiredFont> fonts = {
        {Family::Sans, "Liberation Sans", "fonts-liberation"},
        {Family::Narrow, "Liberation Sans Narrow", "fonts-liberation"},
        {Family::Mono, "DejaVu Sans Mono", "fonts-dejavu-core"},
        {Family::Wide, "DejaVu Sans", "fonts-dejavu-core"},
        {Family::Chinese, "Noto Sans CJK SC", "fonts-noto-cjk"},
    };
    return fonts;
}

struct Typesetter::Impl {
    std::unique_ptr<PangoFontMap, Unref> map{pango_cairo_font_map_new()};
    std::unique_ptr<PangoContext, Unref> context{pango_font_map_create_context(map.get())};

    Impl() {
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(context.get(), options);
        cairo_font_options_destroy(options);
        pango_cairo_context_set_resolution(context.get(), 72);
        pango_context_set_round_glyph_positions(context.get(), FALSE);
        pango_context_set_language(context.get(), pango_language_from_string("zh-hans"));
    }

    [[nodiscard]] Layout layout(const std::string& text, Face face) const {
        const RequiredFont& font = fontOf(face.family);
        const std::string families = std::string(font.name) + ",Noto Sans CJK SC";
        const std::unique_ptr<PangoFontDescription, FreeDescription> description(
            pango_font_description_new());
        pango_font_description_set_family(description.get(), families.c_str());
        pango_font_description_set_weight(description.get(),
                                          face.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_absolute_size(description.get(), kDesignSize * PANGO_SCALE);
        Layout made(pango_layout_new(context.get()));
        pango_layout_set_font_description(made.get(), description.get());
        pango_layout_set_single_paragraph_mode(made.get(), TRUE);
        pango_layout_set_text(made.get(), text.data(), static_cast<int>(text.size()));
        return made;
    }
};

Typesetter::Typesetter(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Typesetter::Typesetter(Typesetter&&) noexcept = default;
Typesetter& Typesetter::operator=(Typesetter&&) noexcept = default;
Typesetter::~Typesetter() = default;

Expected<Typesetter> Typesetter::create() {
    auto impl = std::make_unique<Impl>();
    for (const RequiredFont& font : requiredFonts()) {
        if (!isInstalled(impl->map.get(), font.name)) {
            return failure(std::string("the font family '") + font.name +
                           "' is not installed; install the package " + font.package);
        }
    }
    return Typesetter(std::move(impl));
}

cv::Rect2d Typesetter::measure(const std::string& text, Face face, double size) const {
    assert(!text.empty() && size > 0);
    if (isGrid(face, text)) return measureGrid(text, size);
    const Layout layout = impl_->layout(text, face);
    PangoRectangle ink;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout.get(), 0), &ink, nullptr);
    const double scale = size / kDesignSize / PANGO_SCALE;
    return {ink.x * scale, ink.y * scale, ink.width * scale, ink.height * scale};
}

void Typesetter::trace(cairo_t* cairo, const std::string& text, Face face, double size) const {
    if (isGrid(face, text)) {
        traceGrid(cairo, text, face.family == Family::Dots ? GridStyle::Dots : GridStyle::Strokes, size);
        return;
    }
    const Layout layout = impl_->layout(text, face);
    cairo_save(cairo);
    cairo_scale(cairo, size / kDesignSize, size / kDesignSize);
    cairo_move_to(cairo, 0, 0);
    pango_cairo_layout_line_path(cairo, pango_layout_get_line_readonly(layout.get(), 0));
    cairo_restore(cairo);
}

}  // namespace tidewaiter::scene
