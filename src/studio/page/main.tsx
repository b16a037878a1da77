import { render } from 'preact';
import { openPlayer } from './engine/player.js';
import { openCollection } from './state/collection/collection.js';
import { connectObjects } from './state/collection/objectsServer.js';
import { openStudio } from './state/studio.js';
import { connectServer } from './state/studioServer.js';
import { startTheme } from './theme/theme.js';
import './theme/page.css';
import './theme/recorder.css';
import './theme/collection.css';
import './theme/pad.css';
import './theme/rooms.css';
import { App } from './views/App.js';
import { keptRooms } from './views/keptRooms.js';
import { roomAddress } from './views/roomAddress.js';

const theme = startTheme();
const studio = openStudio({
  server: connectServer(),
  openPlayer,
  address: roomAddress,
  kept: keptRooms,
  newSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] as number,
});
const collection = openCollection({ server: connectObjects(), studio });
render(
  <App studio={studio} collection={collection} theme={theme} />,
  document.getElementById('page') as HTMLElement,
);
void studio.start();
