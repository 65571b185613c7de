#include "tests/scene/top_plan.h"

#include <algorithm>
#include <cmath>

namespace tidewaiter::scene {

namespace {

Color tinted(double level, double blue, double red) {
    return {std::min(1.0, level * (1 + red)), level, std::min(1.0, level * (1 + blue)), 1};
}

Finish drawMold(bool matte, Random& random) {
    Finish finish;
    const double level = random.real(0.13, 0.24);
    const double blue = random.real(-0.06, 0.12);
    finish.color = tinted(level, blue, random.real(-0.03, 0.08));
    finish.f0 = random.real(0.035, 0.05);
    finish.roughness = matte ? random.real(0.30, 0.50) : random.real(0.13, 0.25);
    finish.grainUm = matte ? random.real(1.4, 4.5) : random.real(0.25, 0.9);
    finish.grainMm = random.real(0.022, 0.055);
    finish.speckle = random.real(0.06, 0.25);
    return finish;
}

Finish drawCeramic(Random& random) {
    Finish finish;
    const double level = random.real(0.17, 0.33);
    finish.color = tinted(level, random.real(-0.15, 0.2), random.real(0.05, 0.25));
    finish.roughness = random.real(0.10, 0.32);
    finish.grainUm = random.real(0.2, 1.0);
    finish.grainMm = random.real(0.02, 0.05);
    finish.speckle = random.real(0.03, 0.15);
    return finish;
}

Finish drawMetal(bool brushed, Random& random) {
    Finish finish;
    const double level = random.real(0.48, 0.66);
    finish.color = tinted(level, random.real(-0.04, 0.05), random.real(-0.02, 0.03));
    finish.f0 = random.real(0.18, 0.35);  // of an oxidized, cast or blasted surface, not of a mirror
    finish.roughness = brushed ? random.real(0.22, 0.34) : random.real(0.26, 0.45);
    finish.grainUm = random.real(0.2, 1.0);
    finish.grainMm = random.real(0.03, 0.07);
    finish.speckle = random.real(0.02, 0.06);
    return finish;
}

Finish drawSilicon(Random& random) {
    Finish finish;
    finish.color = tinted(random.real(0.16, 0.28), 0.15, 0.0);
    finish.f0 = random.real(0.1, 0.2);  // a ground back, not a polished mirror of 0.35
    finish.roughness = random.real(0.1, 0.2);
    finish.grainUm = 0.05;
    finish.grainMm = 0.05;
    finish.speckle = 0.01;
    return finish;
}

Finish drawFinish(TopMaterial material, Random& random) {
    switch (material) {
        case TopMaterial::MatteMold:
        case TopMaterial::GlossyMold:
            return drawMold(material == TopMaterial::MatteMold, random);
        case TopMaterial::Ceramic:
            return drawCeramic(random);
        case TopMaterial::BrushedLid:
        case TopMaterial::PlatedLid:
            return drawMetal(material == TopMaterial::BrushedLid, random);
        case TopMaterial::Silicon:
            return drawSilicon(random);
    }
    return {};
}

void drawRim(Top& top, BodyStyle style, Random& random) {
    const auto rim = [&](double width, double fall, double corner) {
        top.bevelMm = width;
        top.bevelUm = fall;
        top.cornerRadius = corner;
    };
    switch (style) {
        case BodyStyle::Gull:
        case BodyStyle::JLead:
            return rim(random.real(0.07, 0.16), random.real(150, 400), random.real(0.05, 0.3));
        case BodyStyle::Dip:
            return rim(random.real(0.14, 0.28), random.real(400, 900), random.real(0.05, 0.25));
        case BodyStyle::Sawn:
            return rim(random.real(0.015, 0.04), random.real(20, 60), 0.03);
        case BodyStyle::Capped:
            return rim(random.real(0.25, 0.5), random.real(250, 500), random.real(0.2, 0.8));
        case BodyStyle::Ceramic:
            return rim(random.real(0.04, 0.12), random.real(40, 120), random.real(0.1, 0.5));
        case BodyStyle::Can:
            return rim(random.real(0.2, 0.4), random.real(150, 350), random.real(0.5, 1.4));
    }
}

void addBrush(Top& top, Random& random) {
    Scratching brush;
    brush.directionDeg = random.below(2) * 90 + random.real(-2, 2);
    brush.spreadDeg = random.real(0.3, 1.5);
    brush.perMm = random.real(12, 26);
    brush.widthMm = random.real(0.02, 0.04);
    brush.depthUm = random.real(0.3, 0.9);
    brush.lengthMm = std::min(random.real(8, 30), 1.5 * std::max(top.body.width, top.body.height));
    brush.lighten = 0.04;
    top.brush = {brush};
}

double between(double weak, double strong, double strength) {
    return weak + (strong - weak) * strength;
}

/// Grooves by paper of one grit, or by two strokes across each other.
std::vector<Scratching> drawGrooves(double strength, Random& random) {
    Scratching grooves;
    grooves.directionDeg = random.real(0, 180);
    grooves.spreadDeg = random.real(1, 7);
    grooves.perMm = random.real(7, 16);
    grooves.widthMm = between(0.014, 0.045, strength) * random.real(0.8, 1.25);
    grooves.depthUm = between(1.2, 6.5, strength) * random.real(0.8, 1.25);
    grooves.lengthMm = random.real(1.5, 8);
    grooves.lighten = between(0.4, 1.6, strength) * random.real(0.6, 1.4);
    std::vector<Scratching> sheaf = {grooves};
    if (random.chance(0.3)) {
        sheaf.front().perMm *= 0.6;
        grooves.perMm *= 0.5;
        grooves.directionDeg += random.real(20, 90);
        sheaf.push_back(grooves);
    }
    return sheaf;
}

Sanding drawSanding(const Top& top, double strength, const MarkingFinish& former, Random& random) {
    Sanding sanding;
    // Down to where the letters are gone, or nearly.
    const double letters = std::max(-former.reliefUm, 0.0) * random.real(0.95, 1.3) + random.real(3, 8);
    sanding.cutUm = letters + between(2, 25, strength) * random.real(0.6, 1.4);
    // Nobody holds a chip quite level; a careless hand takes most of the rim off on one side.
    const bool careless = random.chance(0.35);
    const double lean = careless ? random.real(0.1, 0.5) * strength * top.bevelUm : 0.4 * sanding.cutUm;
    sanding.cutUm += 0.5 * lean;
    const double toward = random.real(0, 2 * CV_PI);
    sanding.tiltUmPerMm = Point(std::cos(toward) / top.body.width, std::sin(toward) / top.body.height) * lean;
    sanding.roughness = random.real(0.3, 0.55);
    sanding.lighten = between(0.0, 0.6, strength) * random.real(0.5, 1.2);
    sanding.grooves = drawGrooves(strength, random);
    return sanding;
}

Coat drawCoat(const Top& top, double strength, Random& random) {
    Coat coat;
    const double foreign = between(0.35, 1, strength);  // how far the paint is from the compound
    const Finish& bare = top.finish;
    Finish paint = bare;
    // Black for mold compound, something near the body's own color for the rest.
    const double black = random.real(0.09, 0.17);
    const double like = bare.color.green * random.real(0.7, 1.1);
    const bool molded = top.material == TopMaterial::MatteMold || top.material == TopMaterial::GlossyMold;
    const double level = molded ? black : like;
    const auto mix = [&](double from, double to) { return from + (to - from) * foreign; };
    paint.color = {mix(bare.color.red, level), mix(bare.color.green, level), mix(bare.color.blue, level), 1};
    // Sprayed paint is matt or satin; brushed or dipped compound is glossy.
    paint.roughness =
        mix(bare.roughness, random.chance(0.5) ? random.real(0.14, 0.26) : random.real(0.45, 0.7));
    paint.grainUm = mix(bare.grainUm, random.real(0.15, 0.9));
    paint.grainMm = mix(bare.grainMm, random.real(0.012, 0.03));
    paint.speckle = mix(bare.speckle, random.real(0.01, 0.06));
    paint.f0 = random.real(0.035, 0.05);
    coat.finish = paint;
    coat.thicknessUm = random.real(12, 40);
    coat.levelMm = random.real(0.06, 0.2);
    coat.fill = random.real(0.35, 0.95);
    coat.peelUm = between(0.15, 1.4, strength) * random.real(0.6, 1.4);
    coat.peelMm = random.real(0.15, 0.5);
    coat.insetMm = random.chance(0.5) ? -1 : random.real(0.0, 0.25);
    coat.ragMm = random.real(0.01, 0.08);
    return coat;
}

}  // namespace

TopMaterial drawMaterial(BodyStyle style, Random& random) {
    if (style == BodyStyle::Ceramic) return TopMaterial::Ceramic;
    if (style == BodyStyle::Can) {
        return random.chance(0.5) ? TopMaterial::BrushedLid : TopMaterial::PlatedLid;
    }
    return random.chance(0.78) ? TopMaterial::MatteMold : TopMaterial::GlossyMold;
}

Top drawTop(const Rect& body, BodyStyle style, TopMaterial material, Random& random) {
    Top top;
    top.body = body;
    top.material = material;
    top.finish = drawFinish(material, random);
    drawRim(top, style, random);
    if (material == TopMaterial::BrushedLid) addBrush(top, random);
    top.standMm = style == BodyStyle::Dip ? 3.5 : random.real(0.7, 1.6);
    return top;
}

MarkingFinish drawMarkingFinish(const Top& top, Process process, double level, Random& random) {
    MarkingFinish finish;
    finish.process = process;
    const bool metal = top.finish.f0 > 0.1;
    finish.color = gray(metal ? random.real(0.12, 0.3) : level, random.real(0.8, 1));
    if (process == Process::Laser) {
        finish.reliefUm = metal ? -random.real(1, 4) : -random.real(5, 30);
        finish.roughness = random.real(0.45, 0.7);
        if (random.chance(0.4)) finish.hatchMm = random.real(0.045, 0.1);
    } else {
        finish.reliefUm = random.real(4, 12);
        finish.roughness = random.real(0.22, 0.45);
        finish.color.blue *= random.real(0.85, 1);  // white inks yellow
    }
    return finish;
}

Wear drawWear(const Top& top, Random& random) {
    Wear wear;
    wear.scratches = random.chance(0.6) ? random.between(0, 6) : 0;
    if (random.chance(0.12)) wear.scratches = random.between(8, 30);
    wear.scratchUm = random.real(0.5, 3);
    wear.trayScratches = random.chance(0.15) ? random.between(2, 10) : 0;
    wear.dustPerCm2 = random.chance(0.7) ? random.real(0, 60) : random.real(60, 400);
    wear.flux = random.chance(0.15) ? random.real(0.1, 1) : 0;
    wear.fingerprint = random.chance(0.15) ? random.real(0.2, 1) : 0;
    if (random.chance(0.08)) {
        static const std::vector<Color> inks = {
            {0.9, 0.9, 0.88}, {0.9, 0.8, 0.2}, {0.2, 0.6, 0.3}, {0.8, 0.2, 0.15}, {0.2, 0.3, 0.7}};
        const double radius = std::min(random.real(0.3, 0.9), top.body.height * 0.12);
        const Rect room = grown(top.body, -2 * radius);
        const double x = random.real(room.x, room.x + room.width);
        const double y = random.real(room.y, room.y + room.height);
        wear.inkDots = {{{x, y}, radius, random.pick(inks)}};
    }
    return wear;
}

void doctor(Top& top, Defect defect, double strength, OldMarking former, Random& random) {
    top.defect = defect;
    top.strength = strength;
    if (defect == Defect::Honest || defect == Defect::Unmarked) return;
    if (defect == Defect::Remarked) {
        former.left = between(0.03, 0.2, strength) * random.real(0.7, 1.3);
        former.rubbedMm = random.real(0.1, 0.4);
    }
    if (defect == Defect::Sanded) top.sanding = {drawSanding(top, strength, former.finish, random)};
    if (defect == Defect::Blacktopped) {
        // Most are sanded before, and finer than those that stay so.
        if (random.chance(0.6)) {
            top.sanding = {drawSanding(top, 0.5 * strength, former.finish, random)};
        }
        top.coats = {drawCoat(top, strength, random)};
    }
    top.old = {std::move(former)};
}

}  // namespace tidewaiter::scene
