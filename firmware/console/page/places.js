// The places of the page, in the order of their list, and who may be there.

import { may, person } from './session.js';

const kPlaces = [
    ['inspect', () => may('inspect')], ['history', () => may('history')], ['training', () => may('inspect')],
    ['lists', () => may('lists') || person()?.role === 'auditor'], ['devices', () => may('devices')],
    ['system', () => may('system')], ['people', () => may('people')], ['audit', () => may('audit')], ['secret', () => person() !== null],
];

/** The names of the places where whoever is logged in may be. */
export const placesAllowed = () => kPlaces.filter(([, allowed]) => allowed()).map(([name]) => name);

export const homePlace = () => placesAllowed()[0];
