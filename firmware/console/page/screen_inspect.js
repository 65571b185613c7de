// Inspect: without an id, where an inspection begins; with one, that inspection.

import { get, post, query } from './api.js';
import { caseView } from './case_view.js';
import { declarationTitle } from './declaration.js';
import { code, el, fill } from './dom.js';
import { live } from './events.js';
import { act, button, field, form, show } from './form.js';
import { icon, sign } from './icons.js';
import { flights, inFlight } from './in_flight.js';
import { bind } from './keys.js';
import { livePicture } from './live_picture.js';
import { go } from './router.js';
import { whenScanned } from './scanner.js';
import { t } from './texts.js';

const kTypingMs = 250;
const kShown = 20;

export const inspectScreen = {
    name: 'inspect', title: 'inspect.title',
    show: (main, [id]) => (id ? caseView(main, id) : start(main)),
};

async function start(main) {
    const picture = await livePicture();
    const trouble = el('div', { class: 'trouble' });
    const search = declarationSearch(trouble);
    const flightList = el('div', {});
    const drawFlights = () => fill(flightList, flightSection());
    fill(main, el('h1', {}, t('inspect.title')),
        el('div', { class: 'columns' },
            el('section', { class: 'card', 'aria-label': t('live.title') }, picture.element, flightList),
            el('section', { class: 'card', 'aria-labelledby': 'choose' },
                el('h2', { id: 'choose' }, t('inspect.choose')), trouble, search.element, byHand(trouble))));
    drawFlights();
    search.find();
    whenScanned(search.scanned);
    const triggered = ({ detail }) => go(`inspect/${detail.inspection}`);
    live.addEventListener('trigger', triggered);
    flights.addEventListener('change', drawFlights);
    return () => {
        picture.stop();
        live.removeEventListener('trigger', triggered);
        flights.removeEventListener('change', drawFlights);
    };
}

async function begin(declaration, trouble) {
    const opened = await act(null, trouble, () => post('/inspections', { declaration }));
    if (opened) go(`inspect/${opened.id}`);
}

function declarationSearch(trouble) {
    const input = bind('F2', el('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' }));
    const list = el('ul', { class: 'choices' });
    const count = el('p', { class: 'quiet', role: 'status' });
    let timer = 0;
    let asked = 0;
    const find = async (text = input.value.trim()) => {
        const mine = ++asked;
        const found = await get(`/declarations${query({ q: text, limit: kShown })}`).catch((refusal) => { show(refusal, trouble); });
        if (!found || mine !== asked) return [];
        fill(list, found.declarations.map((declaration) => el('li', {}, choiceOf(declaration, trouble))));
        fill(count, found.total ? t('inspect.found', { count: found.total }) : t('inspect.found-none'));
        return found.declarations;
    };
    input.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(find, kTypingMs); });
    const scanned = async (text) => {
        input.value = text;
        const exact = (await find(text)).filter(({ item }) => item === text);
        if (exact.length === 1) begin(exact[0], trouble);
    };
    return { element: el('div', { role: 'search' }, field([t('inspect.search'), ' ', el('kbd', {}, 'F2')], input, t('inspect.search-hint')), count, list), find, scanned };
}

function choiceOf(declaration, trouble) {
    const more = [declaration.hs, declaration.origin].filter(Boolean).flatMap((value) => [code(value), ' ']);
    const choose = button([
        el('strong', {}, declarationTitle(declaration)),
        el('span', { class: 'quiet' }, more, el('bdi', {}, declaration.shipper ?? '')),
    ], () => act(choose, trouble, () => begin(declaration, trouble)), { class: 'choice' });
    return choose;
}

/** For goods whose declaration is not on the device. */
function byHand(trouble) {
    return el('details', {}, el('summary', {}, t('inspect.by-hand')), form([
        field(t('declaration.item'), el('input', { name: 'item', dir: 'ltr', autocapitalize: 'characters' })),
        field(t('declaration.goods'), el('input', { name: 'goods', dir: 'auto' })),
        field(t('declaration.hs'), el('input', { name: 'hs', dir: 'ltr', inputmode: 'decimal' })),
        el('button', { type: 'submit', class: 'main' }, t('inspect.begin')),
    ], (values) => begin(Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim())), trouble)));
}

function flightSection() {
    const all = inFlight();
    if (all.length === 0) return [];
    return [el('h2', {}, t('flight.title')), el('ul', { class: 'choices' }, all.map((flight) =>
        el('li', {}, el('a', { class: 'choice flight', href: `#/inspect/${flight.id}` },
            signOf(flight),
            el('strong', {}, el('bdi', {}, flight.name)), el('span', { class: 'quiet' }, stateOf(flight))))))];
}

function signOf({ state, verdict }) {
    if (verdict) return sign(verdict);
    return state === 'judged' ? icon('secret') : el('span', { class: 'spinner', 'aria-hidden': 'true' });
}

function stateOf({ state, verdict, waiting }) {
    if (verdict) return t(`verdict.${verdict}`);
    if (state === 'judged') return t('blind.pending');
    return state === 'waiting' ? t('state.waiting', { count: waiting ?? 0 }) : t(`state.${state}`);
}
