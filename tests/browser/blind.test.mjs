// Blind confirmation: the officer types the number that they see before they are told that it is on a watchlist.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { Appliance } from './appliance.mjs';
import { choose, keepScreenshot, logIn, openPage, sendPhoto, seriousFindings } from './browser.mjs';

const kRenderer = join(process.env.TIDEWAITER_BUILD, 'tests/render_scene');
const kSerial = '1321222062478';  // on the label of the carton of this seed

function carton(t) {
    const folder = mkdtempSync(join(tmpdir(), 'tidewaiter-carton-'));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    const picture = join(folder, 'carton.png');
    execFileSync(kRenderer, ['--kind', 'carton', '--goods', 'accelerator', '--seed', '1', '--out', picture]);
    return picture;
}

async function asked(t) {
    const page = await openPage(t, await Appliance.ready(t, { listed: kSerial }));
    await logIn(page, 'Olu');
    await choose(page, 'MSKU-1');
    await sendPhoto(page, carton(t));
    await page.locator('#finish').click();
    await page.locator('.blind .crop').waitFor();
    return page;
}

const skip = existsSync(kRenderer) ? false : 'render_scene is not built, which draws a carton with a serial number';

test('a listed number is not told before it was typed, and nothing can be decided', { skip }, async (t) => {
    const page = await asked(t);
    const shown = await page.locator('main').innerText();
    assert.ok(!shown.includes(kSerial), 'the number stands on the page');
    assert.doesNotMatch(shown, /watchlist/i);
    const sent = await page.evaluate(async () => (await fetch(`/api/v1/inspections/${location.hash.split('/')[2]}`)).json());
    assert.equal(sent.result.verdict, null, 'the verdict tells that there is a hit');
    assert.ok(!JSON.stringify(sent).includes(kSerial), 'the number is in the answer');
    await page.keyboard.press('F4');
    assert.equal(await page.locator('.sealed').count(), 0);
    assert.deepEqual(await seriousFindings(page), []);
    await keepScreenshot(page, 'blind');

    await page.locator('[name="typed"]').fill(kSerial);
    await page.locator('.blind [type="submit"]').click();
    await page.locator('.blind .good').waitFor();
    await page.locator('.reason', { hasText: 'Serial number on a watchlist' }).waitFor();
    await keepScreenshot(page, 'blind-answer');
    await page.keyboard.press('F4');
    await page.locator('.sealed').waitFor();
});

test('who reads another number is told so, and the reason stands', { skip }, async (t) => {
    const page = await asked(t);
    await page.locator('[name="typed"]').fill('1321222062479');
    await page.locator('.blind [type="submit"]').click();
    await page.locator('.blind .bad').waitFor();
    assert.match(await page.locator('.blind').innerText(), /1321222062479/);
    await page.locator('.reason', { hasText: 'Serial number on a watchlist' }).waitFor();
});
