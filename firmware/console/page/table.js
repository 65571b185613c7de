// A table that becomes cards on a narrow screen, where each cell says its column's name itself.

import { el } from './dom.js';

/** `columns` are texts, `rows` arrays of what the cells hold; `caption` is for readers that do not see the heading. */
export function table(caption, columns, rows) {
    return el('div', { class: 'table', role: 'region', 'aria-label': caption, tabindex: 0 }, el('table', {},
        el('caption', { class: 'unseen' }, caption),
        el('thead', {}, el('tr', {}, columns.map((column) => el('th', { scope: 'col' }, column)))),
        el('tbody', {}, rows.map((cells) => el('tr', {}, cells.map((cell, i) => el('td', { 'data-label': columns[i] }, cell)))))));
}

/** Terms and what is known of them; rows that are false are left out. */
export function facts(rows) {
    return el('dl', { class: 'facts' }, rows.filter(Boolean).map(([term, value]) => [el('dt', {}, term), el('dd', {}, value)]));
}
