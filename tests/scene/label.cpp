#include "tests/scene/label.h"

#include <algorithm>

#include "tests/scene/text_block.h"

namespace tidewaiter::scene {

namespace {

constexpr double kBaseline = 0.92;   // below the row's top, in em: room for Chinese characters
constexpr double kRowHeight = 1.32;  // in em
constexpr double kCodeGapMm = 1.2;   // clear space above and below bars
constexpr double kQuietModules = 10;

/// Sets one row after the other from the top; the label's height is known at the end.
class LabelSetter {
  public:
    LabelSetter(const LabelPlan& plan, const Typesetter& typesetter)
        : plan_(plan), typesetter_(typesetter), left_(plan.paddingMm), top_(plan.paddingMm) {}

    void operator()(const TextRow& row) {
        double size = 0;
        for (const LabelText& cell : row.cells) size = std::max(size, cell.sizeMm);
        const double width = rightEdge(size * kRowHeight) - left_;
        const double cellWidth = width / static_cast<double>(row.cells.size());
        double x = left_;
        for (const LabelText& cell : row.cells) {
            const Face face{plan_.family, cell.bold};
            const double room = row.cells.size() > 1 ? cellWidth * 0.94 : cellWidth;
            const double fitted = fittingSize(cell.text, face, cell.sizeMm, room, typesetter_);
            marks_.emplace_back(textOnBaseline(cell.text, {face, fitted, plan_.ink},
                                               {x, top_ + size * kBaseline}, Align::Left, typesetter_));
            x += cellWidth;
        }
        top_ += size * kRowHeight;
    }

    void operator()(const CodeRow& row) {
        const Symbol symbol = encodeSymbol(row.symbology, row.text);
        const double width = rightEdge(row.heightMm) - left_;
        const double modules = symbol.modules.width + (symbol.linear ? kQuietModules : 2);
        const double module = std::min(row.moduleMm, width / modules);
        const double quiet = symbol.linear ? kQuietModules / 2 * module : module;
        const Size size{symbol.modules.width * module,
                        symbol.linear ? row.heightMm : symbol.modules.height * module};
        top_ += kCodeGapMm;
        const Rect box{left_ + quiet, top_, size.width, size.height};
        marks_.emplace_back(Code{row.symbology, row.text, symbol, box, plan_.ink});
        top_ += size.height + kCodeGapMm * 0.6;
        if (!row.caption.empty()) setCaption(row, box);
        top_ += kCodeGapMm * 0.6;
    }

    void operator()(const RuleRow&) {
        top_ += 0.8;
        const double right = rightEdge(0.1);
        marks_.emplace_back(Stroke{{{left_, top_}, {right, top_}}, 0.35, plan_.ink});
        top_ += 0.9;
    }

    /// Puts the side code so that it begins where the next row does.
    void setSideCode(const SideCode& side) {
        const Symbol symbol = encodeSymbol(side.symbology, side.text);
        const Size size = symbol.modules * side.moduleMm;
        const Rect box{plan_.widthMm - plan_.paddingMm - size.width, top_ + 1, size.width, size.height};
        marks_.emplace_back(Code{side.symbology, side.text, symbol, box, plan_.ink});
        side_ = grown(box, std::max(2 * side.moduleMm, 1.5));
    }

    [[nodiscard]] double height() const {
        return std::max(top_, side_ ? side_->br().y : 0.0) + plan_.paddingMm * 0.7;
    }

    /// What was set, about the middle of a label of `size`.
    [[nodiscard]] std::vector<Mark> centered(const Size& size) const {
        std::vector<Mark> moved = marks_;
        const Point shift{-size.width / 2, -size.height / 2};
        for (Mark& mark : moved) {
            if (auto* text = std::get_if<Text>(&mark)) text->center += shift;
            if (auto* code = std::get_if<Code>(&mark)) code->box += shift;
            if (auto* stroke = std::get_if<Stroke>(&mark)) {
                for (Point& point : stroke->points) point += shift;
            }
        }
        return moved;
    }

  private:
    [[nodiscard]] double rightEdge(double rowHeight) const {
        const bool beside = side_ && top_ + rowHeight > side_->y && top_ < side_->br().y;
        return beside ? side_->x - 1 : plan_.widthMm - plan_.paddingMm;
    }

    void setCaption(const CodeRow& row, const Rect& bars) {
        const Face face{plan_.family, false};
        const double fitted =
            fittingSize(row.caption, face, row.captionMm, rightEdge(row.captionMm) - left_, typesetter_);
        const Point start{bars.x + bars.width / 2, top_ + fitted * 0.8};
        Text caption =
            textOnBaseline(row.caption, {face, fitted, plan_.ink}, start, Align::Center, typesetter_);
        caption.center.x = std::max(caption.center.x, left_ + caption.ink.width / 2);
        marks_.emplace_back(std::move(caption));
        top_ += fitted * 1.05;
    }

    const LabelPlan& plan_;
    const Typesetter& typesetter_;
    double left_;
    double top_;
    std::optional<Rect> side_;
    std::vector<Mark> marks_;
};

}  // namespace

Item makeLabel(const LabelPlan& plan, const Typesetter& typesetter) {
    LabelSetter setter(plan, typesetter);
    for (std::size_t i = 0; i < plan.rows.size(); ++i) {
        if (plan.side && plan.side->fromRow == i) setter.setSideCode(*plan.side);
        std::visit(setter, plan.rows[i]);
    }
    Item item;
    item.kind = ItemKind::Label;
    item.what = plan.name;
    item.size = item.footprint = {plan.widthMm, setter.height()};
    const Rect outline = centeredRect(item.size);
    item.marks = {RoundRect{grown(outline, 0.5) + Point(0.3, 0.5), 0.8, gray(0, 0.22)},
                  RoundRect{outline, 0.6, plan.paper}, Texture{outline, Material::Paper, 0.4}};
    if (plan.framed) {
        const Rect frame = grown(outline, -1.4);
        std::vector<Point> corners = cornersOf(frame);
        corners.push_back(corners.front());
        item.marks.emplace_back(Stroke{corners, 0.4, plan.ink});
    }
    for (Mark& mark : setter.centered(item.size)) item.marks.push_back(std::move(mark));
    return item;
}

}  // namespace tidewaiter::scene
