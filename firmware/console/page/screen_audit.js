// The audit log: who did what, when, from where.

import { get, query } from './api.js';
import { code, el, fill } from './dom.js';
import { act, button } from './form.js';
import { table } from './table.js';
import { hasText, moment, t } from './texts.js';

export const auditScreen = { name: 'audit', title: 'audit.title', show };

const kAtOnce = 50;

async function show(main) {
    const place = el('div', {});
    const trouble = el('div', { class: 'trouble' });
    fill(main, el('h1', {}, t('audit.title')), trouble, place);
    await act(null, trouble, () => draw(place, trouble, []));
}

async function draw(place, trouble, before) {
    const page = await get(`/audit${query({ limit: kAtOnce, before: before.at(-1)?.index })}`);
    const all = [...before, ...page.entries];
    const more = page.more && button(t('action.more'), () => act(more, trouble, () => draw(place, trouble, all)));
    fill(place, table(t('audit.title'), [t('audit.index'), t('audit.time'), t('audit.who'), t('audit.from'), t('audit.action'), t('audit.about')], all.map(cells)), more);
}

function cells(entry) {
    const role = `role.${entry.role}`;
    const tight = (content) => el('span', { class: 'tight' }, content);
    return [code(entry.index), tight(moment(entry.time)), [el('bdi', {}, entry.who), hasText(role) ? ` · ${t(role)}` : ''], tight(code(entry.from)),
        hasText(`did.${entry.action}`) ? t(`did.${entry.action}`) : tight(code(entry.action)),
        [code(entry.about), entry.detail ? [' ', el('bdi', { lang: 'en' }, entry.detail)] : null]];
}
