// Questions on top of a screen. The browser's own <dialog> keeps the focus inside and gives it back.

import { el } from './dom.js';
import { t } from './texts.js';

let count = 0;

/** Opens a dialog with a heading and what `content(close)` builds; resolves with what close is given, or undefined. */
export function openDialog(title, content, properties = {}) {
    return new Promise((done) => {
        const id = `dialog-${++count}`;
        let answer;
        const close = (value) => { answer = value; dialog.close(); };
        const dialog = el('dialog', { 'aria-labelledby': id, ...properties },
            el('h2', { id }, title), content(close));
        dialog.addEventListener('close', () => { dialog.remove(); done(answer); });
        document.body.append(dialog);
        dialog.showModal();
    });
}

/** Asks before something that cannot be taken back; resolves with true when it shall be done. */
export function confirmed(title, text, actionText, tone = 'danger') {
    return openDialog(title, (close) => [
        el('p', {}, text),
        el('div', { class: 'actions' },
            el('button', { type: 'button', autofocus: true, on: { click: () => close(false) } }, t('action.cancel')),
            el('button', { type: 'button', class: tone, on: { click: () => close(true) } }, actionText)),
    ]);
}

export function closeDialogs() {
    for (const dialog of document.querySelectorAll('dialog[open]')) dialog.close();
}
