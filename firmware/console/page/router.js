// Which screen the address names: #/inspect/ID. A screen is { title, show(main, parts) }, and show may return what is to
// be done when it is left.

import { say } from './announce.js';
import { el, fill } from './dom.js';
import { t } from './texts.js';

let routes = {};
let leave = () => {};
let shown = 0;
let entry = null;

export function useRoutes(table) {
    routes = table;
    window.addEventListener('hashchange', refresh);
}

export const placeNow = () => location.hash.replace(/^#\/?/, '').split('/').filter(Boolean);

export function go(place) {
    entry = null;
    if (location.hash === `#/${place}`) refresh();
    else location.hash = `#/${place}`;
}

/** Shows the present screen anew: in another language, or after a change of the address. */
export const refresh = () => show(entry);

/** Shows the screen of the address, or `instead` of it, whatever the address then says. Focus goes to its heading, so that a
 *  reader begins there. */
export async function show(instead = null) {
    entry = instead;
    leave();
    leave = () => {};
    const mine = ++shown;
    const [first = '', ...rest] = placeNow();
    const screen = instead ?? routes[first] ?? routes[''];
    const main = document.getElementById('main');
    main.dataset.screen = screen.name;
    document.title = `${t(screen.title)} · Tidewaiter`;
    // A place of its own: what a screen that was left still draws goes nowhere.
    const place = el('div', { class: 'screen' });
    fill(main, place);
    window.dispatchEvent(new Event('screen'));
    const left = await screen.show(place, rest);
    if (mine !== shown) return left?.();
    leave = left ?? leave;
    focusHeading();
    say(t(screen.title));
}

export function focusHeading() {
    const main = document.getElementById('main');
    if (main.contains(document.activeElement) && document.activeElement.matches('input, textarea')) return;
    const heading = main.querySelector('h1') ?? main;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
}
