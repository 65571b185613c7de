#include "firmware/inspection/facts.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdio>

#include "firmware/inspection/clues.h"
#include "firmware/inspection/hs_nomenclature.h"
#include "firmware/inspection/launch.h"
#include "firmware/inspection/origin.h"
#include "firmware/inspection/plain_text.h"
#include "firmware/inspection/serial_runs.h"
#include "firmware/inspection/shapes.h"
#include "firmware/inspection/sure_text.h"
#include "firmware/text/nearest_name.h"
#include "models/lexicon.h"
#include "ocr/fields/dates.h"
#include "ocr/fields/serial_dates.h"

namespace tidewaiter::inspection {

namespace {

using Lookup = Fact (*)(const RuleInput& input, const Thing& thing);

struct Known {
    std::string_view name;
    Lookup look;
};

Fact textFact(std::string_view text) {
    return text.empty() ? Fact() : Fact(std::string(text));
}

template <class Number>
Fact numberFact(const std::optional<Number>& number) {
    return number ? Fact(static_cast<double>(*number)) : Fact();
}

Fact declaredFamily(const RuleInput& input, const Thing&) {
    const auto family = input.declared.family();
    return family ? textFact(models::kGoodsFamilies.nameOf(*family)) : Fact();
}

Fact declaredOrigin(const RuleInput& input, const Thing&) {
    return textFact(countryOf(input.item.declaration.origin, input.item.markings));
}

/// The number that the whole value is; of "3/12" the one behind the stroke: of how many.
Fact fieldNumber(const RuleInput&, const Thing& thing) {
    const auto& value = thing.field->value;
    const auto stroke = value.find('/');
    const auto digits = stroke == std::string::npos ? value : value.substr(stroke + 1);
    if (digits.empty() || digits.find_first_not_of("0123456789.") != std::string::npos) return {};
    char* end = nullptr;
    const double number = std::strtod(digits.c_str(), &end);
    return end == digits.c_str() + digits.size() ? Fact(number) : Fact();
}

Fact fieldReader(const RuleInput& input, const Thing& thing) {
    const auto& ids = thing.field->readings;
    const auto isCode = [&](const ocr::Reading& reading) {
        return reading.kind == ocr::ReadingKind::Barcode &&
               std::find(ids.begin(), ids.end(), reading.id) != ids.end();
    };
    const auto& all = input.item.readings;
    return std::string(std::any_of(all.begin(), all.end(), isCode) ? "barcode" : "text");
}

const models::CatalogEntry* entryOfThing(const RuleInput& input, const Thing& thing) {
    return entryOf(*thing.field, input.item).entry;
}

template <std::string models::CatalogEntry::*member>
Fact entryText(const RuleInput& input, const Thing& thing) {
    const auto* entry = entryOfThing(input, thing);
    return entry == nullptr ? Fact() : textFact(entry->*member);
}

template <std::optional<double> models::CatalogEntry::*member>
Fact entryNumber(const RuleInput& input, const Thing& thing) {
    const auto* entry = entryOfThing(input, thing);
    return entry == nullptr ? Fact() : numberFact(entry->*member);
}

Fact entryKind(const RuleInput& input, const Thing& thing) {
    const auto* entry = entryOfThing(input, thing);
    return entry == nullptr ? Fact() : textFact(models::kEntryKinds.nameOf(entry->kind));
}

Fact entryControl(const RuleInput& input, const Thing& thing) {
    const auto* entry = entryOfThing(input, thing);
    if (entry == nullptr) return {};
    const auto control = input.policy.controlOf(*entry);
    return control ? textFact(control->entry) : Fact();
}

/// When something was made.
struct Made {
    std::string date;  ///< in normal form
    std::string basis;
    std::string maker{};
};

std::optional<Made> madeBy(const ocr::Field& field) {
    if (field.type == ocr::FieldType::DateCode) return Made{field.value, "printed"};
    if (field.type != ocr::FieldType::SerialNumber) return std::nullopt;
    const auto date = ocr::serialDate(field.value);
    if (!date) return std::nullopt;
    return Made{date->date, date->documented ? "documented" : "derived", date->maker};
}

Fact fieldDate(const RuleInput&, const Thing& thing) {
    const auto made = madeBy(*thing.field);
    return made && ocr::daysOf(made->date) ? textFact(ocr::spokenDate(made->date)) : Fact();
}

template <int ocr::DaySpan::*day>
Fact fieldDay(const RuleInput&, const Thing& thing) {
    const auto made = madeBy(*thing.field);
    const auto span = made ? ocr::daysOf(made->date) : std::nullopt;
    return span ? Fact(static_cast<double>((*span).*day)) : Fact();
}

template <std::string Made::*member>
Fact fieldMade(const RuleInput&, const Thing& thing) {
    const auto made = madeBy(*thing.field);
    return made ? textFact((*made).*member) : Fact();
}

Fact fieldSure(const RuleInput& input, const Thing& thing) {
    const auto& all = input.item.readings;
    const bool sure = std::any_of(all.begin(), all.end(), [&](const ocr::Reading& reading) {
        return saysSurely(reading, *thing.field);
    });
    return std::string(sure ? "yes" : "no");
}

Fact fieldLabel(const RuleInput& input, const Thing& thing) {
    return textFact(placeOf(thing.field->readings, input.places));
}

template <std::string SerialRun::*member>
Fact runText(const RuleInput& input, const Thing& thing) {
    const auto run = serialRunOf(*thing.field, input.item);
    return run ? textFact((*run).*member) : Fact();
}

Fact runLength(const RuleInput& input, const Thing& thing) {
    const auto run = serialRunOf(*thing.field, input.item);
    return run ? Fact(static_cast<double>(run->length)) : Fact();
}

Fact declaredHsState(const RuleInput& input, const Thing&) {
    const auto& hs = input.item.declaration.hs;
    return hs.size() < 2 ? Fact() : textFact(kHsStates.nameOf(hsStateOf(hs)));
}

Fact entryMaker(const RuleInput& input, const Thing& thing) {
    const auto* entry = entryOfThing(input, thing);
    return entry == nullptr ? Fact() : textFact(entry->vendor.substr(0, entry->vendor.find(" (")));
}

Fact entryBy(const RuleInput& input, const Thing& thing) {
    const auto match = entryOf(*thing.field, input.item);
    return match.entry == nullptr || match.probability == 0 ? Fact()
                                                            : textFact(models::kMatchedBy.nameOf(match.by));
}

Fact entryLaunchDay(const RuleInput& input, const Thing& thing) {
    const auto* entry = entryOfThing(input, thing);
    const auto span = entry == nullptr ? std::nullopt : ocr::daysOf(entry->launch);
    return span ? Fact(static_cast<double>(span->first)) : Fact();
}

Fact entryDieLaunch(const RuleInput& input, const Thing& thing) {
    const auto* entry = entryOfThing(input, thing);
    return entry == nullptr ? Fact() : textFact(dieLaunchOf(*entry, input.item.catalog));
}

Fact entryDieLaunchDay(const RuleInput& input, const Thing& thing) {
    const auto launch = entryDieLaunch(input, thing);
    const auto* date = std::get_if<std::string>(&launch);
    const auto span = date == nullptr ? std::nullopt : ocr::daysOf(*date);
    return span ? Fact(static_cast<double>(span->first)) : Fact();
}

/// The frame of the first region that holds one of the field's readings.
Fact fieldFrame(const RuleInput& input, const Thing& thing) {
    const auto ids = regionsOf(thing.field->readings, input.item);
    for (const auto& region : input.item.regions) {
        if (std::find(ids.begin(), ids.end(), region.id) != ids.end()) return textFact(region.frame);
    }
    return {};
}

/// Below, a reading may be texture.
constexpr double kLegible = 0.5;

Fact unreadablePhotos(const RuleInput& input, const Thing&) {
    const auto& frames = input.item.frames;
    return Fact(static_cast<double>(std::count_if(
        frames.begin(), frames.end(), [](const auto& frame) { return !frame.quality.readable; })));
}

Fact legibleInAll(const RuleInput& input, const Thing&) {
    const auto& readings = input.item.readings;
    return Fact(static_cast<double>(std::count_if(readings.begin(), readings.end(), [](const auto& reading) {
        return reading.confidence >= kLegible;
    })));
}

/// Legible lines and codes whose middle lies in the region.
Fact legibleIn(const RuleInput& input, const Thing& thing) {
    const auto stands = [&](const ocr::Reading& reading) {
        const auto& regions = input.item.regions;
        const auto own = std::find_if(regions.begin(), regions.end(),
                                      [&](const auto& region) { return region.id == reading.region; });
        return reading.confidence >= kLegible && own != regions.end() && own->frame == thing.region->frame &&
               holds(thing.region->quad, middleOf(reading.quad));
    };
    const auto& readings = input.item.readings;
    return Fact(static_cast<double>(std::count_if(readings.begin(), readings.end(), stands)));
}

#define DECLARED_TEXT(member) \
    [](const RuleInput& input, const Thing&) { return textFact(input.item.declaration.member); }
#define DECLARED_NUMBER(member) \
    [](const RuleInput& input, const Thing&) { return numberFact(input.item.declaration.member); }

/// Values that every rule can name.
const std::array kItemFacts = {
    Known{"declaration.goods", DECLARED_TEXT(goods)},
    Known{"declaration.family", declaredFamily},
    Known{"declaration.hs", DECLARED_TEXT(hs)},
    Known{"declaration.hs.state", declaredHsState},
    Known{"declaration.origin", declaredOrigin},
    Known{"declaration.shipper", DECLARED_TEXT(shipper)},
    Known{"declaration.consignee", DECLARED_TEXT(consignee)},
    Known{"declaration.gross_weight_kg", DECLARED_NUMBER(grossWeightKg)},
    Known{"declaration.packages", DECLARED_NUMBER(packages)},
    Known{"declaration.pieces", DECLARED_NUMBER(pieces)},
    Known{"declaration.value", DECLARED_NUMBER(value)},
    Known{"declaration.currency", DECLARED_TEXT(currency)},
    Known{"item.unreadable_photos", unreadablePhotos},
    Known{"item.legible", legibleInAll},
    Known{"item.photos", [](const RuleInput& input,
                            const Thing&) { return Fact(static_cast<double>(input.item.frames.size())); }},
};

#undef DECLARED_TEXT
#undef DECLARED_NUMBER

/// Values of a field, behind "field." or "other.".
const std::array kFieldFacts = {
    Known{"type", [](const RuleInput&,
                     const Thing& thing) { return textFact(ocr::kFieldTypes.nameOf(thing.field->type)); }},
    Known{"value", [](const RuleInput&, const Thing& thing) { return textFact(thing.field->value); }},
    Known{"number", fieldNumber},
    Known{"confidence", [](const RuleInput&, const Thing& thing) { return Fact(thing.field->confidence); }},
    Known{"contradictions",
          [](const RuleInput&, const Thing& thing) {
              return Fact(static_cast<double>(thing.field->contradicts.size()));
          }},
    Known{"reader", fieldReader},
    Known{"frame", fieldFrame},
    Known{"maker", [](const RuleInput&, const Thing& thing) { return textFact(thing.field->maker); }},
    Known{"label", fieldLabel},
    Known{"run.length", runLength},
    Known{"run.first", runText<&SerialRun::first>},
    Known{"run.last", runText<&SerialRun::last>},
    Known{"sure", fieldSure},
    Known{"date", fieldDate},
    Known{"date.first_day", fieldDay<&ocr::DaySpan::first>},
    Known{"date.last_day", fieldDay<&ocr::DaySpan::last>},
    Known{"date.basis", fieldMade<&Made::basis>},
    Known{"date.maker", fieldMade<&Made::maker>},
    Known{"entry.kind", entryKind},
    Known{"entry.name", entryText<&models::CatalogEntry::name>},
    Known{"entry.vendor", entryText<&models::CatalogEntry::vendor>},
    Known{"entry.maker", entryMaker},
    Known{"entry.by", entryBy},
    Known{"entry.launch", entryText<&models::CatalogEntry::launch>},
    Known{"entry.launch_day", entryLaunchDay},
    Known{"entry.die_launch", entryDieLaunch},
    Known{"entry.die_launch_day", entryDieLaunchDay},
    Known{"entry.control", entryControl},
    Known{"entry.tpp", entryNumber<&models::CatalogEntry::tpp>},
    Known{"entry.performance_density", entryNumber<&models::CatalogEntry::performanceDensity>},
    Known{"entry.weight_kg", entryNumber<&models::CatalogEntry::weightKg>},
};

/// Values of a region, behind "region." or "other.".
const std::array kRegionFacts = {
    Known{"kind",
          [](const RuleInput&, const Thing& thing) {
              return textFact(vision::kRegionKinds.nameOf(thing.region->kind));
          }},
    Known{"score", [](const RuleInput&, const Thing& thing) { return Fact(thing.region->score); }},
    Known{"frame", [](const RuleInput&, const Thing& thing) { return textFact(thing.region->frame); }},
    Known{"legible", legibleIn},
    Known{"class", [](const RuleInput&,
                      const Thing& thing) { return textFact(thing.region->className.value_or("")); }},
    Known{"surface",
          [](const RuleInput&, const Thing& thing) {
              return thing.region->surface
                         ? textFact(vision::kSurfaceStates.nameOf(thing.region->surface->state))
                         : Fact();
          }},
};

template <class Table>
void addNames(std::vector<std::string>& names, std::string_view prefix, const Table& table) {
    for (const auto& known : table) names.push_back(std::string(prefix) + std::string(known.name));
}

void addNamesOf(Subject subject, std::string_view prefix, std::vector<std::string>& names) {
    if (subject == Subject::Field) addNames(names, prefix, kFieldFacts);
    if (subject == Subject::Region) addNames(names, prefix, kRegionFacts);
}

template <class Table>
Fact lookUp(const Table& table, std::string_view name, const RuleInput& input, const Thing& thing) {
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const Known& known) { return known.name == name; });
    assert(found != table.end() && "the policy's names are checked when it is read");
    return found->look(input, thing);
}

