import { describe, expect, it } from 'vitest';
import { musicNames } from '../../../src/cli/batches/musicNames.js';

const KEPT = new Map([
  ['/2019/kitchen.jpg', 'kitchen.mid'],
  ['/2020/Kitchen.jpg', 'Kitchen-2.mid'],
]);

describe('musicNames', () => {
  it('numbers photos of one name in their order', () => {
    expect(musicNames(['/b/kitchen.jpg', '/a/kitchen.png', '/a/bath.jpg'], new Map())).toEqual([
      'kitchen.mid',
      'kitchen-2.mid',
      'bath.mid',
    ]);
  });

  it('leaves photos their names, and gives others free ones, whatever their order', () => {
    const paths = ['/1999/kitchen.jpg', '/2020/Kitchen.jpg', '/2019/kitchen.jpg'];
    expect(musicNames(paths, KEPT)).toEqual(['kitchen-3.mid', 'Kitchen-2.mid', 'kitchen.mid']);
  });

  it('gives no name of a photo that is not in this call', () => {
    expect(musicNames(['/1999/KITCHEN.jpg'], KEPT)).toEqual(['KITCHEN-3.mid']);
  });

  it('gives a photo that comes twice one name', () => {
    expect(musicNames(['/a/x.jpg', '/a/x.jpg'], new Map())).toEqual(['x.mid', 'x.mid']);
  });

  it('takes no path for a name, nor a name that another photo has', () => {
    const kept = new Map([
      ['/a/x.jpg', '../x.mid'],
      ['/b/y.jpg', 'y.mid'],
      ['/c/y.jpg', 'y.mid'],
    ]);
    const names = musicNames(['/a/x.jpg', '/c/y.jpg', '/b/y.jpg'], kept);
    expect(names).toEqual(['x.mid', 'y-2.mid', 'y.mid']);
  });
});
