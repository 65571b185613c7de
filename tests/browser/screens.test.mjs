// Every screen by day and by night: no serious finding of axe-core, targets large enough, screenshots kept.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Appliance } from './appliance.mjs';
import { choose, kBench, keepScreenshot, lockScreen, logIn, openPage, overflow, sendPhoto, seriousFindings, smallTargets } from './browser.mjs';
import { kPhoto } from './setting.mjs';

const kPlaces = { Olu: ['history', 'training', 'secret'], Suri: ['lists', 'devices', 'system', 'audit'], Ada: ['people'] };

async function check(page, name) {
    await keepScreenshot(page, name);
    assert.deepEqual(await seriousFindings(page), [], name);
    assert.deepEqual(await smallTargets(page), [], `${name}: targets under 48 pixels`);
    assert.ok(await overflow(page) <= 0, `${name} is wider than the screen`);
}

async function inspection(page, check) {
    await page.locator('.choice').first().waitFor();
    await check('inspect');
    await choose(page, 'MSKU-1');
    await sendPhoto(page, kPhoto);
    await check('capture');
    await page.locator('#finish').click();
    await page.locator('.spinner').waitFor();
    await check('waiting');
    await page.locator('.verdict.hold').waitFor();
    await check('verdict');
    await page.keyboard.press('F7');
    await check('overrule');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F4');
    await page.locator('.sealed').waitFor();
    await check('sealed');
}

async function places(page, names, check) {
    for (const name of names) {
        await page.locator(`nav a[href="#/${name}"]`).click();
        await page.locator(`[data-screen="${name}"] h1`).waitFor();
        await check(name);
    }
}

for (const [theme, colorScheme] of [['day', 'light'], ['night', 'dark']]) {
    test(`every screen by ${theme}`, async (t) => {
        const appliance = await Appliance.start(t);
        const first = await openPage(t, appliance, { ...kBench, colorScheme });
        const checkOf = (page) => (name) => check(page, `${name}-${theme}`);
        await first.locator('[data-screen="setup"] [name="code"]').waitFor();
        await checkOf(first)('setup');

        const page = await openPage(t, await Appliance.ready(t), { ...kBench, colorScheme });
        await page.locator('[data-screen="login"] [name="name"]').waitFor();
        await checkOf(page)('login');
        await logIn(page, 'Olu');
        await inspection(page, checkOf(page));
        for (const [name, names] of Object.entries(kPlaces)) {
            await lockScreen(page);
            await logIn(page, name);
            await places(page, names, checkOf(page));
        }
        await page.locator('main .main').click();
        await page.locator('dialog').waitFor();
        await checkOf(page)('person');
    });
}
