// cmake --install makes a folder that works wherever it is moved: prefix.test.mjs BUILD_DIR

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

const kBuild = process.argv[2];
const kPicture = '/usr/share/doc/opencv-doc/examples/data/board.jpg';

/** Installs, then moves what was installed. */
function installed(t) {
    const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-prefix-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    execFileSync('cmake', ['--install', kBuild, '--prefix', join(folder, 'first')], { stdio: 'ignore' });
    renameSync(join(folder, 'first'), join(folder, 'moved'));
    return join(folder, 'moved');
}

function filesBelow(folder) {
    return execFileSync('find', ['.', '-type', 'f', '-printf', '%P\n'], { cwd: folder, encoding: 'utf8' }).trim().split('\n').sort();
}

test('what is installed has everything, and needs nothing of the build', (t) => {
    const prefix = installed(t);
    const program = join(prefix, 'bin/tidewaiter');
    for (const file of ['libexec/tidewaiter/tidewaiter-barcode-helper', 'share/doc/tidewaiter/LICENSE',
        'share/doc/tidewaiter/onnxruntime/LICENSE', 'share/doc/tidewaiter/onnxruntime/ThirdPartyNotices.txt']) {
        assert.ok(existsSync(join(prefix, file)), file);
    }
    const { files } = JSON.parse(readFileSync(join(prefix, 'share/tidewaiter/manifest.json'), 'utf8'));
    assert.deepEqual(filesBelow(join(prefix, 'share/tidewaiter')), [...Object.keys(files), 'manifest.json'].sort());

    const libraries = execFileSync('ldd', [program], { encoding: 'utf8' });
    assert.match(libraries, /libonnxruntime\.so\.1 => .*\/moved\/bin\/\.\.\/lib.*\/tidewaiter\/libonnxruntime\.so\.1/);

    const { status, stdout, stderr } = spawnSync(program, ['inspect', '--json', '--declared', 'green tea', kPicture], { encoding: 'utf8' });
    assert.ok([10, 20].includes(status), stderr);
    assert.ok(JSON.parse(stdout).readings.some(({ text }) => text === 'TDA1517P'), stdout);
});
