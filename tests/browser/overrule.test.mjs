// Overruling takes a reason and, where policy asks for it, a second officer who logs in on the same screen.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Appliance, kSecret } from './appliance.mjs';
import { choose, logIn, openPage, sendPhoto } from './browser.mjs';
import { kPhoto } from './setting.mjs';

async function judged(page) {
    await logIn(page, 'Olu');
    await choose(page, 'MSKU-1');
    await sendPhoto(page, kPhoto);
    await page.locator('#finish').click();
    await page.locator('.verdict.hold').waitFor();
}

test('a hold is overruled with a reason, a note and a second officer', async (t) => {
    const appliance = await Appliance.ready(t);
    const page = await openPage(t, appliance);
    await judged(page);
    await page.keyboard.press('F7');
    const dialog = page.locator('dialog');
    await dialog.locator('.option.clear').click();
    await dialog.locator('.option.examined').click();
    await dialog.locator('[name="note"]').fill('Opened two boxes: a sound card as a gift.');
    await dialog.locator('[name="name"]').fill('Suri');
    await dialog.locator('[name="secret"]').fill('000111');
    await dialog.locator('[type="submit"]').click();
    await dialog.locator('.error').waitFor();
    // A wrong PIN makes the appliance pause before the next try.
    await page.waitForTimeout(2500);
    await dialog.locator('[name="secret"]').fill(kSecret);
    await dialog.locator('[type="submit"]').click();
    await page.locator('.sealed').waitFor();

    const suri = await appliance.as('Suri');
    const { inspections: [row] } = await suri('GET', '/inspections?declaration=MSKU-1');
    const { decision, sealed } = await suri('GET', `/inspections/${row.id}`);
    assert.ok(sealed);
    assert.equal(decision.choice, 'overruled');
    assert.equal(decision.verdict, 'clear');
    assert.equal(decision.reason, 'examined');
    assert.deepEqual([decision.by.name, decision.second.name], ['Olu', 'Suri']);
});

test('nobody is their own second officer, and nothing is decided without a reason', async (t) => {
    const page = await openPage(t, await Appliance.ready(t));
    await judged(page);
    await page.keyboard.press('F7');
    const dialog = page.locator('dialog');
    await dialog.locator('.option.clear').click();
    await dialog.locator('[type="submit"]').click();
    await dialog.locator('.error', { hasText: 'Reason' }).waitFor();
    await dialog.locator('.option.misread').click();
    await dialog.locator('[name="name"]').fill('Olu');
    await dialog.locator('[name="secret"]').fill(kSecret);
    await dialog.locator('[type="submit"]').click();
    await dialog.locator('.error').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.sealed').count(), 0);
});

test('tapping a reason shows its evidence on the photo that was read', async (t) => {
    const page = await openPage(t, await Appliance.ready(t));
    await judged(page);
    await page.locator('.reason').first().click();
    const view = page.locator('.evidence svg');
    await view.locator('.mark').waitFor();
    const box = (await view.getAttribute('viewBox')).split(' ').map(Number);
    const corners = (await view.locator('.mark').getAttribute('points')).split(' ').map((corner) => corner.split(',').map(Number));
    for (const [x, y] of corners) {
        assert.ok(x >= box[0] - 1 && x <= box[0] + box[2] + 1 && y >= box[1] - 1 && y <= box[1] + box[3] + 1, 'the outlined place is in view');
    }
    assert.match(await view.locator('image').getAttribute('href'), /\/photos\/p1\?width=/);
    await page.getByRole('button', { name: 'Whole photo' }).click();
    assert.equal(await view.getAttribute('viewBox'), '0 0 640 480');
});
