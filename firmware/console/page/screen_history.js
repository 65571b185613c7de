// History: every inspection, found by serial, part, text, declaration, verdict or date.

import { get, query } from './api.js';
import { caseView } from './case_view.js';
import { code, el, fill } from './dom.js';
import { button, choice, field, form } from './form.js';
import { sign } from './icons.js';
import { bind } from './keys.js';
import { whenScanned } from './scanner.js';
import { table } from './table.js';
import { hasText, moment, t } from './texts.js';

const kAtOnce = 50;
const kWide = matchMedia('(min-width: 62rem)');

export const historyScreen = {
    name: 'history', title: 'history.title',
    show: (main, [id]) => (id ? caseView(main, id, 'history') : list(main)),
};

async function list(main) {
    const found = el('div', {});
    const input = (name, more = {}) => el('input', { name, dir: 'auto', autocomplete: 'off', ...more });
    const search = (values) => draw(found, values, []);
    const text = bind('F2', input('text', { type: 'search' }));
    const filters = form([
        field([t('history.text'), ' ', el('kbd', {}, 'F2')], text),
        el('details', { open: kWide.matches }, el('summary', {}, t('history.more')), el('div', { class: 'filters' },
            field(t('history.serial'), input('serial', { dir: 'ltr' })),
            field(t('history.part'), input('part', { dir: 'ltr' })),
            field(t('history.declaration'), input('declaration')),
            field(t('history.verdict'), choice('verdict', { '': t('history.any'), ...verdicts() }, '')),
            field(t('history.from'), input('from', { type: 'date' })),
            field(t('history.to'), input('to', { type: 'date' })))),
        el('div', { class: 'actions' }, el('button', { type: 'submit', class: 'main' }, t('history.search')),
            el('button', { type: 'reset' }, t('history.reset'))),
    ], search, { class: 'card', role: 'search' });
    filters.addEventListener('reset', () => setTimeout(() => filters.requestSubmit()));
    fill(main, el('h1', {}, t('history.title')), filters, found);
    whenScanned((scanned) => { filters.elements.namedItem('serial').value = scanned; filters.requestSubmit(); });
    await search({}).catch((refusal) => fill(found, el('p', { class: 'error' }, refusal.message)));
}

const verdicts = () => Object.fromEntries(['hold', 'inspect', 'clear'].map((name) => [name, t(`verdict.${name}`)]));

async function draw(place, values, before) {
    const last = before.at(-1)?.id;
    const page = await get(`/inspections${query({ ...values, limit: kAtOnce, before: last })}`);
    const all = [...before, ...page.inspections];
    const more = page.more && button(t('action.more'), () => draw(place, values, all));
    fill(place, el('p', { class: 'quiet', role: 'status' }, all.length ? t('history.count', { count: all.length }) : t('history.nothing')),
        all.length > 0 && table(t('history.title'), [t('history.time'), t('declaration.item'), t('declaration.goods'), t('history.verdict'), t('history.reasons'), t('history.decision')],
            all.map(cells)), more);
}

function cells(row) {
    return [
        el('a', { href: `#/history/${row.id}`, class: 'open' }, moment(row.time)), code(row.item), el('bdi', {}, row.goods),
        row.verdict ? el('span', { class: `tag ${row.verdict}` }, sign(row.verdict), t(`verdict.${row.verdict}`)) : el('strong', {}, t('blind.pending')),
        row.rules.slice(0, 3).map((rule) => el('div', {}, hasText(`rule.${rule}`) ? t(`rule.${rule}`) : code(rule))),
        row.decision ? [t(`decision.${row.decision.choice}`), ' · ', el('bdi', {}, row.decision.by?.name ?? row.decision.by)] : t('history.undecided'),
    ];
}
