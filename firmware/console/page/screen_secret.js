// One's own PIN or password.

import { put } from './api.js';
import { notify, warn } from './announce.js';
import { el, fill } from './dom.js';
import { form } from './form.js';
import { secretField } from './pin.js';
import { goHome } from './shell.js';
import { t } from './texts.js';

export const secretScreen = { name: 'secret', title: 'secret.title', show: draw };

async function draw(main) {
    const trouble = el('p', { class: 'error', hidden: true }, t('secret.differ'));
    fill(main, el('h1', {}, t('secret.title')), el('section', { class: 'card narrow' }, form([
        secretField(t('secret.old'), { name: 'old', pad: false }),
        secretField(t('secret.new'), { name: 'new', fresh: true, pad: false }),
        secretField(t('secret.again'), { name: 'again', pad: false }),
        trouble,
        el('div', { class: 'actions' }, el('button', { type: 'submit', class: 'main' }, t('secret.change'))),
    ], async (values) => {
        trouble.hidden = values.new === values.again;
        if (!trouble.hidden) return warn(t('secret.differ'));
        await put('/session/secret', { old: values.old, new: values.new });
        notify(t('secret.changed'));
        goHome();
    })));
}
