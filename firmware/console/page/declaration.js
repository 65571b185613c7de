// A declaration: as a list of its fields, and in one line.

import { code, el } from './dom.js';
import { hasText, number, t } from './texts.js';

const kFields = ['item', 'goods', 'hs', 'origin', 'shipper', 'consignee', 'gross_weight_kg', 'packages', 'pieces', 'value', 'currency'];
const kCodes = ['item', 'hs', 'origin', 'currency'];

export function declarationList(declaration) {
    const rows = kFields.filter((name) => hasText(`declaration.${name}`) && (declaration[name] ?? '') !== '');
    if (rows.length === 0) return el('p', { class: 'quiet' }, t('declaration.none'));
    return el('dl', { class: 'facts' }, rows.map((name) => [el('dt', {}, t(`declaration.${name}`)), el('dd', {}, valueOf(declaration, name))]));
}

function valueOf(declaration, name) {
    const value = declaration[name];
    if (kCodes.includes(name)) return code(value);
    return typeof value === 'number' ? number(value, 3) : el('bdi', {}, value);
}

/** "MSKU-1 · green tea", each part isolated from the page's direction. */
export function declarationTitle({ item, goods }) {
    const parts = [item && code(item), goods && el('bdi', {}, goods)].filter(Boolean);
    if (parts.length === 0) return t('declaration.none');
    return parts.flatMap((part, i) => (i ? [' · ', part] : [part]));
}
