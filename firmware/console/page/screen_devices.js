// Devices: what is plugged in, what it measures now, and a test for each.

import { address, get, post } from './api.js';
import { code, el, english, fill } from './dom.js';
import { live } from './events.js';
import { act, button } from './form.js';
import { hushPictures } from './live_picture.js';
import { sign } from './icons.js';
import { facts } from './table.js';
import { hasText, number, t } from './texts.js';

export const devicesScreen = { name: 'devices', title: 'devices.title', show };

const kTones = { live: 'clear', starting: 'info', lost: 'inspect' };

async function show(main) {
    const trouble = el('div', { class: 'trouble' });
    const cards = el('div', { class: 'cards' });
    const known = new Map();
    fill(main, el('h1', {}, t('devices.title')), trouble, cards);
    const note = (device) => {
        if (!known.has(device.id)) { known.set(device.id, card(device.id)); cards.append(known.get(device.id).element); }
        known.get(device.id).draw(device);
    };
    const changed = ({ detail }) => note(detail);
    live.addEventListener('device', changed);
    const answer = await act(null, trouble, () => get('/devices'));
    answer?.devices.forEach(note);
    if (answer?.devices.length === 0) fill(cards, el('p', {}, t('devices.none')));
    return () => { live.removeEventListener('device', changed); hushPictures(main); };
}

function card(id) {
    const parts = { top: el('div', { class: 'stack' }), picture: el('div', {}), said: el('div', { role: 'status' }) };
    const test = button(t('devices.test'), () => act(test, parts.said, async () => {
        const { ok, sentence } = await post(`/devices/${id}/test`);
        fill(parts.said, el('p', { class: `note ${ok ? 'good' : 'bad'}` }, sign(ok ? 'clear' : 'inspect'), ' ', english(sentence)));
    }));
    let state = null;
    const draw = (device) => {
        fill(parts.top, el('h2', {}, el('bdi', {}, device.name)), el('p', { class: `tag ${kTones[device.state]}` }, sign(kTones[device.state]), t(`device.${device.state}`)),
            device.problem && el('p', { class: 'note bad' }, english(device.problem), ' ', t('device.comes-back')),
            facts([[t('devices.kind'), named(`device-kind.${device.kind}`, device.kind)], [t('devices.address'), code(device.address)],
                ...Object.entries(device.values ?? {}).map(([name, value]) => [named(`value.${name}`, name), typeof value === 'number' ? number(value, 2) : code(value)])]));
        if (device.state !== state) hushPictures(parts.picture);
        if (device.state !== state) fill(parts.picture, device.kind === 'camera' && device.state === 'live' && el('img', { class: 'preview', src: address(`/devices/${id}/live`), alt: t('live.alt', { name: device.name }) }));
        state = device.state;
    };
    return { element: el('section', { class: 'card' }, parts.top, parts.picture, test, parts.said), draw };
}

const named = (key, name) => (hasText(key) ? t(key) : name.replaceAll('_', ' '));
