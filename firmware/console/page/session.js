// Who is logged in, and what they may do. The shell listens to 'change'.

import { get, post, remove } from './api.js';

export const session = new EventTarget();
let now = null;

export const person = () => now?.person ?? null;
export const idleSeconds = () => now?.idle_seconds ?? 300;
export const may = (permission) => now?.permissions.includes(permission) ?? false;

export async function resume() {
    become(await get('/session').catch(() => null));
    return now;
}

export async function logIn(who, secret) {
    become(await post('/session', { ...who, secret }));
}

export async function setUp(code, name, secret) {
    become(await post('/setup', { code, name, secret }));
}

/** Forgets the session here even where the appliance cannot be told: the screen must not stay open. */
export async function logOut() {
    const gone = remove('/session').catch(() => {});
    forget();
    await gone;
}

export function forget() {
    if (now) become(null);
}

function become(next) {
    now = next;
    session.dispatchEvent(new Event('change'));
}
