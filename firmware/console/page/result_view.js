// What was found: the verdict that reads from two meters, its reasons, the evidence, and the decision.

import { address } from './api.js';
import { warn } from './announce.js';
import { blindSection } from './blind.js';
import { declarationList, declarationTitle } from './declaration.js';
import { decisionBar, decisionNote } from './decision.js';
import { code, el, fill } from './dom.js';
import { evidencePanel } from './evidence.js';
import { holdSection } from './hold_view.js';
import { sign, icon } from './icons.js';
import { nextButton } from './next_button.js';
import { reasonList } from './reasons.js';
import { may } from './session.js';
import { bytes, moment, t } from './texts.js';

export async function resultView(view, first) {
    const parts = { verdict: el('div', {}), blind: el('div', {}), reasons: el('section', { 'aria-labelledby': 'reasons' }),
        side: el('aside', { class: 'side', 'aria-label': t('evidence.title') }), bar: el('div', { class: 'bar' }), decided: el('div', {}), facts: el('div', {}) };
    const holds = holdSection(first.id);
    fill(view.main, el('p', { class: 'crumb' }, view.back && el('a', { href: `#/${view.back}` }, t(`${view.back}.title`)), ' ',
        el('span', {}, declarationTitle(first.declaration))),
    parts.verdict, parts.decided, parts.blind,
    el('div', { class: 'columns result' }, el('div', {}, parts.reasons, parts.facts, holds.element), parts.side), parts.bar);
    let drawn = '';
    // News that change nothing here must not take away a note that is being typed.
    const update = (now) => {
        const next = JSON.stringify([now.state, now.blind, now.needs, now.decision]);
        if (next !== drawn) draw(view, parts, now);
        drawn = next;
    };
    update(first);
    if (first.state === 'judged' && may('decide')) announce(first);
    return { update, leave: holds.leave };
}

function draw(view, parts, now) {
    const panel = evidencePanel(now);
    fill(parts.verdict, verdictBand(now));
    fill(parts.decided, decisionNote(now));
    fill(parts.blind, may('decide') ? blindSection(now, view.take) : null);
    fill(parts.side, panel.element);
    fill(parts.reasons, reasonList(now, panel, parts.side));
    fill(parts.facts, facts(now));
    fill(parts.bar, now.state === 'judged' && may('decide') ? decisionBar(now, view.take) : after(now));
}

/** While somebody is to type what they see, the verdict is not told either: it would tell them that there is a hit. */
function verdictBand(now) {
    const verdict = now.result?.verdict;
    if (!verdict || now.needs.blind) return el('div', { class: 'verdict pending' }, el('h1', {}, t('blind.pending')));
    return el('div', { class: `verdict ${verdict}` }, sign(verdict),
        el('div', {}, el('h1', {}, t(`verdict.${verdict}`)), el('p', {}, t(`verdict-text.${verdict}`))));
}

function announce(now) {
    const verdict = now.result?.verdict;
    if (verdict && !now.needs.blind) warn(`${t(`verdict.${verdict}`)}. ${t('reasons.count', { count: now.result.findings.length })}`);
}

function after(now) {
    return [
        may('inspect') && nextButton({ class: 'main' }),
        now.sealed && el('a', { class: 'button', href: address(`/inspections/${now.id}/report`), target: '_blank', rel: 'noopener' }, icon('print'), t('case.report')),
    ];
}

function facts(now) {
    return el('details', { class: 'card' }, el('summary', {}, t('case.details')),
        declarationList(now.declaration),
        el('dl', { class: 'facts' },
            el('dt', {}, t('case.id')), el('dd', {}, code(now.id)),
            el('dt', {}, t('case.opened')), el('dd', {}, moment(now.opened)),
            el('dt', {}, t('case.by')), el('dd', {}, el('bdi', {}, now.by?.name ?? '')),
            now.photos.map((photo) => [el('dt', {}, t('case.photo', { name: photo.id, step: t(`step.${photo.step}`) })),
                el('dd', {}, code(`${photo.width} × ${photo.height}`), ' · ', bytes(photo.bytes), el('br'), el('small', {}, code(photo.sha256)))])));
}
