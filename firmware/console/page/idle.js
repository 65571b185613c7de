// Locks the screen when nobody has touched it for a while, and warns before.

import { get } from './api.js';
import { closeDialogs, openDialog } from './dialog.js';
import { el } from './dom.js';
import { idleSeconds, logOut, person } from './session.js';
import { number, t } from './texts.js';

const kWarningSeconds = 30;
const kSigns = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'];

let touched = Date.now();
let told = Date.now();
let warning = null;

export function startIdleLock(onLocked) {
    for (const name of kSigns) window.addEventListener(name, noteTouch, { passive: true, capture: true });
    setInterval(() => check(onLocked), 1000);
}

export function restartIdleClock() {
    touched = told = Date.now();
}

// Once warned, only the warning's own button counts: a sleeve that brushes the screen is nobody who looks at it.
function noteTouch() {
    if (!warning) touched = Date.now();
}

function check(onLocked) {
    if (!person()) return;
    const left = idleSeconds() - (Date.now() - touched) / 1000;
    if (left <= 0) return lock(onLocked);
    if (left <= Math.min(kWarningSeconds, idleSeconds() / 3)) return warnOf(Math.ceil(left));
    tellAppliance();
}

// Who reads a long result calls nothing; the appliance, which locks by its own clock, hears of them now and then.
function tellAppliance() {
    if (touched <= told || Date.now() - told < idleSeconds() * 250) return;
    told = Date.now();
    get('/session').catch(() => {});
}

function lock(onLocked) {
    closeDialogs();
    logOut();
    onLocked();
}

function warnOf(seconds) {
    if (!warning) openWarning();
    warning.textContent = number(seconds);
}

function openWarning() {
    warning = el('strong', { class: 'countdown', 'aria-hidden': 'true' });
    openDialog(t('idle.title'), (close) => [
        el('p', {}, t('idle.text')), warning,
        el('div', { class: 'actions' },
            el('button', { type: 'button', class: 'main', autofocus: true, on: { click: () => close(true) } }, t('idle.stay'))),
    ], { class: 'small', role: 'alertdialog' }).then(() => {
        warning = null;
        restartIdleClock();
        if (person()) get('/session').catch(() => {});
    });
}
