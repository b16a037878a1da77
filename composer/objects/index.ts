import type { Cycle } from '../take.js';
import { airplane } from './airplane.js';
import { ballGames } from './ball-games.js';
import { bathroom } from './bathroom.js';
import { bed } from './bed.js';
import { bicycle } from './bicycle.js';
import { bird } from './bird.js';
import { boat } from './boat.js';
import { book } from './book.js';
import { bottle } from './bottle.js';
import { bread } from './bread.js';
import { breadknife } from './breadknife.js';
import { car } from './car.js';
import { cat } from './cat.js';
import { chair } from './chair.js';
import { clock } from './clock.js';
import { coffeeGrinder } from './coffee-grinder.js';
import { couch } from './couch.js';
import { cup } from './cup.js';
import { dog } from './dog.js';
import { elephant } from './elephant.js';
import { flowers } from './flowers.js';
import { fruitBowl } from './fruit-bowl.js';
import { kitchenTable } from './kitchen-table.js';
import { lamp } from './lamp.js';
import { laptop } from './laptop.js';
import { luggage } from './luggage.js';
import { meal } from './meal.js';
import { mokaPot } from './moka-pot.js';
import { oven } from './oven.js';
import { pasture } from './pasture.js';
import { person } from './person.js';
import { refrigerator } from './refrigerator.js';
import { sink } from './sink.js';
import { snowAndWind } from './snow-and-wind.js';
import { spoonAndFork } from './spoon-and-fork.js';
import { street } from './street.js';
import { sweets } from './sweets.js';
import { teddyBear } from './teddy-bear.js';
import { television } from './television.js';
import { train } from './train.js';
import { wineGlass } from './wine-glass.js';

/** Every cycle of the starter collection, by name. */
export const CYCLES: readonly Cycle[] = [
  airplane,
  ballGames,
  bathroom,
  bed,
  bicycle,
  bird,
  boat,
  book,
  bottle,
  bread,
  breadknife,
  car,
  cat,
  chair,
  clock,
  coffeeGrinder,
  couch,
  cup,
  dog,
  elephant,
  flowers,
  fruitBowl,
  kitchenTable,
  lamp,
  laptop,
  luggage,
  meal,
  mokaPot,
  oven,
  pasture,
  person,
  refrigerator,
  sink,
  snowAndWind,
  spoonAndFork,
  street,
  sweets,
  teddyBear,
  television,
  train,
  wineGlass,
];
