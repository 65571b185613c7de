// From the first start to a sealed record, as administrator and officer.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connect } from 'node:tls';

import { Appliance, kBadge, kDeclarations, kSecret } from './appliance.mjs';
import { choose, lockScreen, logIn, openPage, scan } from './browser.mjs';

/** SHA-256 of the certificate that browsers get. */
function fingerprintAt(address) {
    const { hostname, port } = new URL(address);
    return new Promise((done, fail) => {
        const socket = connect({ host: hostname, port, rejectUnauthorized: false }, () => {
            done(socket.getPeerCertificate().fingerprint256);
            socket.end();
        });
        socket.on('error', fail);
    });
}

test('from the first start to a sealed record', async (t) => {
    const appliance = await Appliance.start(t, { tls: true });
    const page = await openPage(t, appliance);
    await page.locator('.fingerprint summary').click();
    const told = await page.locator('.fingerprint .code').innerText();
    assert.equal(told, await fingerprintAt(appliance.address), 'the certificate is not the one that the page names');
    assert.ok(appliance.output.includes(told), 'the local screen names another certificate');

    await page.locator('[data-screen="setup"] [name="code"]').fill('NOT-THE-CODE');
    await page.locator('[name="name"]').fill('Ada');
    await page.locator('[name="secret"]').fill(kSecret);
    await page.locator('[type="submit"]').click();
    await page.locator('.error').waitFor();

    // A wrong code makes the appliance pause for a second.
    await page.waitForTimeout(1200);
    await page.locator('[name="code"]').fill(await appliance.code());
    await page.locator('[type="submit"]').click();
    await page.locator('#lock').waitFor();

    await page.locator('nav a[href="#/people"]').click();
    await page.locator('main .main').click();
    await page.locator('dialog [name="name"]').fill('Olu');
    await page.locator('dialog [name="secret"]').fill(kSecret);
    await page.locator('dialog [name="badge"]').fill(kBadge);
    await page.locator('dialog [type="submit"]').click();
    await page.locator('td', { hasText: 'Olu' }).waitFor();

    await page.locator('nav a[href="#/lists"]').click();
    await page.locator('.picker input').setInputFiles({ name: 'manifest.csv', mimeType: 'text/csv', buffer: Buffer.from(kDeclarations) });
    await page.locator('.note', { hasText: '2' }).waitFor();
    await lockScreen(page);

    await scan(page, kBadge);
    await page.locator('.badge-read').waitFor();
    await page.keyboard.type(kSecret, { delay: 60 });
    await page.keyboard.press('Enter');
    await page.locator('[data-screen="inspect"] .choice').first().waitFor();

    await choose(page, 'MSKU-2');
    await page.locator('#capture:enabled').click();
    await page.locator('.strip li').waitFor();
    await page.locator('#finish').click();
    await page.locator('.verdict .sign').waitFor();
    await page.locator('.bar .main').click();
    await page.locator('.sealed').waitFor();
    assert.match(await page.locator('.sealed').innerText(), /Confirmed · sealed/);

    const olu = await appliance.as('Olu');
    const { inspections: [row] } = await olu('GET', '/inspections?declaration=MSKU-2');
    assert.equal(row.decision.choice, 'confirmed');
    assert.equal((await olu('GET', `/inspections/${row.id}`)).sealed, true);
});

test('a wrong PIN is refused in one sentence, and the name stays', async (t) => {
    const appliance = await Appliance.ready(t);
    const page = await openPage(t, appliance);
    await page.locator('[name="name"]').fill('Olu');
    await page.locator('[name="secret"]').fill('111222');
    await page.locator('[type="submit"]').click();
    await page.locator('.error', { hasText: 'Name or PIN is wrong' }).waitFor();
    assert.equal(await page.locator('[name="name"]').inputValue(), 'Olu');
    assert.equal(await page.locator('[name="secret"]').inputValue(), '');
    // A wrong PIN makes the appliance pause before the next try.
    await page.waitForTimeout(2500);
    await logIn(page, 'Olu');
});

test('an officer sees only what officers may do', async (t) => {
    const page = await openPage(t, await Appliance.ready(t));
    await logIn(page, 'Olu');
    const places = await page.locator('nav a').evaluateAll((links) => links.map(({ hash }) => hash));
    assert.deepEqual(places, ['#/inspect', '#/history', '#/training', '#/secret']);
    await lockScreen(page);
    await logIn(page, 'Aud');
    assert.ok(!(await page.locator('nav a[href="#/inspect"]').count()));
});
