// System: health, storage, how good the clock is, and the versions of everything.

import { get } from './api.js';
import { code, el, english, fill } from './dom.js';
import { live } from './events.js';
import { act } from './form.js';
import { sign } from './icons.js';
import { facts } from './table.js';
import { bytes, moment, number, t } from './texts.js';

export const systemScreen = { name: 'system', title: 'system.title', show };

const kEveryMs = 10000;
const kTelling = ['storage', 'retention'];
const kStorageTones = { ok: 'clear', warning: 'inspect', full: 'hold' };

async function show(main) {
    const trouble = el('div', { class: 'trouble' });
    const cards = el('div', { class: 'cards' });
    fill(main, el('h1', {}, t('system.title')), trouble, cards);
    const load = () => act(null, trouble, async () => { const now = await get('/system'); fill(trouble); draw(cards, now); });
    await load();
    const timer = setInterval(load, kEveryMs);
    for (const name of kTelling) live.addEventListener(name, load);
    return () => {
        clearInterval(timer);
        for (const name of kTelling) live.removeEventListener(name, load);
    };
}

function draw(cards, now) {
    const open = cards.querySelector('details')?.open ?? false;
    const health = [
        [t('system.version'), code(now.version)], [t('system.uptime'), uptime(now.uptime_s)], [t('system.memory'), bytes(now.memory_bytes)],
        [t('system.queue'), t('system.queue-of', { waiting: now.queue.waiting, limit: now.queue.limit })], [t('system.provider'), english(now.provider)], [t('system.policy'), code(now.policy)]];
    const clock = [[t('system.clock-source'), code(now.clock.source)], [t('system.clock-state'), t(now.clock.synchronized ? 'system.clock-good' : 'system.clock-bad')],
        now.clock.max_error_ms !== null && [t('system.clock-error'), t('system.milliseconds', { count: number(now.clock.max_error_ms) })]];
    const evidence = [[t('system.records'), number(now.evidence.records)], [t('system.retention'), removal(now.retention)],
        [t('system.device'), code(now.evidence.device)], [t('system.key'), code(now.evidence.key)],
        [t('system.key-kept'), t(`key-kept.${now.evidence.key_kept}`)]];
    fill(cards, section('system.health', facts(health)), storageSection(now.storage), section('system.clock', facts(clock)), section('system.evidence', facts(evidence)),
        el('section', { class: 'card' }, el('details', { open }, el('summary', {}, t('system.models')),
            facts(Object.entries(now.models).map(([name, hash]) => [code(name), el('small', {}, code(hash))])))));
}

const removal = (last) => (last ? [moment(last.time), ' · ', english(last.sentence)] : t('system.retention-none'));
const section = (title, ...content) => el('section', { class: 'card' }, el('h2', {}, t(title)), content);

function storageSection({ state, percent, free_bytes: free, sentence }) {
    return section('system.storage', el('p', { class: `tag ${kStorageTones[state]}` }, sign(kStorageTones[state]), t(`storage-state.${state}`)),
        el('meter', { min: 0, max: 100, high: 90, value: percent, 'aria-label': t('system.storage') }),
        facts([[t('system.used'), `${number(percent, 1)} %`], [t('system.free'), bytes(free)]]), state !== 'ok' && el('p', { class: 'note bad' }, english(sentence)));
}

function uptime(seconds) {
    const hours = Math.floor(seconds / 3600);
    return hours < 48 ? t('system.hours', { hours: number(hours), minutes: number(Math.floor(seconds / 60) % 60) }) : t('system.days', { days: number(Math.floor(hours / 24)) });
}
