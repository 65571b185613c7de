// People: who may log in, as what. Nobody is ever removed, so that old records keep their names; they are locked out.

import { get, patch, post } from './api.js';
import { notify } from './announce.js';
import { confirmed, openDialog } from './dialog.js';
import { el, fill } from './dom.js';
import { act, button, choice, field, form } from './form.js';
import { icon } from './icons.js';
import { secretField } from './pin.js';
import { whenScanned } from './scanner.js';
import { table } from './table.js';
import { t } from './texts.js';

export const peopleScreen = { name: 'people', title: 'people.title', show };

const kRoles = ['officer', 'supervisor', 'auditor', 'administrator'];
const roles = () => Object.fromEntries(kRoles.map((role) => [role, t(`role.${role}`)]));

async function show(main) {
    const work = { trouble: el('div', { class: 'trouble' }), list: el('div', {}) };
    fill(main, el('h1', {}, t('people.title')), el('div', { class: 'actions' }, button(t('people.add'), () => edit(work, null), { class: 'main' })), work.trouble, work.list);
    await load(work);
}

const load = (work) => act(null, work.trouble, async () => {
    const { people } = await get('/people');
    fill(work.list, table(t('people.title'), [t('people.name'), t('people.role'), t('people.badge'), t('people.state'), t('people.change')],
        people.map((person) => cells(work, person))));
});

function cells(work, person) {
    const toggle = button(t(person.active ? 'people.lock' : 'people.unlock'), () => setActive(work, person, toggle));
    return [el('bdi', {}, person.name), t(`role.${person.role}`), person.badge ? t('people.has-badge') : '–', t(person.active ? 'people.active' : 'people.locked'),
        el('div', { class: 'actions' }, button(t('people.edit'), () => edit(work, person)), toggle)];
}

async function setActive(work, person, toggle) {
    if (person.active && !await confirmed(t('people.lock'), t('people.lock-text', { name: person.name }), t('people.lock'))) return;
    await act(toggle, work.trouble, () => patch(`/people/${person.id}`, { active: !person.active }));
    await load(work);
}

/** Adds somebody, or changes role, PIN or badge of `person`. What is left empty stays. */
async function edit(work, person) {
    const badge = el('input', { name: 'badge', dir: 'ltr', autocomplete: 'off' });
    whenScanned((text) => { badge.value = text; });
    const saved = await openDialog(person ? person.name : t('people.add'), (close) => form([
        !person && field(t('people.name'), el('input', { name: 'name', required: true, autocomplete: 'off' })),
        field(t('people.role'), choice('role', roles(), person?.role ?? 'officer')),
        secretField(t(person ? 'people.new-secret' : 'people.first-secret'), { fresh: true, pad: false, required: !person }),
        field([icon('badge'), ' ', t('people.badge')], badge, t('people.badge-hint')),
        el('div', { class: 'actions' }, button(t('action.cancel'), () => close()), el('button', { type: 'submit', class: 'main' }, t('action.save'))),
    ], async (values) => {
        const given = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.trim()]).filter(([, value]) => value));
        await (person ? patch(`/people/${person.id}`, given) : post('/people', given));
        close(true);
    }));
    whenScanned(null);
    if (saved) { notify(t('people.saved')); await load(work); }
}
