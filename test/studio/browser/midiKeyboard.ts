import type { Page } from 'playwright-core';

/** Keyboards in a page whose browser has none, by `stubMidi`. */
declare global {
  interface Window {
    midi: {
      readonly plug: (id: string, name: string) => void;
      readonly unplug: (id: string) => void;
      /** @param milliseconds time stamp, on the clock of `performance.now` */
      readonly send: (id: string, bytes: readonly number[], milliseconds?: number) => void;
    };
  }
}

/** What the stub is to be: keyboards, one plugged in; a browser without Web MIDI; one that is not allowed to use it. */
export type MidiStub = 'keyboard' | 'missing' | 'refused';

/** A keyboard, as far as the page uses the interface. */
interface StubInput {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  state: string;
  onmidimessage: ((event: { data: Uint8Array; timeStamp: number }) => void) | null;
}

/** Web MIDI, likewise. */
interface StubAccess {
  readonly inputs: ReadonlyMap<string, StubInput>;
  readonly outputs: ReadonlyMap<string, unknown>;
  onstatechange: ((event: { port: object; timeStamp: number }) => void) | null;
}

/** Puts keyboards of our own in the place of Web MIDI, which starts in no container. */
export async function stubMidi(page: Page, stub: MidiStub = 'keyboard'): Promise<void> {
  await page.addInitScript((kind: MidiStub) => {
    if (kind === 'missing') {
      // As a browser is that never had it.
      Reflect.deleteProperty(Navigator.prototype, 'requestMIDIAccess');
      return;
    }
    const inputs = new Map<string, StubInput>();
    const access: StubAccess = { inputs, outputs: new Map(), onstatechange: null };
    Navigator.prototype.requestMIDIAccess = async () => {
      if (kind === 'refused') throw new DOMException('Permission denied', 'NotAllowedError');
      return access as unknown as MIDIAccess;
    };
    const changed = (port: object) =>
      access.onstatechange?.({ port, timeStamp: performance.now() });
    window.midi = {
      plug: (id, name) => {
        const port = { id, name, type: 'input', state: 'connected', onmidimessage: null };
        inputs.set(id, port);
        changed(port);
      },
      unplug: (id) => {
        const port = inputs.get(id) as StubInput;
        port.state = 'disconnected';
        changed(port);
      },
      send: (id, bytes, milliseconds = performance.now()) =>
        inputs.get(id)?.onmidimessage?.({ data: Uint8Array.from(bytes), timeStamp: milliseconds }),
    };
    window.midi.plug('one', 'Stage piano');
  }, stub);
}
