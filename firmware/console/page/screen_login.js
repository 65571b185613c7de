// Log-in: a name or a badge, and the PIN or password that belongs to it.

import { el, fill } from './dom.js';
import { field, form } from './form.js';
import { icon } from './icons.js';
import { secretField } from './pin.js';
import { whenScanned } from './scanner.js';
import { logIn } from './session.js';
import { t } from './texts.js';

/** The log-in, with a sentence that says why it is shown again. */
export function logInScreen(why) {
    return { name: 'login', title: 'login.title', show: (main) => draw(main, why) };
}

async function draw(main, why) {
    const who = whoField(() => main.querySelector('[name=secret]').focus());
    fill(main, el('section', { class: 'entry card' },
        el('h1', {}, t('login.title')),
        why && el('p', { class: 'note' }, why),
        form([
            el('div', { class: 'entry-fields' }, who.element, el('p', { class: 'hint badge-hint' }, icon('badge'), t('login.badge-hint'))),
            secretField(t('login.secret')),
            el('button', { type: 'submit', class: 'main' }, t('login.go')),
        ], async ({ secret }, element) => {
            try {
                await logIn(who.value(), secret);
            } catch (refusal) {
                element.elements.namedItem('secret').value = '';
                throw refusal;
            }
        })));
    whenScanned(who.scanned);
    who.focus();
}

/** The field for a name, which a scanned badge takes the place of until it is taken away. */
export function whoField(then = () => {}, label = t('login.name')) {
    let badge = null;
    const name = el('input', { name: 'name', autocomplete: 'username', autocapitalize: 'words', spellcheck: 'false' });
    const element = el('div', { class: 'who' });
    const draw = () => fill(element, badge ? badgeRead(() => { badge = null; draw(); name.focus(); }) : field(label, name));
    draw();
    return {
        element,
        value: () => (badge ? { badge } : { name: name.value.trim() }),
        scanned: (text) => { badge = text; draw(); then(); },
        focus: () => name.focus(),
    };
}

function badgeRead(onRemove) {
    return el('p', { class: 'badge-read', role: 'status' }, icon('done'), el('span', {}, t('login.badge-read')),
        el('button', { type: 'button', class: 'plain', on: { click: onRemove } }, t('login.use-name')));
}
