// What stands around every screen: who is here, where one can go, language, theme, lock, and banners that stay.

import { say } from './announce.js';
import { openDialog } from './dialog.js';
import { el, english, fill } from './dom.js';
import { live } from './events.js';
import { button } from './form.js';
import { icon } from './icons.js';
import { homePlace, placesAllowed } from './places.js';
import { go, placeNow, refresh } from './router.js';
import { logOut, person } from './session.js';
import { chooseLanguage, kLanguages, languageNow, t } from './texts.js';
import { isNight, switchTheme } from './theme.js';

const kConnectionGraceMs = 1500;

const part = (id) => document.getElementById(id);
const banners = new Map();
let onLock = () => {};

export function startShell(lock) {
    onLock = lock;
    part('menu').addEventListener('click', toggleMenu);
    window.addEventListener('screen', markPlace);
    window.addEventListener('keydown', (event) => { if (event.key === 'F1') { event.preventDefault(); showKeys(); } });
    watchConnection();
    live.addEventListener('hello', ({ detail }) => storageBanner(detail.storage));
    live.addEventListener('storage', ({ detail }) => storageBanner(detail.state));
}

/** Draws the shell anew: after log-in, log-out and a change of language. */
export function drawShell() {
    drawTools();
    drawPlaces();
    if (!person()) banners.clear();
    drawBanners();
}

function drawTools() {
    const who = person();
    fill(part('who'), who && [el('strong', {}, el('bdi', {}, who.name)), ' ', el('span', { class: 'quiet' }, t(`role.${who.role}`))]);
    fill(part('tools'), languageField(), themeButton(),
        who && button([icon('keys'), el('span', { class: 'unseen' }, t('shell.keys'))], showKeys, { class: 'plain wide-only', title: t('shell.keys') }),
        who && button([icon('secret'), el('span', {}, t('shell.lock'))], leave, { id: 'lock' }));
}

function languageField() {
    const select = el('select', { id: 'language', 'aria-label': t('shell.language') },
        Object.entries(kLanguages).map(([code, name]) => el('option', { value: code, lang: code, selected: code === languageNow() }, name)));
    select.addEventListener('change', async () => {
        chooseLanguage(select.value);
        drawShell();
        await refresh();
        part('language').focus();
    });
    return select;
}

function themeButton() {
    const draw = () => fill(toggle, icon(isNight() ? 'day' : 'night'),
        el('span', { class: 'unseen' }, t(isNight() ? 'shell.day' : 'shell.night')));
    const toggle = button([], () => { switchTheme(); draw(); }, { class: 'plain', id: 'theme' });
    draw();
    return toggle;
}

async function leave() {
    await logOut();
    onLock();
}

function drawPlaces() {
    const nav = part('places');
    const who = person();
    nav.setAttribute('aria-label', t('shell.places'));
    nav.hidden = !who;
    part('menu').hidden = !who;
    fill(part('menu'), icon('menu'), el('span', { class: 'unseen' }, t('shell.menu')));
    const links = placesAllowed().map((name) =>
        el('li', {}, el('a', { href: `#/${name}`, on: { click: closeMenu } }, icon(name), el('span', {}, t(`${name}.title`)))));
    fill(nav, el('ul', {}, links));
    markPlace();
}

function markPlace() {
    const [now = 'inspect'] = placeNow();
    for (const link of part('places').querySelectorAll('a')) {
        if (link.hash === `#/${now}`) link.setAttribute('aria-current', 'page');
        else link.removeAttribute('aria-current');
    }
    closeMenu();
}

function toggleMenu() {
    const open = document.body.classList.toggle('menu-open');
    part('menu').setAttribute('aria-expanded', String(open));
    if (open) part('places').querySelector('a')?.focus();
}

function closeMenu() {
    document.body.classList.remove('menu-open');
    part('menu').setAttribute('aria-expanded', 'false');
}

// A line that breaks for a moment is nobody's concern.
function watchConnection() {
    let late = 0;
    live.addEventListener('connection', ({ detail }) => {
        clearTimeout(late);
        if (detail.up) {
            if (banners.has('connection')) say(t('shell.connected'));
            setBanner('connection', null);
        } else {
            late = setTimeout(() => setBanner('connection', [t('shell.no-connection')], 'hold'), kConnectionGraceMs);
        }
    });
}

function storageBanner(state) {
    if (state === 'ok' || !state) return setBanner('storage', null);
    setBanner('storage', [t(`storage.${state}`)], state === 'full' ? 'hold' : 'inspect');
}

/** A banner under `name` until it is taken away with null. */
export function setBanner(name, content, tone = 'inspect') {
    if (content) banners.set(name, el('p', { class: `banner ${tone}` }, content));
    else banners.delete(name);
    drawBanners();
}

/** The banner of a device that is gone or back. */
export function deviceBanner(device) {
    const content = device.state === 'lost' ? [el('strong', {}, t('device.gone', { name: device.name })), ' ',
        device.problem && english(device.problem), ' ', t('device.comes-back')] : null;
    setBanner(`device ${device.id}`, content);
}

function drawBanners() {
    fill(part('banners'), [...banners.values()]);
}

function showKeys() {
    const keys = { F2: 'keys.search', F9: 'keys.capture', Space: 'keys.capture', Enter: 'keys.finish', F4: 'keys.confirm',
        F7: 'keys.overrule', F8: 'keys.next', Esc: 'keys.close', F1: 'keys.help' };
    openDialog(t('shell.keys'), (close) => [
        el('dl', { class: 'keys' }, Object.entries(keys).map(([key, text]) => [el('dt', {}, el('kbd', {}, key)), el('dd', {}, t(text))])),
        el('p', { class: 'hint' }, t('keys.scanner')),
        el('div', { class: 'actions' }, button(t('action.close'), () => close(), { autofocus: true })),
    ]);
}

export const goHome = () => go(homePlace());
