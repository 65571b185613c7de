// Inspections that were finished here and are still being read, while the next one is captured.

import { get } from './api.js';
import { notify, warn } from './announce.js';
import { live } from './events.js';
import { placeNow } from './router.js';
import { session, person } from './session.js';
import { t } from './texts.js';

export const flights = new EventTarget();
const known = new Map();

export const inFlight = () => [...known.values()];

/** Follows the case `of` from now on. */
export function follow(of) {
    known.set(of.id, { id: of.id, name: of.declaration.item || of.declaration.goods || of.id, state: of.state, waiting: of.waiting });
    changed();
}

/** Follows no longer: its result has been seen. */
export function seen(id) {
    if (known.delete(id)) changed();
}

export function followInspections() {
    live.addEventListener('inspection', ({ detail }) => note(detail));
    live.addEventListener('hello', catchUp);
    session.addEventListener('change', () => { if (!person()) known.clear(); });
}

function note(event) {
    const flight = known.get(event.id);
    if (!flight) return;
    const ended = !['judged', 'failed'].includes(flight.state) && ['judged', 'failed'].includes(event.state);
    Object.assign(flight, event);
    if (ended) tell(flight);
    changed();
}

function tell(flight) {
    if (placeNow()[1] === flight.id) return;
    if (flight.state === 'failed') notify(t('flight.failed', { name: flight.name }), { tone: 'inspect', place: `inspect/${flight.id}` });
    else if (!flight.verdict) notify(t('flight.blind', { name: flight.name }), { tone: 'inspect', place: `inspect/${flight.id}` });
    else notify(t('flight.judged', { name: flight.name, verdict: t(`verdict.${flight.verdict}`) }), { tone: flight.verdict, place: `inspect/${flight.id}` });
    if (flight.verdict === 'hold') warn(t('flight.judged', { name: flight.name, verdict: t('verdict.hold') }));
}

// Events may have been missed while the line was broken.
async function catchUp() {
    for (const { id } of inFlight()) {
        const now = await get(`/inspections/${id}`).catch(() => null);
        if (now) note({ id, state: now.state, waiting: now.waiting, verdict: now.result?.verdict });
    }
}

function changed() { flights.dispatchEvent(new Event('change')); }
