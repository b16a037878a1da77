import type { Player, PlayerEvent } from '../../engine/player.js';

/** Something that is asked of a player, once it is open. */
type Ask = (player: Player) => unknown;

/**
 * The player as the page reaches it: it opens with the first message that it is sent, and once more with the next press that asks for sound
 * where it could not be opened or has failed.
 *
 * @param options.onOpened with each player, before it is sent anything
 * @param options.restore sends a player that takes the place of another what that one was sent
 * @param options.onEvent hears the events of the newest player alone
 * @param options.onFailed hears, once for each attempt, why no player could be opened
 * @param options.fail hears what else goes wrong
 */
export function connectPlayer({
  open,
  onOpened,
  restore,
  onEvent,
  onFailed,
  fail,
}: {
  readonly open: (onEvent: (event: PlayerEvent) => void) => Promise<Player>;
  readonly onOpened: (player: Player) => void;
  readonly restore: (player: Player) => Promise<void>;
  readonly onEvent: (event: PlayerEvent) => void;
  readonly onFailed: (error: unknown) => void;
  readonly fail: (error: unknown) => void;
}) {
  let opening: Promise<Player> | undefined;
  let hasFailed = false;

  const openAnew = (): Promise<Player> => {
    const isAgain = hasFailed;
    hasFailed = false;
    // Its audio context is one of few that a browser allows.
    opening?.then((player) => player.close()).catch(() => {});
    const opened = open((event) => {
      if (opening === ready) onEvent(event);
    });
    const ready = opened.then(async (player) => {
      onOpened(player);
      if (isAgain) await restore(player);
      return player;
    });
    // An older player that fails late does not stop the newer one.
    ready.catch((error) => {
      if (opening === ready) onFailed(error);
    });
    opening = ready;
    return ready;
  };
  const sendOpened = (ready: Promise<Player>, ask: Ask) => {
    // Why it did not open is reported by `onFailed`.
    ready
      .then(
        async (player) => ask(player),
        () => {},
      )
      .catch(fail);
  };

  return {
    isOpen: () => opening !== undefined && !hasFailed,
    /** The player has failed; until the next press messages are sent to it all the same. */
    setFailed: () => {
      hasFailed = true;
    },
    send: (ask: Ask) => sendOpened(opening ?? openAnew(), ask),
    /** From a click or a key press, as the player wants it. */
    press: (ask: Ask) => sendOpened(opening === undefined || hasFailed ? openAnew() : opening, ask),
  };
}
