import { type InputDevice, RecorderError } from './inputDevice.js';
import { CAPTURE, type CapturedBlock } from './worklet/recorderMessages.js';

export interface Microphone {
  /** The one that was opened. */
  readonly device: InputDevice;
  readonly devices: () => Promise<InputDevice[]>;
  readonly close: () => void;
}

/**
 * Opens a microphone as it is: what browsers add for talking (echo cancellation, noise suppression, automatic gain) takes notes
 * away and is asked to stay out.
 *
 * @param options.id of the device; undefined for the system's own choice
 * @param options.onBlock hears of all that comes in, 20 ms at a time
 * @param options.onEnd the microphone was unplugged or taken back
 * @param options.onDevices other devices are there than before
 * @throws RecorderError where there is none, it is not allowed, or it does not start
 */
export async function openMicrophone({
  context,
  id,
  onBlock,
  onEnd,
  onDevices,
}: {
  readonly context: AudioContext;
  readonly id: string | undefined;
  readonly onBlock: (block: CapturedBlock) => void;
  readonly onEnd: () => void;
  readonly onDevices: () => void;
}): Promise<Microphone> {
  const media = navigator.mediaDevices as MediaDevices | undefined;
  if (media === undefined) throw new RecorderError(NO_MICROPHONES);
  const audio = {
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
    ...(id !== undefined && { deviceId: { exact: id } }),
  };
  const stream = await media.getUserMedia({ audio }).catch((error) => {
    throw new RecorderError(microphoneFailure(error));
  });
  const [track] = stream.getAudioTracks() as [MediaStreamTrack];
  track.onended = onEnd;
  // Not the one handler of the page: another microphone may be opened before this one is closed.
  media.addEventListener('devicechange', onDevices);
  const { source, capture } = connect(stream, context);
  capture.port.onmessage = ({ data }: MessageEvent<CapturedBlock>) => onBlock(data);
  return {
    device: { id: track.getSettings().deviceId ?? '', name: track.label },
    devices: async () =>
      (await media.enumerateDevices())
        .filter(({ kind }) => kind === 'audioinput')
        .map(({ deviceId, label }, i) => ({ id: deviceId, name: label || `Microphone ${i + 1}` })),
    close: () => {
      track.onended = null;
      media.removeEventListener('devicechange', onDevices);
      capture.port.onmessage = null;
      source.disconnect();
      capture.disconnect();
      track.stop();
    },
  };
}

function connect(stream: MediaStream, context: AudioContext) {
  try {
    const source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
    const capture = new AudioWorkletNode(context, CAPTURE);
    // It puts out silence: only what leads to the loudspeakers is sure to run.
    source.connect(capture).connect(context.destination);
    return { source, capture };
  } catch (error) {
    // Firefox connects no microphone whose sample rate is another than the loudspeakers'.
    for (const track of stream.getTracks()) track.stop();
    throw new RecorderError(microphoneFailure(error));
  }
}

const NO_MICROPHONES =
  'This browser gives no page a microphone. Open the studio in Chrome, Edge, Firefox or Safari.';

/** @example microphoneFailure(new DOMException('', 'NotFoundError')) // 'No microphone is connected. …' */
export function microphoneFailure(error: unknown): string {
  const { name, message } = error as Partial<Error>;
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'This page was not allowed to use the microphone. Allow it beside the address of the page, then try again.';
    case 'NotFoundError':
      return 'No microphone is connected. Plug one in, then try again.';
    case 'OverconstrainedError':
      return 'The chosen microphone is not there any more. Try again with another.';
    default:
      return `The microphone did not start (${message || error}). Close other programs that use it, then try again.`;
  }
}
