// The officer's decision: confirmed with one tap, or overruled with a reason, a note and, where policy asks, a second
// officer who logs in on the same screen.

import { post } from './api.js';
import { say } from './announce.js';
import { openDialog } from './dialog.js';
import { code, el } from './dom.js';
import { act, button, field, form } from './form.js';
import { sign, icon } from './icons.js';
import { bind } from './keys.js';
import { secretField } from './pin.js';
import { whenScanned } from './scanner.js';
import { whoField } from './screen_login.js';
import { moment, t } from './texts.js';

const kVerdicts = ['clear', 'inspect', 'hold'];

/** The bar of a case that waits for its decision; `take` is given the sealed case. */
export function decisionBar(now, take) {
    if (now.needs.blind) return el('p', { class: 'note' }, t('decision.blind-first'));
    const trouble = el('div', { class: 'trouble' });
    const note = el('input', { name: 'note', dir: 'auto', placeholder: t('decision.note'), 'aria-label': t('decision.note') });
    const verdict = now.result?.verdict;
    const confirm = bind('F4', button([icon('done'), t('decision.confirm', { verdict: t(`verdict.${verdict}`) }), ' ', el('kbd', {}, 'F4')],
        () => act(confirm, trouble, () => decide(now, { choice: 'confirmed', note: note.value.trim() }, take)), { class: 'main' }));
    const overrule = bind('F7', button([t('decision.overrule'), ' ', el('kbd', {}, 'F7')], () => openOverrule(now, note.value.trim(), take)));
    return [trouble, note, overrule, confirm];
}

async function decide(now, decision, take) {
    const sealed = await post(`/inspections/${now.id}/decision`, decision);
    say(t('decision.sealed'));
    take(sealed);
}

function openOverrule(now, note, take) {
    const second = now.needs.second_officer ? whoField(() => {}, t('decision.second-name')) : null;
    if (second) whenScanned(second.scanned);
    return openDialog(t('decision.overrule'), (close) => form([
        group(t('decision.verdict'), 'verdict', kVerdicts.filter((name) => name !== now.result?.verdict),
            (name) => [sign(name), t(`verdict.${name}`)]),
        group(t('decision.reason'), 'reason', now.overrule_reasons, (name) => t(`reason.${name}`)),
        field(t('decision.note'), el('textarea', { name: 'note', rows: 2, dir: 'auto', value: note })),
        second && el('fieldset', { class: 'second' }, el('legend', {}, t('decision.second')), el('p', { class: 'hint' }, t('decision.second-text')),
            el('div', { class: 'pair' }, second.element, secretField(t('login.secret'), { pad: false }))),
        el('div', { class: 'actions' }, button(t('action.cancel'), () => close()),
            el('button', { type: 'submit', class: 'main' }, t('decision.seal'))),
    ], async ({ verdict, reason, note: words, secret }) => {
        await decide(now, { choice: 'overruled', verdict, reason, note: words.trim(),
            ...(second ? { second: { ...second.value(), secret } } : {}) }, take);
        close();
    }), { class: 'wide' }).finally(() => whenScanned(null));
}

/** Large radio buttons; none is chosen beforehand, so that nobody overrules by haste. */
function group(legend, name, values, content) {
    return el('fieldset', { class: 'group' }, el('legend', {}, legend), values.map((value) =>
        el('label', { class: `option ${value}` }, el('input', { type: 'radio', name, value, required: true }),
            el('span', {}, content(value)))));
}

/** What was decided, for a sealed case. */
export function decisionNote(now) {
    const { decision } = now;
    if (!decision) return null;
    const rows = [
        ['decision.in-effect', [sign(decision.verdict), ' ', t(`verdict.${decision.verdict}`)]],
        decision.reason && ['decision.reason', t(`reason.${decision.reason}`)],
        decision.note && ['decision.note', el('bdi', {}, decision.note)],
        ['decision.by', [el('bdi', {}, decision.by.name), ' · ', t(`role.${decision.by.role}`)]],
        decision.second && ['decision.second', [el('bdi', {}, decision.second.name), ' · ', t(`role.${decision.second.role}`)]],
        ['decision.time', moment(decision.time)], ['case.id', code(now.id)],
    ].filter(Boolean);
    return el('section', { class: 'card sealed' }, el('h2', {}, icon('secret'), t(`decision.${decision.choice}`), now.sealed ? ` · ${t('decision.is-sealed')}` : ''),
        el('dl', { class: 'facts' }, rows.map(([key, value]) => [el('dt', {}, t(key)), el('dd', {}, value)])));
}
