// The reasons of a verdict, strongest first. Tapping one shows its evidence.

import { el, english, fill } from './dom.js';
import { sign } from './icons.js';
import { hasText, percent, t } from './texts.js';

const kOrder = ['hold', 'inspect', 'info'];
const kNarrow = matchMedia('(max-width: 62rem)');

/** The list, without what somebody has yet to confirm blindly; the evidence `panel` is shown in `side`, on a narrow screen below the reason that was tapped. */
export function reasonList(now, panel, side) {
    const asked = new Set(now.blind.filter(({ typed }) => typed === null).map(({ finding }) => finding));
    const findings = (now.result?.findings ?? []).filter((finding, i) => !asked.has(i) && !finding.withheld).sort((a, b) =>
        kOrder.indexOf(a.severity) - kOrder.indexOf(b.severity) || b.score - a.score);
    const title = el('h2', { id: 'reasons' }, findings.length ? t('reasons.title') : t('reasons.none'));
    const items = findings.map((finding) => reasonItem(finding, (item) => choose(finding, item)));
    const choose = (finding, item) => {
        for (const other of items) other.querySelector('button').setAttribute('aria-pressed', String(other === item));
        panel.show(finding);
        if (!kNarrow.matches) return fill(side, panel.element);
        item.append(panel.element);
        return panel.element.scrollIntoView({ block: 'nearest' });
    };
    if (findings.length && !kNarrow.matches) choose(findings[0], items[0]);
    else panel.show(null);
    return [title, findings.length ? el('ol', { class: 'reasons' }, items) : el('p', {}, t('reasons.none-text'))];
}

function reasonItem(finding, onChoose) {
    const key = `rule.${finding.rule}`;
    const item = el('li', { class: finding.severity },
        el('button', { type: 'button', class: 'reason', 'aria-pressed': 'false', on: { click: () => onChoose(item) } },
            el('span', { class: 'severity' }, sign(finding.severity), t(`severity.${finding.severity}`), ' · ', percent(finding.score)),
            hasText(key) ? el('strong', {}, t(key)) : null,
            el('span', { class: 'message' }, english(finding.message)),
            el('span', { class: 'look' }, t('reasons.show'))),
        el('details', {}, el('summary', {}, t('reasons.source')), el('p', { class: 'basis' }, english(finding.source))));
    return item;
}
