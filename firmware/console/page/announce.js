// What is said to screen readers, and short notices that come and go for everybody.

import { el } from './dom.js';
import { t } from './texts.js';

const kNoticeMs = 9000;

/** Said when the reader is done with what it reads. */
export function say(text) { speak('said', text); }

/** Said at once. */
export function warn(text) { speak('warned', text); }

// The same words twice are only heard twice when the region was empty in between.
function speak(region, text) {
    const element = document.getElementById(region);
    element.textContent = '';
    setTimeout(() => { element.textContent = text; }, 60);
}

/** A notice in the corner, with a link where `place` is given. */
export function notify(text, { tone = 'info', place } = {}) {
    const close = () => notice.remove();
    const notice = el('div', { class: `toast ${tone}` },
        el('p', {}, text),
        place && el('a', { class: 'button', href: `#/${place}`, on: { click: close } }, t('action.open')),
        el('button', { type: 'button', class: 'plain', on: { click: close } }, t('action.close')));
    document.getElementById('toasts').append(notice);
    say(text);
    setTimeout(close, kNoticeMs);
}
