// Calls of the appliance's API. What it refuses is thrown as a Refusal, which is a sentence for a person.

import { hasText, t } from './texts.js';

const kBase = '/api/v1';
const kNoAnswer = { code: 'no-answer', status: 0, detail: '' };

/** Called when the appliance no longer knows the session. */
let onLoggedOut = () => {};
export function whenLoggedOut(act) { onLoggedOut = act; }

export class Refusal extends Error {
    constructor(problem) {
        super(sentenceOf(problem));
        Object.assign(this, { code: problem.code, status: problem.status, field: problem.field });
        this.english = !hasText(`error.${problem.code}`);
    }
}

function sentenceOf(problem) {
    const key = `error.${problem.code}`;
    if (hasText(key)) return t(key, { seconds: problem.retry_after_s ?? '' });
    return problem.detail || t('error.unknown', { status: problem.status });
}

export const get = (path) => call('GET', path);
export const post = (path, body) => call('POST', path, body);
export const put = (path, body) => call('PUT', path, body);
export const patch = (path, body) => call('PATCH', path, body);
export const remove = (path) => call('DELETE', path);

async function call(method, path, body) {
    const options = { method, headers: { Accept: 'application/json' }, credentials: 'same-origin' };
    if (body !== undefined) {
        options.headers['Content-Type'] = 'application/json';
        options.body = JSON.stringify(body);
    }
    const answer = await fetch(kBase + path, options).catch(() => { throw new Refusal(kNoAnswer); });
    return understood(answer.status, await answer.text());
}

function understood(status, text) {
    const value = parsed(text);
    if (status < 400) return value;
    const problem = { code: 'unknown', ...value, status };
    if (problem.code === 'session.none') onLoggedOut();
    throw new Refusal(problem);
}

function parsed(text) {
    try {
        return text ? JSON.parse(text) : undefined;
    } catch {
        return undefined;
    }
}

/** Sends a file and tells `onShare` the share that was sent, in [0, 1]. */
export function send(method, path, file, type, onShare = () => {}) {
    return new Promise((done, refuse) => {
        const request = new XMLHttpRequest();
        request.open(method, kBase + path);
        request.setRequestHeader('Content-Type', type);
        request.upload.addEventListener('progress', (event) => {
            if (event.lengthComputable) onShare(event.loaded / event.total);
        });
        request.addEventListener('error', () => refuse(new Refusal(kNoAnswer)));
        request.addEventListener('load', () => {
            try { done(understood(request.status, request.responseText)); } catch (refusal) { refuse(refusal); }
        });
        request.send(file);
    });
}

/** A query string of what is not empty. */
export function query(values) {
    const filled = Object.entries(values).filter(([, value]) => value !== '' && value !== undefined && value !== null);
    return filled.length ? `?${new URLSearchParams(filled)}` : '';
}

export const address = (path) => kBase + path;
