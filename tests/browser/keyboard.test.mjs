// Everything works with the keyboard alone, and one always sees where one is.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Appliance, kSecret } from './appliance.mjs';
import { openPage, scan } from './browser.mjs';

const focused = (page) => page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    return { tag: element.tagName, id: element.id, text: element.textContent.trim(), outline: style.outlineStyle !== 'none' || style.textDecorationLine !== 'none' };
});

/** Presses Tab until `wanted` has the focus, which must be seen on each step. */
async function tabTo(page, wanted) {
    for (let i = 0; i < 60; ++i) {
        await page.keyboard.press('Tab');
        const now = await focused(page);
        assert.ok(now.outline, `the focus is not seen on ${now.tag} "${now.text}"`);
        if (wanted(now)) return;
    }
    assert.fail('the control cannot be reached by Tab');
}

test('an inspection by keyboard alone', async (t) => {
    const page = await openPage(t, await Appliance.ready(t));
    await page.locator('[name="name"]:focus').waitFor();
    await page.keyboard.type('Olu', { delay: 80 });
    await page.keyboard.press('Tab');
    await page.keyboard.type(kSecret, { delay: 80 });
    await page.keyboard.press('Enter');
    await page.locator('.choice').first().waitFor();

    await page.keyboard.press('F2');
    await page.keyboard.type('rice', { delay: 80 });
    await page.locator('.choice', { hasText: 'MSKU-1' }).waitFor({ state: 'detached' });
    await tabTo(page, ({ text }) => text.includes('MSKU-2'));
    await page.keyboard.press('Enter');

    await page.locator('#capture:enabled').waitFor();
    await page.keyboard.press('F9');
    await page.locator('.strip li').waitFor();
    await page.locator('h1').focus();
    await page.keyboard.press('Space');
    await page.locator('.strip li').nth(1).waitFor();
    await page.locator('h1').focus();
    await page.keyboard.press('Enter');
    await page.locator('.verdict .sign').waitFor();
    await page.keyboard.press('F4');
    await page.locator('.sealed').waitFor();
    await page.keyboard.press('F8');
    await page.locator('.choice').first().waitFor();
});

test('before everything else one can skip to the content', async (t) => {
    const page = await openPage(t, await Appliance.ready(t));
    await page.locator('[name="name"]').waitFor();
    await page.locator('#language').focus();
    await page.keyboard.press('Shift+Tab');
    assert.match((await focused(page)).text, /Skip to content/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('main') !== null));
});

test('the focus goes to the heading when the screen changes, and back when a dialog closes', async (t) => {
    const page = await openPage(t, await Appliance.ready(t));
    await page.locator('[name="name"]').fill('Olu');
    await page.locator('[name="secret"]').fill(kSecret);
    await page.keyboard.press('Enter');
    await page.locator('nav a[href="#/history"]').click();
    await page.locator('h1:focus', { hasText: 'History' }).waitFor();
    await page.keyboard.press('F1');
    await page.locator('dialog').waitFor();
    for (let i = 0; i < 5; ++i) {
        await page.keyboard.press('Tab');
        assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null));
    }
    await page.keyboard.press('Escape');
    await page.locator('h1:focus').waitFor();
});

test('a scanned declaration opens its inspection, and a scan there finishes nothing', async (t) => {
    const page = await openPage(t, await Appliance.ready(t));
    await page.locator('[name="name"]').fill('Olu');
    await page.locator('[name="secret"]').fill(kSecret);
    await page.keyboard.press('Enter');
    await page.locator('.choice').first().waitFor();
    await scan(page, 'MSKU-2');
    await page.locator('#capture:enabled').click();
    await page.locator('.strip li').waitFor();
    await page.locator('h1').focus();
    await scan(page, 'SOME-OTHER-CODE');
    await page.waitForTimeout(300);
    assert.equal(await page.locator('#finish').count(), 1);
    assert.equal(await page.locator('.strip li').count(), 1);
});
