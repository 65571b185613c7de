// The button to the next inspection, the same wherever an inspection can be left.

import { el } from './dom.js';
import { button } from './form.js';
import { bind } from './keys.js';
import { go } from './router.js';
import { t } from './texts.js';

export function nextButton(properties = {}) {
    return bind('F8', button([t('case.next'), ' ', el('kbd', {}, 'F8')], () => go('inspect'), properties));
}
