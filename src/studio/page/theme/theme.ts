import { signal } from '@preact/signals';
import { paletteProperties } from './palette.js';

export type ThemeChoice = 'system' | 'light' | 'dark';

export interface Theme {
  /** What the person has chosen. */
  readonly choice: { readonly value: ThemeChoice };
  /** What is shown; canvases are drawn anew when it changes. */
  readonly isDark: { readonly value: boolean };
  readonly choose: (choice: ThemeChoice) => void;
}

const STORED = 'theme';

/** Shows the theme that was chosen last, or the system's, and follows both. */
export function startTheme(): Theme {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const choice = signal<ThemeChoice>(storedChoice());
  const isDark = signal(false);
  const show = () => {
    const root = document.documentElement;
    isDark.value = choice.value === 'dark' || (choice.value === 'system' && system.matches);
    root.dataset.theme = isDark.value ? 'dark' : 'light';
    for (const [name, value] of paletteProperties(isDark.value))
      root.style.setProperty(name, value);
  };
  system.addEventListener('change', show);
  show();
  return {
    choice,
    isDark,
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
