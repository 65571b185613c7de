// Blind confirmation: the officer types what they see before they are told what was read, so that nobody sees what they
// expect to see.

import { address, post } from './api.js';
import { code, el, svg } from './dom.js';
import { field, form } from './form.js';
import { t } from './texts.js';

const kWidth = 1.15;
const kHeight = 1.9;
const kHeightOfBarcode = 6;
const kMostPixels = 3000;

export function blindSection(now, take) {
    if (!now.blind?.length) return null;
    return el('section', { class: 'card blind', 'aria-labelledby': 'blind' }, el('h2', { id: 'blind' }, t('blind.title')),
        now.blind.map((item) => (item.typed === null ? question(now, item, take) : answer(now, item))));
}

function question(now, item, take) {
    return [el('p', {}, t('blind.text')), crop(now, item), form([
        field(t('blind.typed'), el('input', { name: 'typed', required: true, dir: 'ltr', autocapitalize: 'characters', spellcheck: 'false', autocomplete: 'off' }),
            t('blind.hint')),
        el('button', { type: 'submit', class: 'main' }, t('blind.send')),
    ], async ({ typed }) => take(await post(`/inspections/${now.id}/confirmations`, { finding: item.finding, typed: typed.trim() })))];
}

/** Where no place is known, all that was photographed. */
function photos(now) {
    return now.photos.map(({ id }) => el('img', { class: 'preview', src: address(`/inspections/${now.id}/photos/${id}`), alt: t('blind.alt') }));
}

function answer(now, { typed, agrees, ...item }) {
    return [crop(now, item), el('p', { class: agrees ? 'note good' : 'note bad' }, el('strong', {}, t(agrees ? 'blind.agrees' : 'blind.differs')), ' ',
        t('blind.you-typed'), ' ', code(typed))];
}

// Nobody reads bars: the number is printed above or below them.
function room(now, quad) {
    const corners = JSON.stringify(quad);
    const region = now.result?.regions?.find((other) => JSON.stringify(other.quad) === corners);
    return region?.kind === 'barcode' ? kHeightOfBarcode : kHeight;
}

/** The place alone, turned upright, without an outline that says more than the photo. */
function crop(now, { photo, quad }) {
    if (!quad) return photos(now);
    const { width, height } = now.photos.find(({ id }) => id === photo) ?? {};
    const [a, b, , d] = quad;
    const long = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const high = Math.hypot(d[0] - a[0], d[1] - a[1]);
    const turn = -Math.atan2(b[1] - a[1], b[0] - a[0]) * 180 / Math.PI;
    const middle = (axis) => quad.reduce((sum, corner) => sum + corner[axis], 0) / quad.length;
    const [w, h] = [Math.max(long * kWidth, 40), Math.max(high * room(now, quad), 16)];
    return svg('svg', { class: 'crop', role: 'img', 'aria-label': t('blind.alt'), viewBox: `${-w / 2} ${-h / 2} ${w} ${h}` },
        svg('image', { href: `${address(`/inspections/${now.id}/photos/${photo}`)}?width=${Math.min(width, kMostPixels)}`, width, height,
            transform: `rotate(${turn}) translate(${-middle(0)} ${-middle(1)})` }));
}
