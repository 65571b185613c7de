// The console's texts: every key that the page uses is there in every language, with the same placeholders, and none is
// left over.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'firmware/console/page');
const read = (path) => readFileSync(path, 'utf8');

const texts = JSON.parse(read(join(folder, 'texts.json')));
const scripts = readdirSync(folder).filter((name) => name.endsWith('.js')).map((name) => read(join(folder, name)));
const page = [...scripts, read(join(folder, 'index.html'))].join('\n');
const kLanguages = ['en', 'zh', 'es', 'ar'];

/** Keys that are written out: anything in quotes that looks like one and whose first word begins keys of the table. */
function writtenKeys() {
    const groups = new Set(Object.keys(texts).map((key) => key.split('.')[0]));
    const quoted = [...page.matchAll(/['"]([a-z-]+\.[a-z_-]+(?:\.[a-z_-]+)*)['"]/g)].map(([, key]) => key);
    return new Set(quoted.filter((key) => groups.has(key.split('.')[0]) && !/\.(js|json|css|svg|html)$/.test(key)));
}

/** Beginnings of keys whose end is a value: `role.${...}`. */
function begunKeys() {
    return new Set([...page.matchAll(/`([a-z-]+\.)\$\{/g)].map(([, beginning]) => beginning));
}

const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('every text that the page uses is in the table', () => {
    for (const key of writtenKeys()) assert.ok(key in texts, `${key} is used and not in texts.json`);
    for (const beginning of begunKeys()) {
        assert.ok(Object.keys(texts).some((key) => key.startsWith(beginning)), `no text begins with ${beginning}`);
    }
});

test('every text in the table is used', () => {
    const written = writtenKeys();
    const begun = [...begunKeys()];
    const screens = new Set([...page.matchAll(/name: '(\w+)', title/g)].map(([, name]) => `${name}.title`));
    for (const key of Object.keys(texts)) {
        const used = written.has(key) || screens.has(key) || begun.some((beginning) => key.startsWith(beginning));
        assert.ok(used, `${key} is in texts.json and nowhere used`);
    }
});

test('every text stands in every language and in no other', () => {
    for (const [key, translations] of Object.entries(texts)) {
        assert.deepEqual(Object.keys(translations), kLanguages, key);
        for (const language of kLanguages) assert.ok(translations[language].trim(), `${key} is empty in ${language}`);
    }
});

test('a text has the same placeholders in every language', () => {
    for (const [key, translations] of Object.entries(texts)) {
        for (const language of kLanguages) {
            assert.deepEqual(placeholders(translations[language]), placeholders(translations.en), `${key} in ${language}`);
        }
    }
});

test('Chinese is written in Chinese and Arabic in Arabic', () => {
    const plain = (key) => key === 'keys.enter' || /^(flight\.judged|system\.queue-of)$/.test(key);
    for (const [key, { zh, ar }] of Object.entries(texts).filter(([key]) => !plain(key))) {
        assert.match(zh, /\p{Script=Han}/u, `${key} in zh`);
        assert.match(ar, /\p{Script=Arabic}/u, `${key} in ar`);
    }
});

test('every rule of the default policy has a headline', () => {
    const rules = [...read(join(root, 'models/data/policy.toml')).matchAll(/^\[rules\."([^"]+)"\]/gm)].map(([, rule]) => rule);
    assert.ok(rules.length > 40);
    for (const rule of rules) assert.ok(`rule.${rule}` in texts, `no headline for ${rule}`);
    for (const key of Object.keys(texts).filter((key) => key.startsWith('rule.'))) {
        assert.ok(rules.includes(key.slice('rule.'.length)), `${key} is no rule of the policy`);
    }
});

test('everything that the audit log says was done has a name', () => {
    const sources = [...readdirSync(join(root, 'firmware/console')).filter((name) => name.endsWith('.cpp')).map((name) => join('firmware/console', name)),
        'firmware/command/serve_command.cpp'].map((name) => read(join(root, name))).join('\n');
    const routes = [...sources.matchAll(/\.action = "([^"]+)"/g)].map(([, action]) => action);
    assert.ok(routes.length > 15);
    const done = new Set([...routes, 'session.refused', 'retention.done', 'retention.failed']);
    for (const action of done) {
        assert.ok(sources.includes(`"${action}"`), `${action} is done nowhere`);
        assert.ok(`did.${action}` in texts, `no name for ${action}`);
    }
    assert.deepEqual(Object.keys(texts).filter((key) => key.startsWith('did.') && !done.has(key.slice('did.'.length))), []);
});

test('no text becomes markup', () => {
    assert.doesNotMatch(page, /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b/);
});

test('nothing is loaded from elsewhere', () => {
    const sheets = readdirSync(folder).filter((name) => name.endsWith('.css')).map((name) => read(join(folder, name)));
    const addresses = [...[page, ...sheets].join('\n').matchAll(/https?:\/\/[^\s'")]+/g)].map(([address]) => address);
    assert.deepEqual(addresses.filter((address) => address !== 'http://www.w3.org/2000/svg'), []);
});

test('the page is laid out by start and end, never by left and right', () => {
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.css'))) {
        assert.doesNotMatch(read(join(folder, name)), /(?:^|[{;\s])(?:(?:margin|padding|border)-)?(?:left|right)\s*:/m, name);
    }
});
