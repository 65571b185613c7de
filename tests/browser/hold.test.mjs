// A supervisor has an inspection kept, whatever the policy says, and lets it go again; an officer cannot, an auditor sees it.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Appliance } from './appliance.mjs';
import { choose, keepScreenshot, lockScreen, logIn, openPage, overflow, sendPhoto, seriousFindings, smallTargets } from './browser.mjs';
import { kPhoto } from './setting.mjs';

async function openFromHistory(page, name) {
    await lockScreen(page);
    await logIn(page, name);
    await page.locator('nav a[href="#/history"]').click();
    await page.locator('[data-screen="history"] a.open').first().click();
    await page.locator('.columns.result').waitFor();
}

async function giveReason(page, reason) {
    const dialog = page.locator('dialog');
    await dialog.locator('[name="reason"]').fill(reason);
    await dialog.locator('[type="submit"]').click();
    await dialog.waitFor({ state: 'detached' });
}

test('an inspection in the history is kept with a reason, and released', async (t) => {
    const appliance = await Appliance.ready(t);
    const page = await openPage(t, appliance);
    await logIn(page, 'Olu');
    await choose(page, 'MSKU-1');
    await sendPhoto(page, kPhoto);
    await page.locator('#finish').click();
    await page.locator('.verdict.hold').waitFor();
    assert.equal(await page.locator('#keep').count(), 0, 'an officer holds nothing');

    await openFromHistory(page, 'Suri');
    await page.locator('#keep').click();
    await page.locator('dialog [type="submit"]').click();
    await page.locator('dialog .error', { hasText: 'Reason' }).waitFor();
    await giveReason(page, 'District Court, case 4711');
    const held = page.locator('.held');
    await held.waitFor();
    assert.match(await held.innerText(), /Kept by\s+Suri[\s\S]*case 4711/);
    await held.scrollIntoViewIfNeeded();
    await keepScreenshot(page, 'held');
    assert.deepEqual(await seriousFindings(page), []);
    assert.deepEqual(await smallTargets(page), []);
    assert.ok(await overflow(page) <= 0);

    await openFromHistory(page, 'Aud');
    await held.waitFor();
    assert.equal(await page.locator('#keep, .release').count(), 0, 'an auditor changes nothing');

    await openFromHistory(page, 'Suri');
    await held.locator('.release').click();
    await giveReason(page, 'closed');
    await held.waitFor({ state: 'detached' });
    const suri = await appliance.as('Suri');
    assert.deepEqual(await suri('GET', '/holds'), { holds: [] });
    const { entries } = await suri('GET', '/audit');
    assert.deepEqual(entries.filter(({ action }) => action.startsWith('hold.')).map(({ action, who }) => [action, who]),
        [['hold.released', 'Suri'], ['hold.placed', 'Suri']]);
});