Fact ofThing(std::string_view name, const RuleInput& input, const Thing& thing) {
    if (thing.field != nullptr) return lookUp(kFieldFacts, name, input, thing);
    assert(thing.region != nullptr && "a name with a subject needs one");
    return lookUp(kRegionFacts, name, input, thing);
}

}  // namespace

std::vector<std::string> factNames(Subject each, std::optional<Subject> other) {
    std::vector<std::string> names;
    addNames(names, "", kItemFacts);
    addNamesOf(each, std::string(kSubjects.nameOf(each)) + ".", names);
    if (other) addNamesOf(*other, "other.", names);
    return names;
}

std::vector<std::string> textsOf(std::string_view name) {
    const auto last = name.substr(name.find('.') + 1);
    if (name == "declaration.family") return text::namesOf(models::kGoodsFamilies);
    if (last == "type") return text::namesOf(ocr::kFieldTypes);
    if (last == "entry.kind") return text::namesOf(models::kEntryKinds);
    if (last == "kind") return text::namesOf(vision::kRegionKinds);
    if (last == "surface") return text::namesOf(vision::kSurfaceStates);
    if (last == "reader") return {"text", "barcode"};
    if (last == "hs.state") return text::namesOf(kHsStates);
    if (last == "sure") return {"yes", "no"};
    if (last == "date.basis") return {"printed", "documented", "derived"};
    if (last == "entry.by") return text::namesOf(models::kMatchedBy);
    return {};
}

Fact factOf(std::string_view name, const Scope& scope) {
    const auto dot = name.find('.');
    const auto rest = name.substr(dot + 1);
    if (name.starts_with("other.")) return ofThing(rest, scope.input, scope.other);
    if (name.starts_with("field.") || name.starts_with("region."))
        return ofThing(rest, scope.input, scope.subject);
    return lookUp(kItemFacts, name, scope.input, {});
}

std::string spoken(const Fact& fact) {
    if (const auto* text = std::get_if<std::string>(&fact)) {
        const auto quoted = inQuotes(*text);
        return quoted.substr(1, quoted.size() - 2);
    }
    const auto* number = std::get_if<double>(&fact);
    if (number == nullptr) return "nothing";
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.6g", *number);
    return buffer;
}

std::vector<Thing> thingsOf(Subject subject, const Case& item) {
    std::vector<Thing> things;
    if (subject == Subject::Item) things.push_back({});
    if (subject == Subject::Field) {
        for (const auto& field : item.fields) things.push_back({&field, nullptr});
    }
    if (subject == Subject::Region) {
        for (const auto& region : item.regions) things.push_back({nullptr, &region});
    }
    return things;
}

}  // namespace tidewaiter::inspection
