// Evidence on the very photo that was read: each place outlined, one at a time zoomed to.

import { address } from './api.js';
import { code, el, fill, svg } from './dom.js';
import { button } from './form.js';
import { hasText, percent, t } from './texts.js';

const kMostPixels = 3000;
const kMargin = 1.8;
const kSmallest = 60;
const kZoom = 1.5;

/** The panel of the case `now`: `show(finding)` shows where its evidence stands; null, the first photo. */
export function evidencePanel(now) {
    const state = { now, pieces: [], at: 0, box: null };
    state.picture = el('div', { class: 'photo' });
    state.caption = el('p', { class: 'caption', role: 'status' });
    state.steps = el('div', { class: 'actions' });
    const element = el('figure', { class: 'evidence card' }, state.picture, el('figcaption', {}, state.caption, state.steps, zoomButtons(state)));
    const show = (finding) => {
        state.asked = finding !== null;
        state.pieces = finding ? piecesOf(finding, now.result) : [];
        state.severity = finding?.severity ?? 'info';
        step(state, 0);
    };
    return { element, show };
}

/** The places a finding rests on: first what was read, then the parts of the picture around it. */
export function piecesOf(finding, result) {
    const byId = (list) => new Map((list ?? []).map((value) => [value.id, value]));
    const [regions, readings, fields] = [byId(result.regions), byId(result.readings), byId(result.fields)];
    const read = (finding.fields ?? []).map((id) => fields.get(id)).filter(Boolean).flatMap((field) =>
        (field.readings ?? []).map((id) => readings.get(id)).filter(Boolean).map((reading) => ({
            quad: reading.quad ?? regions.get(reading.region)?.quad, frame: regions.get(reading.region)?.frame,
            kind: field.type, text: field.value, confidence: field.confidence, region: reading.region })));
    const told = new Set(read.map(({ region }) => region));
    const seen = (finding.regions ?? []).map((id) => regions.get(id)).filter((region) => region && !(told.has(region.id) && region.kind === 'text'))
        .map((region) => ({ quad: region.quad, frame: region.frame, kind: region.kind, text: textIn(region, result), confidence: region.score }));
    return [...read, ...seen].filter(({ quad, frame }) => quad && frame);
}

function textIn(region, result) {
    if (region.kind !== 'text' && region.kind !== 'barcode') return '';
    return result.readings.find((reading) => reading.region === region.id)?.text ?? '';
}

function step(state, at) {
    state.at = at;
    const piece = state.pieces[at];
    const frame = frameOf(state, piece);
    fill(state.caption, piece ? captionOf(piece) : state.asked && t('evidence.none'));
    fill(state.steps, stepButtons(state));
    if (!frame) return fill(state.picture);
    state.frame = frame;
    state.box = piece ? around(piece.quad, frame) : whole(frame);
    draw(state, piece);
}

const frameOf = ({ now }, piece) => {
    const frames = now.result?.frames ?? [];
    return (piece && frames.find(({ id }) => id === piece.frame)) ?? frames[0];
};

function captionOf({ kind, text, confidence }) {
    const key = `kind.${kind}`;
    return [el('strong', {}, hasText(key) ? t(key) : kind.replaceAll('_', ' ')), ' ', text && code(text), ' ',
        el('span', { class: 'quiet' }, percent(confidence))];
}

function stepButtons(state) {
    const count = state.pieces.length;
    if (count < 2) return [];
    const move = (by) => { step(state, (state.at + by + count) % count); state.steps.querySelector(by < 0 ? '.before' : '.after').focus(); };
    return [button(t('evidence.before'), () => move(-1), { class: 'before' }),
        el('span', { class: 'quiet' }, t('evidence.of', { at: state.at + 1, count })),
        button(t('evidence.after'), () => move(1), { class: 'after' })];
}

function zoomButtons(state) {
    const change = (next) => () => { if (state.frame) { state.box = next(state); aim(state); } };
    return el('div', { class: 'actions' },
        button(t('evidence.closer'), change(({ box }) => scaled(box, 1 / kZoom))),
        button(t('evidence.farther'), change(({ box, frame }) => (box.width * kZoom > frame.width ? whole(frame) : scaled(box, kZoom)))),
        button(t('evidence.whole'), change(({ frame }) => whole(frame))));
}

function draw(state, piece) {
    const { frame, now, pieces, severity } = state;
    const source = `${address(`/inspections/${now.id}/photos/${frame.photo}`)}?width=${Math.min(frame.width, kMostPixels)}`;
    const points = (quad) => quad.map((corner) => corner.join(',')).join(' ');
    const outline = (quad, kind) => svg('polygon', { class: kind, points: points(quad) });
    const others = pieces.filter((other) => other !== piece && other.frame === frame.id);
    state.view = svg('svg', { role: 'img', 'aria-label': t('evidence.alt', { photo: frame.photo }), class: severity, preserveAspectRatio: 'xMidYMid meet' },
        svg('image', { href: source, width: frame.width, height: frame.height, preserveAspectRatio: 'none' }),
        others.map(({ quad }) => outline(quad, 'other')),
        piece && [outline(piece.quad, 'halo'), outline(piece.quad, 'mark')]);
    fill(state.picture, state.view);
    aim(state);
    pannable(state);
}

function aim({ view, box }) {
    view.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`);
}

const whole = (frame) => ({ x: 0, y: 0, width: frame.width, height: frame.height });

function scaled({ x, y, width, height }, by) {
    return { x: x + (width - width * by) / 2, y: y + (height - height * by) / 2, width: width * by, height: height * by };
}

// With room around it, so that one sees where in the photo it is; never more than the photo.
function around(quad, frame) {
    const [xs, ys] = [quad.map(([x]) => x), quad.map(([, y]) => y)];
    const side = Math.max(kSmallest, kMargin * (Math.max(...xs) - Math.min(...xs)), kMargin * (Math.max(...ys) - Math.min(...ys)));
    const width = Math.min(frame.width, side * 1.33);
    const height = Math.min(frame.height, side);
    const middle = (values) => (Math.max(...values) + Math.min(...values)) / 2;
    const within = (value, most) => Math.max(0, Math.min(value, most));
    return { x: within(middle(xs) - width / 2, frame.width - width), y: within(middle(ys) - height / 2, frame.height - height), width, height };
}

function pannable(state) {
    let from = null;
    state.view.addEventListener('pointerdown', (event) => { from = event; state.view.setPointerCapture(event.pointerId); });
    state.view.addEventListener('pointerup', () => { from = null; });
    state.view.addEventListener('pointermove', (event) => {
        if (!from) return;
        const perPixel = state.box.width / state.view.clientWidth;
        state.box.x -= (event.clientX - from.clientX) * perPixel;
        state.box.y -= (event.clientY - from.clientY) * perPixel;
        from = event;
        aim(state);
    });
}
