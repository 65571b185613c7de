// What comes between: an appliance that is switched off, somebody who walks away, somebody logged out elsewhere.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { Appliance, kSecret } from './appliance.mjs';
import { choose, keepScreenshot, logIn, openPage, sendPhoto } from './browser.mjs';
import { kPhoto } from './setting.mjs';

test('a lost connection is said', async (t) => {
    const appliance = await Appliance.ready(t);
    const page = await openPage(t, appliance);
    await logIn(page, 'Olu');
    await page.locator('.choice').first().waitFor();
    await appliance.stop();
    await page.locator('.banner', { hasText: 'No connection' }).waitFor();
});

test('a camera that disappears is explained on screen and comes back by itself', async (t) => {
    const base = mkdtempSync(join(tmpdir(), 'tidewaiter-camera-'));
    t.after(() => rmSync(base, { recursive: true, force: true }));
    const folder = join(base, 'plugged-in');
    mkdirSync(folder);
    copyFileSync(kPhoto, join(folder, 'board.jpg'));
    const page = await openPage(t, await Appliance.ready(t, { camera: `bench=replay:${folder}` }));
    await logIn(page, 'Olu');
    await choose(page, 'MSKU-1');
    await page.locator('.live img').waitFor();
    renameSync(folder, join(base, 'pulled-out'));
    await page.locator('.live .no-picture', { hasText: 'bench is gone' }).waitFor();
    await page.locator('.banner', { hasText: 'comes back by itself' }).waitFor();
    await page.locator('#capture:disabled').waitFor();
    await keepScreenshot(page, 'camera-gone');
    await sendPhoto(page, kPhoto);
    renameSync(join(base, 'pulled-out'), folder);
    await page.locator('.live img').waitFor();
    await page.locator('#capture:enabled').click();
    await page.locator('.strip li').nth(1).waitFor();
});

test('who walks away is warned and then locked out', async (t) => {
    const page = await openPage(t, await Appliance.ready(t));
    await page.locator('[name="name"]').waitFor();
    await page.clock.install();
    await logIn(page, 'Olu');
    await page.clock.runFor('04:40');
    await page.locator('dialog .countdown').waitFor();
    await page.locator('dialog .main').click();
    await page.clock.runFor('04:20');
    assert.equal(await page.locator('dialog').count(), 0);
    await page.clock.runFor('00:45');
    await page.locator('[data-screen="login"]', { hasText: 'locked' }).waitFor();
    assert.equal(await page.locator('nav').isVisible(), false);
});

test('the next inspection begins while one is read, and its verdict is told', async (t) => {
    const page = await openPage(t, await Appliance.ready(t));
    await logIn(page, 'Olu');
    await choose(page, 'MSKU-1');
    await sendPhoto(page, kPhoto);
    await page.locator('#finish').click();
    await page.locator('[data-screen="inspect"] .spinner').waitFor();
    await page.keyboard.press('F8');
    await choose(page, 'MSKU-2');
    await page.locator('.toast.hold', { hasText: 'MSKU-1' }).waitFor();
    await page.locator('.toast a').click();
    await page.locator('.verdict.hold').waitFor();
});

test('who was logged out elsewhere is shown the log-in, and comes back to where they were', async (t) => {
    const appliance = await Appliance.ready(t);
    const page = await openPage(t, appliance);
    await logIn(page, 'Olu');
    await choose(page, 'MSKU-1');
    await page.context().clearCookies();
    await page.locator('.picker input').first().setInputFiles(kPhoto);
    await page.locator('[data-screen="login"]').waitFor();
    await logIn(page, 'Olu', kSecret);
    await page.locator('#finish').waitFor();
});
