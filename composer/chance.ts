import type { Random } from '../src/math/random.js';

/** One of `items`, each as likely as the next. */
export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)] as T;
}

/** True with the given probability, 0–1. */
export function happens(random: Random, probability: number): boolean {
  return random() < probability;
}

/** A whole number from `lowest` to `highest`, both possible. */
export function wholeBetween(random: Random, lowest: number, highest: number): number {
  return lowest + Math.floor(random() * (highest - lowest + 1));
}

/** A number from `lowest` up to, not including, `highest`. */
export function between(random: Random, lowest: number, highest: number): number {
  return lowest + random() * (highest - lowest);
}
