import { expect, it } from 'vitest';
import { pageLine } from '../../../src/studio/page/state/pageLine.js';

it.each([
  ['kettle is not trained yet: run `mirror train kettle`.', 'kettle is not trained yet.'],
  ['lamp has no recordings yet: `mirror add lamp take.mid`.', 'lamp has no recordings yet.'],
  [
    'mug is stale: new.mid added. Run `mirror train "my mug" --kind seed`.',
    'mug is stale: new.mid added.',
  ],
  [
    'mug is not trained yet: run `mirror train mug`. Until then, cup answers cup.',
    'mug is not trained yet. Until then, cup answers cup.',
  ],
  ['If you meant bottle, `mirror remove "oil"` takes the new one back.', ''],
  ['a-2.jpg was read as it is, 3.5 MB of it.', 'a-2.jpg was read as it is, 3.5 MB of it.'],
])('says of %j what a page can say', (line, said) => {
  expect(pageLine(line)).toBe(said);
});
