import { signal } from '@preact/signals';
import { objectColours, paletteProperties } from './palette.js';

export type ThemeChoice = 'system' | 'light' | 'dark';

export interface Theme {
  /** What the person has chosen. */
  readonly choice: { readonly value: ThemeChoice };
  /** What canvases are drawn with, and drawn anew when it changes; asking the style sheet for each would lay out the page each time. */
  readonly ink: { readonly value: Ink };
  readonly choose: (choice: ThemeChoice) => void;
}

export interface Ink {
  readonly line: string;
  readonly strong: string;
  readonly text: string;
  /** By the rank of the object. */
  readonly objects: readonly string[];
}

const STORED = 'theme';

/** Shows the theme that was chosen last, or the system's, and follows both. */
export function startTheme(): Theme {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const choice = signal<ThemeChoice>(storedChoice());
  const ink = signal<Ink>({ line: '', strong: '', text: '', objects: [] });
  const show = () => {
    const root = document.documentElement;
    const isDark = choice.value === 'dark' || (choice.value === 'system' && system.matches);
    root.dataset.theme = isDark ? 'dark' : 'light';
    for (const [name, value] of paletteProperties(isDark)) root.style.setProperty(name, value);
    const style = getComputedStyle(root);
    ink.value = {
      line: style.getPropertyValue('--line'),
      strong: style.getPropertyValue('--strong'),
      text: style.getPropertyValue('--text'),
      objects: objectColours(isDark),
    };
  };
  system.addEventListener('change', show);
  show();
  return {
    choice,
    ink,
    choose: (chosen) => {
      choice.value = chosen;
      localStorage.setItem(STORED, chosen);
      show();
    },
  };
}

function storedChoice(): ThemeChoice {
  const stored = localStorage.getItem(STORED);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}
