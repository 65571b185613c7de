// Holds on a sealed inspection: it is kept, however old it is, until each of them is released.

import { say } from './announce.js';
import { get, post, query } from './api.js';
import { openDialog } from './dialog.js';
import { el, fill } from './dom.js';
import { live } from './events.js';
import { act, button, field, form } from './form.js';
import { icon } from './icons.js';
import { may } from './session.js';
import { facts } from './table.js';
import { moment, t } from './texts.js';

/** The section of the inspection `id`, for those who may see it; `leave` ends its following. */
export function holdSection(id) {
    const element = el('div', {});
    if (!may('holds-read')) return { element, leave: () => {} };
    const trouble = el('div', { class: 'trouble' });
    const content = el('div', { class: 'stack' });
    fill(element, trouble, content);
    let drawn;
    const load = () => act(null, trouble, async () => {
        const { holds } = await get(`/holds${query({ inspection: id })}`);
        fill(trouble);
        // One's own hold is told twice, by its answer and as an event: what is shown already stays, with its focus.
        const next = JSON.stringify(holds);
        if (next !== drawn) fill(content, card(id, holds, load));
        drawn = next;
    });
    live.addEventListener('hold', load);
    load();
    return { element, leave: () => live.removeEventListener('hold', load) };
}

function card(id, holds, load) {
    const keep = may('holds') && button([icon('secret'), t('hold.keep')], () => ask('hold.keep', 'hold.keep-text',
        (reason) => post('/holds', { inspections: [id], reason }), 'hold.placed', load), { id: 'keep' });
    if (!holds.length) return keep;
    return el('section', { class: 'card held' }, el('h2', {}, t('hold.title')), holds.map((hold) => one(hold, load)), keep);
}

function one(hold, load) {
    return el('div', { class: 'stack' },
        facts([[t('hold.by'), el('bdi', {}, hold.by)], [t('hold.time'), moment(hold.time)], [t('hold.reason'), el('bdi', {}, hold.reason)]]),
        may('holds') && button(t('hold.release'), () => ask('hold.release', 'hold.release-text',
            (reason) => post(`/holds/${hold.id}/release`, { reason }), 'hold.released', load), { class: 'release' }));
}

function ask(title, text, send, done, load) {
    return openDialog(t(title), (close) => form([
        el('p', {}, t(text)),
        field(t('hold.reason'), el('input', { name: 'reason', required: true, maxlength: 200, dir: 'auto' }), t('hold.reason-hint')),
        el('div', { class: 'actions' }, button(t('action.cancel'), () => close()), el('button', { type: 'submit', class: 'main' }, t(title))),
    ], async ({ reason }) => {
        await send(reason.trim());
        close();
        say(t(done));
        await load();
    }));
}
