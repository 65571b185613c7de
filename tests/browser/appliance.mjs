// An appliance for one test: the real program with a simulated camera, an empty state folder and a free port.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const kStartMs = 60000;
export const kSecret = '918273';
export const kDeclarations = 'item,goods,hs,origin,shipper\nMSKU-1,green tea,0902,CN,Fujian Leaf Trading Co.\nMSKU-2,basmati rice,1006,PK,Lahore Grains\n';
export const kBadge = 'BADGE-0007';

const kPeople = [
    { name: 'Olu', role: 'officer', secret: kSecret, badge: kBadge },
    { name: 'Suri', role: 'supervisor', secret: kSecret },
    { name: 'Aud', role: 'auditor', secret: kSecret },
];

function importList(file, lists, serial) {
    writeFileSync(file, `value,kind,reason,action\n${serial},serial,reported stolen,Detain it and call the duty officer.\n`);
    execFileSync(process.env.TIDEWAITER_PROGRAM, ['watchlist', 'import', '--lists', lists, file]);
}

export class Appliance {
    /**
     * Starts it and waits until it says where it is. `listed` is a serial number that stands on its watchlist; `tls` is how it is
     * reached from elsewhere.
     */
    static async start(test, { camera = 'bench=pattern:label', listed, tls = false } = {}) {
        const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-browser-'));
        const place = (name) => join(folder, name);
        if (listed) importList(place('stolen.csv'), place('lists'), listed);
        const program = spawn(process.env.TIDEWAITER_PROGRAM, ['serve', '--port', '0', ...(tls ? [] : ['--plain']), '--camera', camera, '--state', place('state'),
            '--evidence', place('evidence'), '--lists', place('lists'), '--seen', ''], { stdio: ['ignore', 'pipe', 'pipe'] });
        // It has made its certificate itself, which no authority vouches for.
        if (tls) process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
        const appliance = new Appliance(program);
        test.after(async () => {
            await appliance.stop();
            rmSync(folder, { recursive: true, force: true });
        });
        await appliance.said(/https?:\/\/\S+/, 'its address');
        appliance.address = /https?:\/\/[^\s/]+/.exec(appliance.output)[0];
        return appliance;
    }

    /** Started and set up: the administrator Ada, an officer, a supervisor, an auditor, and two declarations. */
    static async ready(test, options) {
        const appliance = await Appliance.start(test, options);
        const ada = appliance.caller();
        await ada('POST', '/setup', { code: await appliance.code(), name: 'Ada', secret: kSecret });
        for (const person of kPeople) await ada('POST', '/people', person);
        await ada('PUT', '/declarations', kDeclarations, 'text/csv');
        return appliance;
    }

    constructor(program) {
        this.program = program;
        this.output = '';
        program.stdout.on('data', (text) => { this.output += text; });
        program.stderr.on('data', (text) => { this.output += text; });
        this.ended = new Promise((done) => { program.on('exit', done); program.on('error', done); });
    }

    /** The one-time code of the first start. */
    async code() {
        return (await this.said(/\bcode:?\s+([A-Z0-9-]{6,})/, 'its one-time code'))[1];
    }

    async said(pattern, what) {
        const until = Date.now() + kStartMs;
        while (!pattern.test(this.output)) {
            assert.ok(Date.now() < until && this.program.exitCode === null, `the program did not say ${what}; it said: ${this.output}`);
            await new Promise((done) => { setTimeout(done, 20); });
        }
        return pattern.exec(this.output);
    }

    /** A function that calls the API as one person, who logs in by /setup or /session. */
    caller() {
        let cookie = '';
        return async (method, path, body, type = 'application/json') => {
            const answer = await fetch(`${this.address}/api/v1${path}`, { method, headers: { cookie, ...(body ? { 'Content-Type': type } : {}) },
                body: typeof body === 'object' ? JSON.stringify(body) : body });
            const [given] = answer.headers.get('set-cookie')?.split(';') ?? [];
            if (given) cookie = given;
            const text = await answer.text();
            assert.ok(answer.ok, `${method} ${path} gave ${answer.status}: ${text}`);
            return text ? JSON.parse(text) : undefined;
        };
    }

    async as(name) {
        const call = this.caller();
        await call('POST', '/session', { name, secret: kSecret });
        return call;
    }

    async stop() {
        this.program.kill('SIGTERM');
        await this.ended;
    }
}
