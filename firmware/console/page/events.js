// Live events of the appliance. `live` sends each as a CustomEvent of its name, and 'connection' with { up }.

import { address, get } from './api.js';

export const live = new EventTarget();
const kNames = ['hello', 'inspection', 'device', 'storage', 'retention', 'hold', 'lists', 'trigger'];
const kRetryMs = 3000;

let source = null;
let retry = 0;

export function listen() {
    hush();
    source = new EventSource(address('/events'));
    source.addEventListener('open', () => tell('connection', { up: true }));
    source.addEventListener('error', lost);
    for (const name of kNames) source.addEventListener(name, (event) => tell(name, JSON.parse(event.data)));
}

export function hush() {
    clearTimeout(retry);
    source?.close();
    source = null;
}

// A browser takes up a broken line again by itself, but gives up for good when the appliance refuses it. Asking for the
// session then tells the two reasons apart: who is logged out is shown the log-in.
function lost() {
    tell('connection', { up: false });
    if (source?.readyState !== EventSource.CLOSED) return;
    retry = setTimeout(() => get('/session').then(listen, () => { if (source) lost(); }), kRetryMs);
}

function tell(name, detail) {
    live.dispatchEvent(new CustomEvent(name, { detail }));
}
