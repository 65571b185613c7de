// A browser for one test. What goes wrong inside the page fails the test.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { kSecret } from './appliance.mjs';
import { kBrowser, packagesFolder } from './setting.mjs';

const require = createRequire(join(packagesFolder(), 'package.json'));
const { chromium } = require('playwright-core');
const kAxe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const kArguments = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'];
const kPatienceMs = 120_000;

export const kBench = { viewport: { width: 1280, height: 800 } };
export const kPhone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** A page at the appliance, in a browser of its own. */
export async function openPage(test, appliance, options = kBench) {
    const browser = await chromium.launch({ executablePath: kBrowser, args: kArguments });
    const context = await browser.newContext({ ...options, locale: 'en-GB', ignoreHTTPSErrors: true });
    const page = await context.newPage();
    page.setDefaultTimeout(kPatienceMs);
    const mistakes = [];
    page.on('pageerror', (error) => mistakes.push(error.stack));
    page.on('console', (message) => { if (/Content.Security.Policy/i.test(message.text())) mistakes.push(message.text()); });
    page.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(appliance.address)) mistakes.push(`asks ${request.url()}`); });
    test.after(async () => {
        // What was seen last explains a failure better than the name of what was waited for.
        await page.screenshot({ path: screenshotPath(`last-${test.name.replace(/\W+/g, '-')}`) }).catch(() => {});
        await browser.close();
        assert.deepEqual(mistakes, [], 'mistakes of the page');
    });
    await page.goto(appliance.address);
    return page;
}

export async function logIn(page, name, secret = kSecret) {
    await page.locator('[data-screen="login"] [name="name"]').fill(name);
    await page.locator('[name="secret"]').fill(secret);
    await page.locator('[type="submit"]').click();
    await page.locator('#lock').waitFor();
}

export async function lockScreen(page) {
    await page.locator('#lock').click();
    await page.locator('[data-screen="login"]').waitFor();
}

/** Opens an inspection of the declaration that holds `words`. */
export async function choose(page, words) {
    await page.locator('.choice', { hasText: words }).click();
    await page.locator('#finish').waitFor();
}

/** Sends a photo as a phone does, and waits until it is there. */
export async function sendPhoto(page, file) {
    const before = await page.locator('.strip li').count();
    await page.locator('.picker input').first().setInputFiles(file);
    await page.locator('.strip li').nth(before).waitFor();
}

/** Types as a barcode gun does: without a pause, and Enter at the end. */
export async function scan(page, text) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
}

/** What axe-core finds that is serious or worse, in words. */
export async function seriousFindings(page) {
    await page.evaluate(kAxe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    return violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
        .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

/** Controls that a gloved finger would miss: less than 48 pixels high or wide. */
export function smallTargets(page) {
    return page.evaluate(() => [...document.querySelectorAll('button, .button, select, input:not([type="radio"], [type="file"]), summary, nav a')]
        .filter((element) => element.checkVisibility()).map((element) => [element.outerHTML.slice(0, 120), element.getBoundingClientRect()])
        .filter(([, { width, height }]) => height > 0 && (height < 47.5 || width < 47.5)).map(([html]) => html));
}

/** How many pixels the page is wider than the screen. */
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

export async function keepScreenshot(page, name) {
    // Pictures and fonts are given a moment; a live picture never ends loading.
    await page.waitForTimeout(300);
    await page.screenshot({ path: screenshotPath(name) });
}

function screenshotPath(name) {
    const folder = join(process.env.TIDEWAITER_BUILD, 'screenshots');
    mkdirSync(folder, { recursive: true });
    return join(folder, `${name}.png`);
}
