// A PIN or password, with keys large enough for gloves. The pad only types into the field, which takes a keyboard too.

import { el, fill } from './dom.js';
import { field } from './form.js';
import { icon } from './icons.js';
import { t } from './texts.js';

const kDigits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '', '0', 'back'];

/** The field `name` with its pad; `fresh` for a secret that is being chosen. */
export function secretField(label, { name = 'secret', fresh = false, pad = true, required = true } = {}) {
    const input = el('input', { type: 'password', name, required, autocapitalize: 'off', spellcheck: 'false', dir: 'ltr',
        autocomplete: fresh ? 'new-password' : 'current-password', inputmode: pad ? 'none' : false });
    const labeled = field(label, input, fresh ? t('secret.rules') : undefined);
    return pad ? el('div', { class: 'secret' }, labeled, padFor(input)) : labeled;
}

function padFor(input) {
    const keys = el('div', { class: 'pad', role: 'group', 'aria-label': t('secret.pad'), dir: 'ltr' },
        kDigits.map((digit) => key(input, digit)));
    const letters = el('button', { type: 'button', class: 'plain' }, t('secret.letters'));
    letters.addEventListener('click', () => {
        keys.hidden = !keys.hidden;
        input.inputMode = keys.hidden ? 'text' : 'none';
        fill(letters, t(keys.hidden ? 'secret.digits' : 'secret.letters'));
        input.focus();
    });
    return [keys, letters];
}

function key(input, digit) {
    if (digit === '') return el('span');
    const back = digit === 'back';
    const type = () => { input.value = back ? input.value.slice(0, -1) : input.value + digit; };
    return el('button', { type: 'button', 'aria-label': back ? t('secret.back') : false, on: { click: type } },
        back ? icon('back') : digit);
}
