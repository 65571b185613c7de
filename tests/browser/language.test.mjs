// Four languages from one table; Arabic turns the page around, codes stay as they are.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { Appliance } from './appliance.mjs';
import { keepScreenshot, logIn, openPage, overflow } from './browser.mjs';

const kTitles = { zh: '检查', es: 'Inspeccionar', ar: 'فحص', en: 'Inspect' };

test('a language is switched at once, and the page turns around for Arabic', async (t) => {
    const page = await openPage(t, await Appliance.ready(t));
    await logIn(page, 'Olu');
    for (const [language, title] of Object.entries(kTitles)) {
        await page.locator('#language').selectOption(language);
        await page.locator('h1', { hasText: title }).waitFor();
        await page.locator('.choice').first().waitFor();
        const { dir, lang } = await page.evaluate(() => ({ dir: document.documentElement.dir, lang: document.documentElement.lang }));
        assert.equal(dir, language === 'ar' ? 'rtl' : 'ltr');
        assert.ok(lang.startsWith(language));
        const nav = await page.locator('#places').boundingBox();
        assert.equal(nav.x > 640, language === 'ar', 'the places stand where lines begin');
        assert.ok(await overflow(page) <= 0);
        await keepScreenshot(page, `language-${language}`);
    }
});

test('codes stay left to right between Arabic words', async (t) => {
    const page = await openPage(t, await Appliance.ready(t));
    await page.locator('#language').selectOption('ar');
    await logIn(page, 'Olu');
    const item = page.locator('.choice bdi', { hasText: 'MSKU-1' });
    assert.equal(await item.evaluate((element) => getComputedStyle(element).direction), 'ltr');
});

test('the language stays for the next one who comes', async (t) => {
    const page = await openPage(t, await Appliance.ready(t));
    await page.locator('#language').selectOption('es');
    await page.locator('h1', { hasText: 'Entrar' }).waitFor();
    await page.reload();
    await page.locator('h1', { hasText: 'Entrar' }).waitFor();
});
