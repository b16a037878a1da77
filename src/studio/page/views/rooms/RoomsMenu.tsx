import { useRef } from 'preact/hooks';
import type { Studio } from '../../state/studio.js';
import { Menu } from '../Menu.js';
import { RoomsDialog } from './RoomsDialog.js';

/** Rooms to open: those that are saved, which can be renamed and removed as well, and the samples. */
export function RoomsMenu({ studio }: { readonly studio: Studio }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const button = useRef<HTMLElement>(null);
  const { samples = [], saved = [], removedRooms = [] } = studio.session.studio.value ?? {};
  const change = {
    key: 'change',
    label: 'Rename, remove, restore…',
    onChoose: () => dialog.current?.showModal(),
  };
  return (
    <>
      <Menu
        label="Rooms"
        button={button}
        isDisabled={samples.length === 0}
        items={[
          ...saved.map((name) => ({
            key: `saved ${name}`,
            label: name,
            onChoose: () => void studio.openSaved(name),
          })),
          ...(saved.length + removedRooms.length > 0 ? [change] : []),
          ...samples.map((name) => ({
            key: name,
            label: `Sample: ${name.replaceAll('-', ' ')}`,
            onChoose: () => void studio.openSample(name),
          })),
        ]}
      />
      <RoomsDialog studio={studio} dialog={dialog} onClose={() => button.current?.focus()} />
    </>
  );
}
