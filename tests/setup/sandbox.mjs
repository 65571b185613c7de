// A folder with made-up programs in it, for running set-up scripts without network, root or changes to the machine.

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

export class Sandbox {
    constructor(test) {
        this.directory = mkdtempSync(join(tmpdir(), 'tidewaiter-setup-'));
        this.bin = join(this.directory, 'bin');
        mkdirSync(this.bin);
        test.after(() => rmSync(this.directory, { recursive: true, force: true }));
    }

    path(name) { return join(this.directory, name); }

    /** Writes a new file. What is there already is replaced, never written through: it may be a link to the
     *  machine's own program. */
    write(name, content, mode = 0o644) {
        mkdirSync(dirname(this.path(name)), { recursive: true });
        rmSync(this.path(name), { force: true });
        writeFileSync(this.path(name), content, { flag: 'wx', mode });
        return this.path(name);
    }

    read(name) { return existsSync(this.path(name)) ? readFileSync(this.path(name), 'utf8') : ''; }

    /** A made-up program: a bash script that finds this folder in $SANDBOX. */
    program(name, script) {
        this.write(`bin/${name}`, `#!/bin/bash\n${script}\n`, 0o755);
    }

    /** Makes real programs known under their names; nothing else of the machine's PATH is. */
    borrow(...names) {
        for (const name of names) {
            const real = name === 'node' ? process.execPath : execFileSync('which', [name], { encoding: 'utf8' }).trim();
            symlinkSync(real, join(this.bin, name));
        }
    }

    run(command, args, environment = {}) {
        const { status, stdout, stderr } = spawnSync(command, args, {
            encoding: 'utf8',
            env: { HOME: this.directory, PATH: this.bin, SANDBOX: this.directory, LC_ALL: 'C', ...environment },
        });
        return { status, stdout, stderr };
    }
}
