// First start: the one-time code makes the first administrator. There is no default password.

import { code, el, fill } from './dom.js';
import { field, form } from './form.js';
import { secretField } from './pin.js';
import { setUp } from './session.js';
import { t } from './texts.js';

export function setUpScreen(status) {
    return { name: 'setup', title: 'setup.title', show: (main) => draw(main, status) };
}

async function draw(main, status) {
    fill(main, el('section', { class: 'entry card' },
        el('h1', {}, t('setup.title')),
        el('p', {}, t('setup.text')),
        form([
            el('div', { class: 'entry-fields' },
                field(t('setup.code'), el('input', { name: 'code', required: true, dir: 'ltr', autocapitalize: 'off', spellcheck: 'false' }), t('setup.code-hint')),
                field(t('setup.name'), el('input', { name: 'name', required: true, autocomplete: 'username' })),
                status.fingerprint && fingerprint(status.fingerprint)),
            secretField(t('setup.secret'), { fresh: true }),
            el('button', { type: 'submit', class: 'main' }, t('setup.go')),
        ], (values) => setUp(values.code.trim(), values.name.trim(), values.secret))));
    main.querySelector('input').focus();
}

function fingerprint(text) {
    return el('details', { class: 'fingerprint' }, el('summary', {}, t('setup.fingerprint')), el('p', {}, t('setup.fingerprint-text')), el('p', {}, code(text)));
}
