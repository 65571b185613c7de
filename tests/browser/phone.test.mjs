// The same on a phone in one hand: photos by its own camera, actions at the bottom, nothing wider than the screen.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Appliance } from './appliance.mjs';
import { choose, kPhone, keepScreenshot, logIn, openPage, overflow, sendPhoto, smallTargets } from './browser.mjs';
import { kPhoto } from './setting.mjs';

async function fits(page, name) {
    assert.ok(await overflow(page) <= 0, `${name} is wider than the phone`);
    assert.deepEqual(await smallTargets(page), [], `${name} has targets under 48 pixels`);
    await keepScreenshot(page, `phone-${name}`);
}

test('an inspection by phone, from photo to seal', async (t) => {
    const page = await openPage(t, await Appliance.ready(t), kPhone);
    await fits(page, 'login');
    await logIn(page, 'Olu');
    await page.locator('.choice').first().waitFor();
    await fits(page, 'inspect');
    await page.locator('#menu').click();
    await page.locator('nav a[href="#/history"]').waitFor();
    await fits(page, 'menu');
    await page.locator('#menu').click();

    await choose(page, 'MSKU-1');
    assert.equal(await page.locator('.picker input').first().getAttribute('capture'), 'environment');
    await sendPhoto(page, kPhoto);
    await sendPhoto(page, kPhoto);
    assert.equal(await page.locator('.strip li').count(), 2);
    await fits(page, 'capture');
    const bar = await page.locator('.bar').boundingBox();
    assert.ok(bar.y + bar.height > 840, 'the actions are at the bottom');

    await page.locator('.strip li button').last().click();
    await page.locator('.strip li').nth(1).waitFor({ state: 'detached' });
    await page.locator('#finish').click();
    await page.locator('.verdict.hold').waitFor();
    await fits(page, 'verdict');
    await page.locator('.reason').first().click();
    await page.locator('.reasons .evidence .mark').waitFor();
    await fits(page, 'evidence');
    await page.locator('.bar .main').click();
    await page.locator('.sealed').waitFor();
    await fits(page, 'sealed');
});

test('a file that is no photo is refused in a sentence, and the inspection goes on', async (t) => {
    const page = await openPage(t, await Appliance.ready(t), kPhone);
    await logIn(page, 'Olu');
    await choose(page, 'MSKU-1');
    await page.locator('.picker input').first().setInputFiles({ name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('not a photo at all') });
    await page.locator('.error').waitFor();
    await sendPhoto(page, kPhoto);
    assert.equal(await page.locator('.error').count(), 0);
});
