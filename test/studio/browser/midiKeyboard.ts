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

/** Puts keyboards of our own in the place of Web MIDI, which starts in no container. */
export async function stubMidi(page: Page, stub: MidiStub = 'keyboard'): Promise<void> {
  await page.addInitScript((kind: MidiStub) => {
    if (kind === 'missing') {
      // biome-ignore lint/suspicious/noExplicitAny: as a browser is that never had it
      delete (Navigator.prototype as any).requestMIDIAccess;
      return;
    }
    // biome-ignore lint/suspicious/noExplicitAny: only what the page uses of the interface
    const inputs = new Map<string, any>();
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const access: any = { inputs, outputs: new Map(), onstatechange: null };
    Navigator.prototype.requestMIDIAccess = async () => {
      if (kind === 'refused') throw new DOMException('Permission denied', 'NotAllowedError');
      return access;
    };
    const changed = (port: object) =>
      access.onstatechange?.({ port, timeStamp: performance.now() } as never);
    window.midi = {
      plug: (id, name) => {
        const port = { id, name, type: 'input', state: 'connected', onmidimessage: null };
        inputs.set(id, port);
        changed(port);
      },
      unplug: (id) => {
        const port = inputs.get(id);
        port.state = 'disconnected';
        changed(port);
      },
      send: (id, bytes, milliseconds = performance.now()) =>
        inputs.get(id).onmidimessage?.({ data: Uint8Array.from(bytes), timeStamp: milliseconds }),
    };
    window.midi.plug('one', 'Stage piano');
  }, stub);
}
