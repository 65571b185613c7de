// Watchlists and policy: how old they are, where they come from, and bringing them up to date. Declarations come in here too.

import { get, post, send } from './api.js';
import { code, el, english, fill } from './dom.js';
import { live } from './events.js';
import { act, button } from './form.js';
import { sign } from './icons.js';
import { may, person } from './session.js';
import { facts, table } from './table.js';
import { moment, number, t } from './texts.js';

export const listsScreen = { name: 'lists', title: 'lists.title', show };

const kTypes = { csv: 'text/csv', json: 'application/json', xml: 'application/xml' };

async function show(main) {
    const body = el('div', { class: 'stack' });
    const trouble = el('div', { class: 'trouble' });
    const progress = el('p', { class: 'note', role: 'status', hidden: true });
    fill(main, el('h1', {}, t('lists.title')), trouble, progress, body, may('declarations') && declarations(trouble));
    const load = async () => draw(body, trouble, await get('/lists'));
    const changed = ({ detail }) => {
        progress.hidden = !detail.sentence;
        fill(progress, detail.syncing && el('span', { class: 'spinner' }), detail.sentence && english(detail.sentence));
        load().catch(() => {});
    };
    live.addEventListener('lists', changed);
    await act(null, trouble, load);
    return () => live.removeEventListener('lists', changed);
}

function draw(body, trouble, { lists, policy, repository, syncing, last }) {
    const sync = button(syncing ? t('lists.syncing') : t('lists.sync'), () => act(sync, trouble, () => post('/lists/sync')),
        { class: 'main', disabled: syncing });
    fill(body,
        el('section', { class: 'card' }, lists.length ? table(t('lists.title'),
            [t('lists.name'), t('lists.version'), t('lists.entries'), t('lists.synchronized'), t('lists.age')], lists.map(cells)) : el('p', {}, t('lists.none')),
        may('lists') && person().role !== 'auditor' && (repository ? el('div', { class: 'actions' }, sync) : el('p', { class: 'hint' }, t('lists.no-repository')))),
        el('section', { class: 'card' }, facts([
            [t('lists.policy'), [el('bdi', {}, policy?.name ?? ''), ' · ', el('bdi', { lang: 'en' }, policy?.source ?? '')]],
            repository && [t('lists.repository'), code(repository)],
            last && [t('lists.last'), [moment(last.time), ' · ', sign(last.ok ? 'clear' : 'inspect'), ' ', english(last.sentence)]],
        ])));
}

function cells(list) {
    return [el('bdi', {}, list.name), code(list.version), number(list.entries), list.synchronized ? moment(list.synchronized) : '–',
        el('span', { class: `tag ${list.stale ? 'inspect' : 'clear'}` }, sign(list.stale ? 'inspect' : 'clear'),
            t(list.stale ? 'lists.stale' : 'lists.days', { days: number(list.age_days) }))];
}

function declarations(trouble) {
    const said = el('div', { role: 'status' });
    const input = el('input', { type: 'file', accept: '.csv,.json,.xml', on: { change: async () => {
        const [file] = input.files;
        const type = kTypes[file.name.split('.').pop().toLowerCase()] ?? 'text/csv';
        const result = await act(null, trouble, () => send('PUT', '/declarations', file, type));
        input.value = '';
        if (!result) return;
        fill(said, el('p', { class: 'note' }, t('lists.imported', { count: number(result.count) })),
            result.problems.length > 0 && el('ul', { class: 'problems' }, result.problems.map((sentence) => el('li', {}, english(sentence)))));
    } } });
    return el('section', { class: 'card' }, el('h2', {}, t('lists.declarations')), el('p', {}, t('lists.declarations-text')),
        el('label', { class: 'button picker' }, t('lists.import'), input), said);
}
